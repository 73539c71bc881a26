package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.SymptomKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who waits for whom, from thread dumps and the silence of threads. */
class HangsTest {
    private static final String[] HOLDER = {
        "at java.lang.Thread.sleep(java.base@17.0.15/Native Method)",
        "at com.acme.Cache.refresh(Cache.java:9)",
        "- locked <0x1> (a com.acme.Ledger)",
        "at java.lang.Thread.run(java.base@17.0.15/Thread.java:840)"
    };

    /** Threads that wait now and then until second 10. */
    private static Scene busy() {
        return new Scene()
                .waits("http-1", "com.acme.Web.serve:3", rhythm(0))
                .waits("http-2", "com.acme.Web.serve:3", rhythm(50));
    }

    private static double[] rhythm(int from) {
        double[] waits = new double[100];
        for (int i = 0; i < 50; i++) {
            waits[2 * i] = from + 200 * i;
            waits[2 * i + 1] = 30;
        }
        return waits;
    }

    private static Dumps bothBlocked() {
        return new Dumps()
                .blocked("http-1", "Ledger.book(Ledger.java:5)", "0x1")
                .blocked("http-2", "Ledger.book(Ledger.java:5)", "0x1");
    }

    private static List<Failure> hangs(Analysis analysis) {
        return analysis.graph().failures().stream()
                .filter(f -> f.type().equals(Condition.HANG.typeName()))
                .toList();
    }

    @Test
    void threadsThatFallSilentBeforeALockHangAndItsHolderIsNamed() {
        Analysis analysis = busy().dump(
                        20_000,
                        bothBlocked()
                                .thread("cache", "TIMED_WAITING (sleeping)", HOLDER)
                                .text())
                .analysis();

        assertThat(hangs(analysis)).singleElement().satisfies(f -> {
            assertThat(f.thread().name()).isEqualTo("cache");
            assertThat(f.message().orElse(""))
                    .startsWith(
                            "2 threads wait for a com.acme.Ledger in com.acme.Ledger.book:5 (http-1, http-2), silent for 10.")
                    .endsWith("cache has it and sleeps in Thread.sleep, called by com.acme.Cache.refresh:9");
        });
        assertThat(analysis.incidents())
                .singleElement()
                .extracting(i -> i.symptom().kind())
                .isEqualTo(SymptomKind.HANG);
    }

    @Test
    void whatTimesOutMeanwhileIsItsConsequence() {
        Analysis analysis = busy().throwing(
                        12_000, "main", "java.util.concurrent.TimeoutException", null, "com.acme.Front.ask:9")
                .dump(
                        20_000,
                        bothBlocked()
                                .thread("cache", "TIMED_WAITING (sleeping)", HOLDER)
                                .text())
                .analysis();

        assertThat(Scene.told(analysis.graph())).contains("jvm.hang -blocked-by-> TimeoutException");
    }

    @Test
    void aThreadThatWaitsInTwoDumpsHangsThoughItNeverShowed() {
        String dump = bothBlocked()
                .thread("cache", "TIMED_WAITING (sleeping)", HOLDER)
                .text();

        assertThat(hangs(new Scene()
                        .ends(1, "x")
                        .dump(2_000, dump)
                        .dump(20_000, dump)
                        .analysis()))
                .hasSize(0);
        assertThat(hangs(new Scene()
                        .waits("http-1", "com.acme.Web.serve:3", 100, 30)
                        .dump(2_000, dump)
                        .dump(20_000, dump)
                        .analysis()))
                .hasSize(1);
    }

    @Test
    void contentionIsNoHang() {
        double[] waits = new double[200];
        for (int i = 0; i < 100; i++) {
            waits[2 * i] = 200 * i;
            waits[2 * i + 1] = 30;
        }
        Scene scene = new Scene()
                .waits("http-1", "com.acme.Ledger.book:5", waits)
                .waits("http-2", "com.acme.Ledger.book:5", waits)
                .dump(
                        20_000,
                        bothBlocked()
                                .thread("cache", "TIMED_WAITING (sleeping)", HOLDER)
                                .text());

        assertThat(hangs(scene.analysis())).isEmpty();
    }

    @Test
    void oneDumpOfThreadsThatNeverShowedTellsNothing() {
        Scene scene = new Scene()
                .dump(
                        20_000,
                        bothBlocked()
                                .thread("cache", "TIMED_WAITING (sleeping)", HOLDER)
                                .text());

        assertThat(hangs(scene.analysis())).isEmpty();
    }

    @Test
    void idleThreadsDoNotHang() {
        Dumps idle = new Dumps()
                .thread(
                        "http-1",
                        "WAITING (parking)",
                        "at jdk.internal.misc.Unsafe.park(java.base@17.0.15/Native Method)",
                        "- parking to wait for  <0x9> (a java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject)",
                        "at java.util.concurrent.LinkedBlockingQueue.take(java.base@17.0.15/LinkedBlockingQueue.java:435)",
                        "at com.acme.Web.next(Web.java:3)");

        assertThat(hangs(busy().dump(2_000, idle.text())
                        .dump(20_000, idle.text())
                        .analysis()))
                .isEmpty();
    }

    @Test
    void aFailureThatLeftTheLockedCodeMayHaveKeptTheLock() {
        Analysis analysis = busy().throwing(
                        9_900,
                        "batch",
                        "com.acme.BadEntry",
                        "negative",
                        "com.acme.Ledger.check:20",
                        "com.acme.Ledger.book:6")
                .dump(
                        20_000,
                        new Dumps()
                                .parked("http-1", "Ledger.book(Ledger.java:5)", "0x5")
                                .parked("http-2", "Ledger.book(Ledger.java:5)", "0x5")
                                .text())
                .analysis();

        assertThat(Scene.told(analysis.graph())).containsExactly("BadEntry -state-> jvm.hang");
    }

    @Test
    void aDeadlockIsNoHangNorAreThoseBehindIt() {
        Dumps dump = new Dumps()
                .thread(
                        "http-1",
                        "BLOCKED (on object monitor)",
                        "at com.acme.A.a(A.java:1)",
                        "- waiting to lock <0x2> (a com.acme.B)",
                        "- locked <0x1> (a com.acme.A)")
                .thread(
                        "other",
                        "BLOCKED (on object monitor)",
                        "at com.acme.B.b(B.java:1)",
                        "- waiting to lock <0x1> (a com.acme.A)",
                        "- locked <0x2> (a com.acme.B)")
                .blocked("http-2", "A.a(A.java:1)", "0x1");
        Analysis analysis = busy().dump(20_000, dump.text()).analysis();

        assertThat(hangs(analysis)).isEmpty();
        assertThat(analysis.graph().failures())
                .filteredOn(f -> f.type().equals(Condition.DEADLOCK.typeName()))
                .singleElement()
                .satisfies(f -> assertThat(f.message().orElse(""))
                        .isEqualTo("Threads wait for each other: http-1 waits for a com.acme.B in com.acme.A.a:1;"
                                + " other waits for a com.acme.A in com.acme.B.b:1; behind them http-2"));
    }

    @Test
    void classesThatInitialiseEachOtherAreADeadlockToo() {
        Dumps dump = new Dumps()
                .thread(
                        "one",
                        "RUNNABLE",
                        "at com.acme.A.<clinit>(A.java:2)",
                        "- waiting on the Class initialization monitor for com.acme.B",
                        "at com.acme.Main.a(Main.java:5)")
                .thread(
                        "two",
                        "RUNNABLE",
                        "at com.acme.B.<clinit>(B.java:3)",
                        "- waiting on the Class initialization monitor for com.acme.A",
                        "at com.acme.Main.b(Main.java:6)");

        assertThat(new Scene().dump(20_000, dump.text()).graph().failures())
                .singleElement()
                .satisfies(f -> assertThat(f.message().orElse(""))
                        .contains("one waits for the initialiser of com.acme.B in com.acme.A.<clinit>:2"));
    }
}
