package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Failure;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two processes without an agent: what one failed of, and what the other complained of then. */
class PeerLinksTest {
    private static final String RUN = "java.lang.Thread.run:840";

    private static Analysis together(Scene... scenes) {
        return Analyzer.analyze(Arrays.stream(scenes).map(Scene::events).toList(), List.of(), AnalyzerOptions.DEFAULT);
    }

    private static Scene refused(double from) {
        Scene scene = new Scene();
        for (double at = from; at < 15_000; at += 500) {
            scene.throwing(
                    at,
                    "main",
                    "java.net.ConnectException",
                    "Connection refused",
                    "sun.nio.ch.Net.pollConnect:672",
                    "com.acme.Viewer.load:39",
                    "com.acme.Main.main:3");
        }
        return scene;
    }

    /** A check fails and ends the process. */
    private static Scene exited() {
        return new Scene()
                .length(7_100)
                .throwing(
                        7000,
                        "licence",
                        "java.lang.IllegalArgumentException",
                        "bad licence",
                        "com.acme.Licence.decode:18",
                        "com.acme.Licence.check:9",
                        RUN)
                .shutdown(
                        7001,
                        "Shutdown requested from Java",
                        "licence",
                        "java.lang.Runtime.exit:120",
                        "java.lang.System.exit:1900",
                        "com.acme.Licence.check:11",
                        RUN);
    }

    @Test
    void whoeverIsRefusedSuffersFromWhatEndedTheOther() {
        Analysis all = together(refused(7150), exited());
        Failure root = all.graph().failure(all.incidents().get(0).root().failure());
        assertThat(root.type()).isEqualTo("java.lang.IllegalArgumentException");
        assertThat(root.thread().process()).isEqualTo(1);
        assertThat(Scene.told(all.graph()))
                .contains(
                        "IllegalArgumentException -remote-> ConnectException",
                        "IllegalArgumentException -ended-> jvm.exit");
        assertThat(all.dataLoss().notes().get(0)).contains("broke out in one after something failed in another");
    }

    @Test
    void whoeverWasRefusedBeforeDoesNotSufferFromIt() {
        assertThat(Scene.told(together(refused(2000), exited()).graph()))
                .containsExactly("IllegalArgumentException -ended-> jvm.exit");
    }

    @Test
    void aTimeOutFollowsWhatFailedElsewhereAsTheWaitBegan() {
        Scene client = new Scene();
        Scene server = new Scene();
        for (double at : new double[] {5000, 8200, 11_900}) {
            server.throwing(
                    at, "worker", "java.lang.ArithmeticException", "/ by zero", "com.acme.Template.blend:32", RUN);
            client.throwing(
                    at + 702,
                    "main",
                    "com.acme.rpc.StatusException",
                    "deadline exceeded after 0.7s",
                    "com.acme.Studio.main:22");
        }
        assertThat(Scene.told(together(client, server).graph()))
                .hasSize(3)
                .containsOnly("ArithmeticException -remote-> StatusException");
    }

    @Test
    void whatIsFullSuffersFromTheThreadThatEmptiedIt() {
        Scene producer = new Scene();
        for (double at = 7000; at < 15_000; at += 300) {
            producer.throwing(
                    at, "main", "com.acme.QueueFullException", "rides is full", "com.acme.Rides.send:27", RUN);
        }
        Scene consumer = new Scene()
                .throwing(
                        5000,
                        "settlement",
                        "java.lang.ArithmeticException",
                        "integer overflow",
                        "com.acme.Settlement.cents:20",
                        RUN)
                .ends(5003, "settlement");
        assertThat(Scene.told(together(producer, consumer).graph()))
                .contains("ArithmeticException -remote-> QueueFullException");
    }
}
