package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Link;
import org.junit.jupiter.api.Test;

/** Who waited in vain, and what had failed when the wait began. */
class WaitsTest {
    private static final String RUN = "java.lang.Thread.run:840";

    private static Scene refused(Scene scene, double millis) {
        return scene.throwing(
                millis, "loop", "java.lang.ClassCastException", "no list", "com.acme.Kitchen.cook:15", RUN);
    }

    private static Scene timedOut(Scene scene, double millis) {
        return scene.throwing(
                millis,
                "main",
                "java.util.concurrent.TimeoutException",
                "no answer after [900 milliseconds]",
                "com.acme.Table.ask:9",
                "com.acme.Main.main:3");
    }

    @Test
    void aTimeOutFollowsWhatFailedAsItsWaitBegan() {
        Scene scene = new Scene();
        for (double at : new double[] {5000, 8200, 11_900}) {
            timedOut(refused(scene, at), at + 901);
        }
        FailureGraph graph = scene.graph();
        assertThat(Scene.told(graph)).hasSize(3).containsOnly("ClassCastException -async-> TimeoutException");
        assertThat(graph.links()).allSatisfy(l -> assertThat(l.confidence()).isGreaterThan(0.7));
    }

    @Test
    void whatFailsAtAnyTimeIsNotWhatAWaitRanOutFor() {
        Scene scene = new Scene();
        for (double at = 5000; at < 19_000; at += 130) {
            refused(scene, at);
        }
        for (double at : new double[] {7000, 9210, 13_333}) {
            timedOut(scene, at);
        }
        assertThat(scene.graph().links()).isEmpty();
    }

    @Test
    void aTimeOutFollowsWhatItsLibraryMetWhileItLasted() {
        Scene scene = new Scene();
        for (double at = 5300; at < 12_000; at += 210) {
            scene.throwing(
                    at,
                    "network",
                    "java.net.ConnectException",
                    "Connection refused",
                    "sun.nio.ch.Net.pollConnectNow:672",
                    "org.apache.kafka.common.network.Channel.connect:49",
                    RUN);
        }
        for (double at : new double[] {7500, 10_000}) {
            scene.throwing(
                    at,
                    "main",
                    "org.apache.kafka.common.errors.TimeoutException",
                    "no metadata after 2500 ms",
                    "org.apache.kafka.clients.producer.Producer.wait:80",
                    "com.acme.Main.main:3");
        }
        FailureGraph graph = scene.graph();
        assertThat(graph.links())
                .extracting(l -> Scene.told(graph, l))
                .containsOnly("ConnectException -async-> TimeoutException");
    }

    @Test
    void whatGoesStaleFollowsWhatKeptItFromBeingRenewed() {
        Scene scene = new Scene()
                .throwing(
                        6000,
                        "fetcher",
                        "java.lang.NumberFormatException",
                        "no digits",
                        "com.acme.rates.Fetcher.parse:36",
                        RUN);
        for (double at = 9800; at < 15_000; at += 200) {
            scene.throwing(
                    at,
                    "w-1",
                    "com.acme.rates.StaleException",
                    "the rate is older than 4 s",
                    "com.acme.rates.Table.rate:18",
                    "com.acme.Web.get:9",
                    RUN);
        }
        FailureGraph graph = scene.graph();
        assertThat(graph.links()).hasSize(26).allSatisfy(l -> assertThat(l.from())
                .isZero());
        assertThat(Scene.told(graph)).containsOnly("NumberFormatException -state-> StaleException");
    }

    @Test
    void anOutbreakFollowsWhatCameJustBeforeItAndNotWhatItsForerunnerFollowed() {
        Scene scene = new Scene();
        notServing(scene, 2500);
        scene.throwing(
                5000,
                "opener",
                "java.lang.IllegalArgumentException",
                "priority HIGH",
                "com.acme.regions.Opener.open:22",
                RUN);
        for (double at = 5016; at < 15_000; at += 150) {
            notServing(scene, at);
        }
        FailureGraph graph = scene.graph();
        assertThat(graph.links()).hasSizeGreaterThan(60).allSatisfy(l -> assertThat(l.from())
                .isEqualTo(1));
    }

    private static void notServing(Scene scene, double millis) {
        scene.throwing(
                millis,
                "w-1",
                "com.acme.regions.NotServingException",
                "region 7 is not online",
                "com.acme.regions.Server.get:33",
                "com.acme.Web.get:9",
                RUN);
    }

    @Test
    void whatWentOnWorkingInBetweenWasNotLeftBroken() {
        FailureGraph graph = aged(new Scene());
        assertThat(Scene.told(graph)).containsExactly("MappingException -state-> IllegalStateException");
        double untouched = graph.links().get(0).confidence();

        Scene busy = new Scene();
        for (int i = 0; i < 6; i++) {
            busy.throwing(
                    3000 + 700 * i,
                    "w-" + i,
                    "com.acme.QueryException",
                    "no such word " + i,
                    "com.acme.Index.search:70",
                    RUN);
        }
        assertThat(aged(busy).links().stream().mapToDouble(Link::confidence)).allMatch(c -> c < untouched);
    }

    private static FailureGraph aged(Scene scene) {
        return scene.throwing(
                        200,
                        "main",
                        "com.acme.MappingException",
                        "odd",
                        "com.acme.Map.read:3",
                        "com.acme.Index.open:20")
                .throwing(9000, "w-1", "java.lang.IllegalStateException", "closed", "com.acme.Index.add:40", RUN)
                .graph();
    }

    @Test
    void whatWasThrownInAnInitialiserOfALibraryDidNotCutItsCallerShort() {
        FailureGraph graph = new Scene()
                .throwing(
                        200,
                        "main",
                        "java.lang.IllegalArgumentException",
                        "no such option",
                        "org.lib.Options.get:62",
                        "org.lib.Options.<clinit>:9",
                        "com.acme.Index.open:20",
                        "com.acme.Main.main:3")
                .throwing(900, "w-1", "java.lang.IllegalStateException", "closed", "com.acme.Index.add:40", RUN)
                .graph();
        assertThat(graph.links()).isEmpty();
    }

    @Test
    void whatIsBuiltFromACauseAtOnceIsBuiltFromWhatCameJustBefore() {
        String[] runner = {"org.lib.Job.resume:33", "org.lib.Pool.run:590", RUN};
        FailureGraph graph = new Scene()
                .throwing(
                        5000,
                        "pool-1",
                        "java.lang.NumberFormatException",
                        "no digits",
                        "com.acme.Statistics.slot:12",
                        runner[0],
                        runner[1],
                        runner[2])
                .wrapping(
                        5000.9,
                        "pool-1",
                        "org.lib.CancelledException",
                        "parent is cancelling",
                        "org.lib.A.a:1",
                        "org.lib.A.b:2",
                        "org.lib.A.c:3",
                        "org.lib.A.d:4",
                        "org.lib.A.e:5",
                        "org.lib.A.f:6",
                        "org.lib.A.g:7",
                        "org.lib.A.h:8",
                        "org.lib.A.i:9",
                        "org.lib.Job.resume:46",
                        runner[1],
                        runner[2])
                .graph();
        assertThat(Scene.told(graph)).containsExactly("NumberFormatException -cause-> CancelledException");
    }

    @Test
    void withoutAnythingUnusualAWaitThatRunsOutStandsForItself() {
        assertThat(timedOut(new Scene(), 5000).graph().links()).isEmpty();
    }
}
