package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Link;
import org.junit.jupiter.api.Test;

class WrapFinderTest {
    private static final String RUN = "java.lang.Thread.run:840";

    @Test
    void followsSeveralWrapsToTheFirst() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "w-1",
                        "java.sql.SQLException",
                        "lock wait",
                        "com.acme.Repo.load:10",
                        "com.acme.Dao.get:20",
                        "com.acme.Service.run:30",
                        RUN)
                .wrapping(
                        100.2,
                        "w-1",
                        "com.acme.DaoException",
                        "load failed",
                        "com.acme.Dao.get:22",
                        "com.acme.Service.run:30",
                        RUN)
                .wrapping(100.4, "w-1", "com.acme.ServiceException", "order 1 failed", "com.acme.Service.run:33", RUN)
                .graph();
        assertThat(Scene.told(graph))
                .containsExactly("SQLException -cause-> DaoException", "DaoException -cause-> ServiceException");
        assertThat(graph.links()).allSatisfy(l -> assertThat(l.confidence()).isGreaterThan(0.8));
    }

    @Test
    void tellsThatTheCauseWasDropped() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "w-1",
                        "java.io.IOException",
                        "disk full",
                        "com.acme.Store.write:10",
                        "com.acme.Import.run:20",
                        RUN)
                .throwing(100.2, "w-1", "com.acme.ImportException", "import failed", "com.acme.Import.run:23", RUN)
                .graph();
        assertThat(Scene.told(graph)).containsExactly("IOException -wrap-> ImportException");
        assertThat(graph.links().get(0).evidence()).anyMatch(e -> e.name().equals("no-cause-passed"));
    }

    @Test
    void keepsTheSecondCandidateAsCounterEvidence() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "w-1",
                        "java.io.IOException",
                        "one",
                        "com.acme.Store.write:10",
                        "com.acme.Import.run:20",
                        RUN)
                .throwing(
                        100.1,
                        "w-1",
                        "java.io.IOException",
                        "two",
                        "com.acme.Store.write:10",
                        "com.acme.Import.run:21",
                        RUN)
                .wrapping(100.2, "w-1", "com.acme.ImportException", "import failed", "com.acme.Import.run:23", RUN)
                .graph();
        Link wrap = graph.into(2).get(0);
        assertThat(graph.failure(wrap.from()).message()).contains("two");
        assertThat(wrap.counter())
                .anyMatch(e -> e.name().equals("other-candidate") && e.text().contains("one"));
    }

    @Test
    void prefersTheOneThatTheMessageRepeats() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "w-1",
                        "java.io.IOException",
                        "first volume",
                        "com.acme.Store.write:10",
                        "com.acme.Import.run:20",
                        RUN)
                .throwing(
                        100.1,
                        "w-1",
                        "java.io.IOException",
                        "second volume",
                        "com.acme.Store.write:10",
                        "com.acme.Import.run:21",
                        RUN)
                .wrapping(
                        100.2,
                        "w-1",
                        "com.acme.ImportException",
                        "java.io.IOException: first volume",
                        "com.acme.Import.run:23",
                        RUN)
                .graph();
        assertThat(graph.failure(graph.into(2).get(0).from()).message()).contains("first volume");
    }

    @Test
    void staysSilentWhereThreadsDiffer() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "w-1",
                        "java.io.IOException",
                        "disk full",
                        "com.acme.Store.write:10",
                        "com.acme.Import.run:20",
                        RUN)
                .throwing(100.2, "w-2", "com.acme.ImportException", "import failed", "com.acme.Import.run:23", RUN)
                .graph();
        assertThat(graph.links()).isEmpty();
    }

    @Test
    void staysSilentAboutTwoTasksOfOneWorker() {
        String[] pool = {"java.util.concurrent.ThreadPoolExecutor.runWorker:1136", RUN};
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "w-1",
                        "java.io.IOException",
                        "disk full",
                        "com.acme.A.work:10",
                        "com.acme.A.run:1",
                        pool[0],
                        pool[1])
                .throwing(
                        100.2,
                        "w-1",
                        "com.acme.OtherException",
                        "not mine",
                        "com.acme.B.work:23",
                        "com.acme.B.run:1",
                        pool[0],
                        pool[1])
                .graph();
        assertThat(graph.links()).isEmpty();
    }

    @Test
    void callsCloseFailingInTheWakeSuppressed() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "w-1",
                        "java.io.IOException",
                        "no route",
                        "com.acme.Conn.send:10",
                        "com.acme.Sync.run:20",
                        RUN)
                .throwing(
                        100.2,
                        "w-1",
                        "com.acme.CloseException",
                        "not flushed",
                        "com.acme.Conn.close:40",
                        "com.acme.Sync.run:19",
                        RUN)
                .graph();
        assertThat(Scene.told(graph)).containsExactly("IOException -suppressed-> CloseException");
    }
}
