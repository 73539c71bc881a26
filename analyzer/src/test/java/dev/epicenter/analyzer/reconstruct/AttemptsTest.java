package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens again and again is not led to by what happened the time before. */
class AttemptsTest {
    private static final String RUN = "java.lang.Thread.run:840";
    private static final String MAIN = "com.acme.Main.main:5";

    @Test
    void theNextAttemptIsNoRethrowOfTheOneBefore() {
        Scene scene = new Scene();
        for (int attempt = 0; attempt < 3; attempt++) {
            double at = 1000 + 60 * attempt;
            scene.throwing(
                            at,
                            "w-1",
                            "java.net.ConnectException",
                            "refused",
                            "com.acme.Net.open:3",
                            "com.acme.Get.run:9")
                    .throwing(at + 0.3, "w-1", "java.net.ConnectException", "refused", "com.acme.Get.run:11");
        }
        FailureGraph graph = scene.graph();
        assertThat(graph.links())
                .hasSize(3)
                .allSatisfy(l -> assertThat(l.to()).isEqualTo(l.from() + 1))
                .allSatisfy(l -> assertThat(l.from() % 2).isZero());
    }

    @Test
    void mainDidNotDieOfWhatItHadSurvivedBefore() {
        Analysis analysis = new Scene()
                .throwing(9000, "main", "com.acme.NoDataException", "none for 1", "com.acme.Report.print:8", MAIN)
                .throwing(19_800, "main", "com.acme.NoDataException", "none for 2", "com.acme.Report.print:8", MAIN)
                .shutdown(19_900, "No remaining non-daemon Java threads", "DestroyJavaVM")
                .analysis();
        assertThat(Scene.told(analysis.graph())).isEmpty();
    }

    @Test
    void aProgramDoesNotEndItselfBecauseItsCleaningUpFailed() {
        FailureGraph graph = new Scene()
                .throwing(
                        19_890,
                        "main",
                        "com.acme.BrokenPipeException",
                        "peer is gone",
                        "com.acme.Channel.send:8",
                        "com.acme.Channel.close:4",
                        MAIN)
                .shutdown(
                        19_900,
                        "Shutdown requested from Java",
                        "main",
                        "java.lang.Runtime.exit:120",
                        "java.lang.System.exit:1900",
                        "com.acme.Main.main:7")
                .graph();
        assertThat(Scene.told(graph)).isEmpty();
    }

    @Test
    void laterComplaintsInTheSameWordsHaveTheSameExplanation() {
        Scene scene = new Scene()
                .throwing(
                        5000,
                        "main",
                        "java.io.IOException",
                        "no file",
                        "com.acme.Routes.load:10",
                        "com.acme.Router.init:12");
        for (int i = 0; i < 4; i++) {
            String[] path = i < 2
                    ? new String[] {"com.acme.Router.route:40", "com.acme.Web.get:9", RUN}
                    : new String[] {"com.acme.Router.route:40", "com.acme.Batch.all:3", RUN};
            scene.throwing(
                    5300 + 3000 * i, "w-" + i, "java.lang.IllegalStateException", "no route for order " + i, path);
        }
        FailureGraph graph = scene.graph();
        assertThat(graph.links()).hasSize(4).allSatisfy(l -> assertThat(l.from())
                .isZero());
    }

    @Test
    void aComplaintDeepInALibraryIsNotAboutTheClassThatCalledIt() {
        FailureGraph graph = new Scene()
                .throwing(100, "main", "java.net.URISyntaxException", "bad scheme", "com.acme.Broker.start:10", MAIN)
                .throwing(
                        600,
                        "main",
                        "org.lib.IntrospectionException",
                        "cannot set port",
                        "org.lib.A.a:1",
                        "org.lib.B.b:1",
                        "org.lib.C.c:1",
                        "org.lib.D.d:1",
                        "org.lib.E.e:1",
                        "com.acme.Broker.start:18",
                        MAIN)
                .graph();
        assertThat(graph.links()).isEmpty();
    }

    @Test
    void aDirectoryThatIsThereAlreadyIsNobodysFailure() {
        Analysis analysis = new Scene()
                .throwing(
                        5000,
                        "main",
                        "java.nio.file.FileAlreadyExistsException",
                        "/var/index",
                        "java.nio.file.Files.createDirectory:700",
                        "java.nio.file.Files.createAndCheckIsDirectory:807",
                        "java.nio.file.Files.createDirectories:753",
                        "com.acme.Index.open:25",
                        MAIN)
                .throwing(5400, "main", "com.acme.IndexException", "the index is closed", "com.acme.Index.add:40", MAIN)
                .analysis();
        List<Failure> failures = analysis.graph().failures();
        assertThat(analysis.graph().seriesOf(failures.get(0)).background()).isTrue();
        assertThat(analysis.graph().links()).isEmpty();
    }

    @Test
    void aKeyStoreThatIsOfTheOtherKindIsNoFailure() {
        Analysis analysis = new Scene()
                .throwing(
                        5000,
                        "main",
                        "java.io.IOException",
                        "DerInputStream.getLength(): lengthTag=109, too big.",
                        "sun.security.util.DerInputStream.getLength:251",
                        "sun.security.pkcs12.PKCS12KeyStore.engineLoad:2012",
                        "sun.security.util.KeyStoreDelegator.engineLoad:221",
                        "java.security.KeyStore.load:1473",
                        "com.acme.Trust.open:25",
                        MAIN)
                .analysis();
        assertThat(analysis.graph().series().get(0).background()).isTrue();
    }
}
