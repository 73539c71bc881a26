package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Condition;
import dev.epicenter.model.SymptomKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads that wait for ever though nobody has a lock; and those that wait in order. */
class StuckWorkTest {
    private static final String PARK = "at jdk.internal.misc.Unsafe.park(java.base@17.0.15/Native Method)";
    private static final String CONDITION =
            "- parking to wait for  <0x9> (a java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject)";
    private static final String WORKER =
            "at java.util.concurrent.ThreadPoolExecutor.runWorker(java.base@17.0.15/ThreadPoolExecutor.java:1136)";

    private static Scene seenLongAgo(String... threads) {
        Scene scene = new Scene();
        for (String thread : threads) {
            scene.waits(thread, "com.acme.Main.start:3", 970, 30);
        }
        return scene;
    }

    private static Dumps asking(Dumps dumps, String name) {
        return dumps.thread(
                name,
                "WAITING (parking)",
                PARK,
                "- parking to wait for  <0x9> (a java.util.concurrent.FutureTask)",
                "at java.util.concurrent.FutureTask.get(java.base@17.0.15/FutureTask.java:190)",
                "at com.acme.Routes.plan(Routes.java:6)",
                WORKER);
    }

    private static Dumps putting(Dumps dumps, String name) {
        return dumps.thread(
                name,
                "WAITING (parking)",
                PARK,
                CONDITION,
                "at java.util.concurrent.ArrayBlockingQueue.put(java.base@17.0.15/ArrayBlockingQueue.java:370)",
                "at com.acme.Feed.offer(Feed.java:9)",
                "at com.acme.Feed.run(Feed.java:4)");
    }

    private static Dumps waiting(Dumps dumps, String name, String method) {
        return dumps.thread(
                name,
                "WAITING (parking)",
                PARK,
                CONDITION,
                "at java.util.concurrent.ArrayBlockingQueue.take(java.base@17.0.15/ArrayBlockingQueue.java:420)",
                "at com.acme.Lines." + method + "(Lines.java:8)",
                "at com.acme.Lines.query(Lines.java:14)",
                "at com.acme.Web.serve(Web.java:3)",
                WORKER);
    }

    private static List<String> hangs(Analysis analysis) {
        return analysis.graph().failures().stream()
                .filter(f -> f.type().equals(Condition.HANG.typeName()))
                .map(f -> f.message().orElse(""))
                .toList();
    }

    @Test
    void aPoolWhoseThreadsAllWaitForTasksIsStarved() {
        Analysis analysis = seenLongAgo("routes-1", "routes-2")
                .throwing(12_000, "main", "java.util.concurrent.TimeoutException", null, "com.acme.Front.ask:9")
                .dump(
                        20_000,
                        asking(asking(new Dumps(), "routes-1"), "routes-2").text())
                .analysis();

        assertThat(hangs(analysis))
                .containsExactly("All 2 threads of the pool routes wait for the outcome of another task in"
                        + " com.acme.Routes.plan:6, and no thread is left that runs one; silent for 19.0 s");
        assertThat(Scene.told(analysis.graph())).contains("jvm.hang -blocked-by-> TimeoutException");
        assertThat(analysis.incidents().get(0).remedy()).startsWith("Run tasks that others wait for in a pool of");
    }

    @Test
    void aPoolThatWaitsForAnotherThatWorksIsNot() {
        Dumps dump = asking(asking(new Dumps(), "routes-1"), "routes-2")
                .thread("legs-1", "RUNNABLE", "at com.acme.Legs.measure(Legs.java:9)", WORKER);

        assertThat(hangs(seenLongAgo("routes-1", "routes-2", "legs-1")
                        .dump(20_000, dump.text())
                        .analysis()))
                .isEmpty();
    }

    @Test
    void aPoolWithAThreadToSpareIsNot() {
        Dumps dump = asking(new Dumps(), "routes-1")
                .thread(
                        "routes-2",
                        "WAITING (parking)",
                        PARK,
                        CONDITION,
                        "at java.util.concurrent.ThreadPoolExecutor.getTask(java.base@17.0.15/ThreadPoolExecutor.java:1062)",
                        WORKER);

        assertThat(hangs(seenLongAgo("routes-1", "routes-2")
                        .dump(20_000, dump.text())
                        .analysis()))
                .isEmpty();
    }

    @Test
    void threadsThatWaitForRoomHangAfterTheDeathOfWhoMadeIt() {
        Analysis analysis = seenLongAgo("feed-1", "feed-2")
                .throwing(
                        5_000,
                        "drain",
                        "java.lang.NumberFormatException",
                        "12b",
                        "com.acme.Feed.parse:20",
                        "com.acme.Feed.drain:17")
                .ends(5_001, "drain")
                .dump(20_000, putting(putting(new Dumps(), "feed-1"), "feed-2").text())
                .analysis();

        assertThat(hangs(analysis)).singleElement().asString().contains("for room in a queue that nobody empties");
        assertThat(Scene.told(analysis.graph()))
                .contains("NumberFormatException -ended-> jvm.thread-death", "jvm.thread-death -ended-> jvm.hang");
        assertThat(analysis.incidents().get(0).symptom().kind()).isEqualTo(SymptomKind.HANG);
    }

    @Test
    void threadsThatBorrowWhatNobodyGivesBackHangAfterWhatSkippedIt() {
        Analysis analysis = seenLongAgo("http-1", "http-2")
                .throwing(
                        900,
                        "http-3",
                        "com.acme.BadLine",
                        "13",
                        "com.acme.Line.ask:6",
                        "com.acme.Lines.query:15",
                        "com.acme.Web.serve:3")
                .dump(
                        20_000,
                        waiting(waiting(new Dumps(), "http-1", "borrow"), "http-2", "borrow")
                                .text())
                .analysis();

        assertThat(hangs(analysis)).singleElement().asString().contains("something lent that nobody gives back");
        assertThat(Scene.told(analysis.graph())).contains("BadLine -resource-> jvm.hang");
    }

    @Test
    void threadsThatWaitForWorkDoNotHang() {
        assertThat(hangs(seenLongAgo("http-1", "http-2")
                        .dump(
                                20_000,
                                waiting(waiting(new Dumps(), "http-1", "next"), "http-2", "next")
                                        .text())
                        .analysis()))
                .isEmpty();
    }
}
