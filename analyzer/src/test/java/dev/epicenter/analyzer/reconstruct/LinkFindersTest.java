package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.FailureGraph;
import org.junit.jupiter.api.Test;

/** Each finder other than the one for wraps: one scene in which it speaks, one in which it must not. */
class LinkFindersTest {
    private static final String RUN = "java.lang.Thread.run:840";
    private static final String TASK = "java.util.concurrent.FutureTask.run:264";
    private static final String REPORT = "java.util.concurrent.FutureTask.report:122";

    @Test
    void joinsAnExecutionExceptionWithTheTaskItWaitedFor() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "pool-1",
                        "com.acme.StockException",
                        "no stock",
                        "com.acme.Stock.take:10",
                        "com.acme.Orders.lambda$place$0:20",
                        TASK,
                        RUN)
                .carrying(
                        100.5,
                        "http-1",
                        "java.util.concurrent.ExecutionException",
                        REPORT,
                        "com.acme.Orders.place:22",
                        RUN)
                .graph();
        assertThat(Scene.told(graph)).containsExactly("StockException -async-> ExecutionException");
    }

    @Test
    void joinsAWrapperOfAnyNameByItsMessage() {
        FailureGraph graph = new Scene()
                .throwing(100, "actor-7", "com.acme.StockException", "no stock", "com.acme.Stock.take:10", RUN)
                .wrapping(
                        140,
                        "http-1",
                        "org.other.RemoteFailure",
                        "com.acme.StockException: no stock",
                        "org.other.Ask.await:9",
                        "com.acme.Orders.place:22",
                        RUN)
                .graph();
        assertThat(Scene.told(graph)).containsExactly("StockException -async-> RemoteFailure");
    }

    @Test
    void joinsWhatTheWaitingThreadSaysInTheSameWords() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "io-1",
                        "org.lib.RefusedException",
                        "the address rides is full",
                        "org.lib.Packets.decode:3",
                        RUN)
                .throwing(
                        103,
                        "http-1",
                        "com.acme.SendException",
                        "the address rides is full",
                        "com.acme.Rides.send:27",
                        RUN)
                .waits("http-1", "com.acme.Rides.send:27", 50, 51)
                .graph();
        assertThat(Scene.told(graph)).containsExactly("RefusedException -async-> SendException");
    }

    @Test
    void doesNotJoinThreadsByTimeAlone() {
        FailureGraph graph = new Scene()
                .throwing(100, "pool-1", "com.acme.StockException", "no stock", "com.acme.Stock.take:10", RUN)
                .carrying(100.5, "http-1", "org.other.Wrapper", "org.third.Client.call:3", "com.acme.Web.get:22", RUN)
                .graph();
        assertThat(graph.links()).isEmpty();
    }

    @Test
    void resolvesNoClassDefFoundErrorToTheInitialiser() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "w-1",
                        "java.lang.IllegalStateException",
                        "no config",
                        "com.acme.Rates.load:10",
                        "com.acme.Rates.<clinit>:5",
                        "com.acme.Shop.price:30",
                        RUN)
                .carrying(100.1, "w-1", "java.lang.ExceptionInInitializerError", "com.acme.Shop.price:30", RUN)
                .throwing(
                        5000,
                        "w-2",
                        "java.lang.NoClassDefFoundError",
                        "Could not initialize class com.acme.Rates",
                        "com.acme.Shop.price:30",
                        RUN)
                .graph();
        assertThat(Scene.told(graph))
                .containsExactly(
                        "IllegalStateException -cause-> ExceptionInInitializerError",
                        "ExceptionInInitializerError -class-init-> NoClassDefFoundError");
    }

    @Test
    void joinsANullPointerWithTheAbortedInit() {
        FailureGraph graph = new Scene()
                .weather(500, "w-9", "java.lang.NumberFormatException", "x", "com.acme.Parser.parse:3", RUN)
                .throwing(
                        100,
                        "main",
                        "java.io.IOException",
                        "no file",
                        "com.acme.Routes.load:10",
                        "com.acme.Router.init:12",
                        "com.acme.Main.main:5")
                .throwing(
                        4000,
                        "w-1",
                        "java.lang.NullPointerException",
                        null,
                        "com.acme.Router.route:40",
                        "com.acme.Web.get:9",
                        RUN)
                .throwing(
                        5000,
                        "w-1",
                        "java.lang.NullPointerException",
                        null,
                        "com.acme.Router.route:40",
                        "com.acme.Web.get:9",
                        RUN)
                .graph();
        assertThat(Scene.told(graph))
                .containsExactly(
                        "IOException -state-> NullPointerException", "IOException -state-> NullPointerException");
    }

    @Test
    void doesNotBlameWhatPassedThroughOtherClasses() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "main",
                        "java.io.IOException",
                        "no file",
                        "com.acme.Mail.load:10",
                        "com.acme.Mailer.init:12",
                        "com.acme.Main.main:5")
                .throwing(
                        4000,
                        "w-1",
                        "java.lang.NullPointerException",
                        null,
                        "com.acme.Router.route:40",
                        "com.acme.Web.get:9",
                        RUN)
                .graph();
        assertThat(graph.links()).isEmpty();
    }

    @Test
    void seesAThreadEndByAnException() {
        FailureGraph graph = new Scene()
                .throwing(100, "consumer", "com.acme.PoisonException", "bad record", "com.acme.Consumer.run:10", RUN)
                .ends(102, "consumer")
                .graph();
        assertThat(Scene.told(graph)).containsExactly("PoisonException -ended-> jvm.thread-death");
    }

    @Test
    void doesNotBlameAnInterruptedIdleWorkerForItsEnd() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "pool-1",
                        "java.lang.InterruptedException",
                        null,
                        "java.util.concurrent.LinkedBlockingQueue.take:4",
                        "java.util.concurrent.ThreadPoolExecutor.getTask:1",
                        "java.util.concurrent.ThreadPoolExecutor.runWorker:1",
                        RUN)
                .ends(101, "pool-1")
                .graph();
        assertThat(graph.links()).isEmpty();
    }

    @Test
    void seesAWorkerReplacedByItsPool() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "pool-1",
                        "java.lang.AssertionError",
                        "boom",
                        "com.acme.Job.run:10",
                        "java.util.concurrent.ThreadPoolExecutor.runWorker:1",
                        RUN)
                .starts(
                        101,
                        "pool-3",
                        "pool-1",
                        "java.util.concurrent.ThreadPoolExecutor.addWorker:9",
                        "java.util.concurrent.ThreadPoolExecutor.processWorkerExit:9")
                .ends(102, "pool-1")
                .graph();
        assertThat(graph.links()).hasSize(1);
        assertThat(graph.links().get(0).confidence()).isGreaterThan(0.9);
    }

    @Test
    void seesAPeriodicTaskThatStopped() {
        Scene scene = new Scene()
                .throwing(
                        5000,
                        "sched-1",
                        "com.acme.FeedException",
                        "gone",
                        "com.acme.Feed.pull:10",
                        "com.acme.Feed.tick:2",
                        "java.util.concurrent.FutureTask.runAndReset:305",
                        RUN)
                .waits(
                        "sched-1",
                        "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take:9",
                        0,
                        1000,
                        1000,
                        1000,
                        2000,
                        1000,
                        3000,
                        1000,
                        4000,
                        1000)
                .task("com.acme.Feed.tick:2", 100, 5000);
        assertThat(Scene.told(scene.graph())).containsExactly("FeedException -ended-> jvm.task-stopped");
    }

    @Test
    void staysSilentAboutAPeriodicTaskThatGoesOn() {
        Scene scene = new Scene()
                .throwing(
                        5000,
                        "sched-1",
                        "com.acme.FeedException",
                        "gone",
                        "com.acme.Feed.pull:10",
                        "com.acme.Feed.tick:2",
                        "java.util.concurrent.FutureTask.runAndReset:305",
                        RUN)
                .task("com.acme.Feed.tick:2", 100, 19_000);
        assertThat(scene.graph().links()).isEmpty();
    }

    @Test
    void findsADeadlockInAThreadDump() {
        FailureGraph graph = new Scene()
                .dump(
                        9000,
                        String.join(
                                "\n",
                                "Found one Java-level deadlock:",
                                "=============================",
                                "\"teller-1\":",
                                "  waiting to lock monitor 0x1 (object 0x2, a com.acme.Account),",
                                "  which is held by \"teller-2\"",
                                "\"teller-2\":",
                                "  waiting to lock monitor 0x3 (object 0x4, a com.acme.Ledger),",
                                "  which is held by \"teller-1\"",
                                "Java stack information for the threads listed above:",
                                "===================================================",
                                "\"teller-1\":",
                                "\tat com.acme.Bank.transfer(Bank.java:31)",
                                "\tat java.lang.Thread.run(java.base@17.0.1/Thread.java:840)",
                                "\"teller-2\":",
                                "\tat com.acme.Bank.audit(Bank.java:44)",
                                "Found 1 deadlock."))
                .graph();
        assertThat(graph.failures()).hasSize(1);
        assertThat(graph.failure(0).type()).isEqualTo("jvm.deadlock");
        assertThat(graph.failure(0).message()).hasValueSatisfying(m -> assertThat(m)
                .contains(
                        "teller-1 waits for a com.acme.Account in com.acme.Bank.transfer:31",
                        "teller-2 waits for a com.acme.Ledger"));
    }

    @Test
    void joinsTimeoutsWithThePauseTheySatThrough() {
        FailureGraph graph = new Scene()
                .pause(4000, 1500)
                .throwing(
                        5600,
                        "w-1",
                        "java.util.concurrent.TimeoutException",
                        "timed out after 800 ms",
                        "com.acme.Client.call:3",
                        RUN)
                .throwing(
                        5610,
                        "w-2",
                        "java.util.concurrent.TimeoutException",
                        "timed out after 800 ms",
                        "com.acme.Client.call:3",
                        RUN)
                .graph();
        assertThat(Scene.told(graph))
                .containsExactly("jvm.gc-pause -paused-> TimeoutException", "jvm.gc-pause -paused-> TimeoutException");
    }

    @Test
    void staysSilentAboutTimeoutsWithoutAPause() {
        FailureGraph graph = new Scene()
                .pause(4000, 1500)
                .throwing(
                        15_600,
                        "w-1",
                        "java.util.concurrent.TimeoutException",
                        "timed out after 800 ms",
                        "com.acme.Client.call:3",
                        RUN)
                .graph();
        assertThat(graph.links()).isEmpty();
    }

    @Test
    void joinsAnExhaustedPoolWithTheLeak() {
        Scene scene = new Scene();
        for (int i = 0; i < 4; i++) {
            scene.throwing(
                    1000 + 700 * i,
                    "report-1",
                    "com.acme.RenderException",
                    "bad font",
                    "com.acme.Report.render:10",
                    "com.acme.Report.run:20",
                    RUN);
        }
        for (int i = 0; i < 20; i++) {
            scene.throwing(
                    6000 + 500 * i,
                    "http-" + i % 3,
                    "com.acme.PoolTimeoutException",
                    "no connection available after 200 ms, 4 in use",
                    "com.acme.Pool.acquire:30",
                    "com.acme.Orders.place:40",
                    RUN);
        }
        FailureGraph graph = scene.graph();
        assertThat(Scene.told(graph)).hasSize(20).allMatch("RenderException -resource-> PoolTimeoutException"::equals);
    }

    @Test
    void givesAWrapperWithoutARecordedCauseTheCauseOfItsKind() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "w-1",
                        "java.lang.NullPointerException",
                        null,
                        "com.acme.Price.of:10",
                        "com.acme.Web.get:20",
                        RUN)
                .wrapping(100.1, "w-1", "com.acme.WebException", "failed", "com.acme.Web.get:22", RUN)
                .wrapping(15_000, "w-1", "com.acme.WebException", "failed", "com.acme.Web.get:22", RUN)
                .graph();
        assertThat(Scene.told(graph))
                .containsExactly(
                        "NullPointerException -cause-> WebException", "NullPointerException -cause-> WebException");
        assertThat(graph.into(2).get(0).evidence()).anyMatch(e -> e.name().equals("same-kind-linked"));
    }

    @Test
    void joinsTimeoutsWithTheThreadWhoseDeathTheyWaitedFor() {
        FailureGraph graph = new Scene()
                .throwing(100, "consumer", "com.acme.PoisonException", "bad record", "com.acme.Consumer.run:10", RUN)
                .ends(102, "consumer")
                .throwing(1500, "http-1", "java.util.concurrent.TimeoutException", null, "com.acme.Web.await:9", RUN)
                .graph();
        assertThat(Scene.told(graph))
                .containsExactlyInAnyOrder(
                        "PoisonException -ended-> jvm.thread-death", "PoisonException -ended-> TimeoutException");
    }

    @Test
    void doesNotBlameADeathForTimeoutsThatWereThereBefore() {
        FailureGraph graph = new Scene()
                .throwing(50, "http-1", "java.util.concurrent.TimeoutException", null, "com.acme.Web.await:9", RUN)
                .throwing(100, "consumer", "com.acme.PoisonException", "bad record", "com.acme.Consumer.run:10", RUN)
                .ends(102, "consumer")
                .throwing(1500, "http-1", "java.util.concurrent.TimeoutException", null, "com.acme.Web.await:9", RUN)
                .graph();
        assertThat(Scene.told(graph)).containsExactly("PoisonException -ended-> jvm.thread-death");
    }

    @Test
    void concludesExhaustedMemoryFromCollectionsInVain() {
        FailureGraph graph = new Scene()
                .fullHeap(5000, 92, 100)
                .fullHeap(5100, 92, 100)
                .ends(5200, "loader")
                .graph();
        assertThat(graph.failures()).hasSize(1);
        assertThat(graph.failure(0).type()).isEqualTo("jvm.out-of-memory");
        assertThat(graph.failure(0).thread().name()).isEqualTo("loader");
    }

    @Test
    void staysSilentAboutAFullHeapThatNobodyDiedOf() {
        assertThat(new Scene()
                        .fullHeap(5000, 92, 100)
                        .fullHeap(5100, 92, 100)
                        .graph()
                        .failures())
                .isEmpty();
    }

    @Test
    void seesWhoCalledExitAfterAFailure() {
        FailureGraph graph = new Scene()
                .throwing(
                        900,
                        "main",
                        "java.io.IOException",
                        "no licence",
                        "com.acme.Licence.read:4",
                        "com.acme.Main.start:7",
                        "com.acme.Main.main:3")
                .shutdown(
                        950,
                        "Shutdown requested from Java",
                        "main",
                        "java.lang.Runtime.exit:1",
                        "java.lang.System.exit:2",
                        "com.acme.Main.start:9",
                        "com.acme.Main.main:3")
                .graph();
        assertThat(Scene.told(graph)).containsExactly("IOException -ended-> jvm.exit");
    }

    @Test
    void whatMainSurvivedLongBeforeItExitedWasNotWhy() {
        FailureGraph graph = new Scene()
                .throwing(
                        900,
                        "main",
                        "java.io.IOException",
                        "no proxy",
                        "com.acme.Proxy.find:4",
                        "com.acme.Main.start:7",
                        "com.acme.Main.main:3")
                .shutdown(
                        21_000,
                        "Shutdown requested from Java",
                        "main",
                        "java.lang.Runtime.exit:1",
                        "java.lang.System.exit:2",
                        "com.acme.Main.start:9",
                        "com.acme.Main.main:3")
                .graph();
        assertThat(graph.links()).isEmpty();
    }

    @Test
    void doesNotJoinWhatALibraryOfTheJdkWaitedForWithAFailureFromElsewhere() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "pool-1",
                        "com.acme.RefusedException",
                        "busy",
                        "com.acme.Rates.ask:10",
                        "java.util.concurrent.CompletableFuture$AsyncSupply.run:1768",
                        RUN)
                .carrying(
                        100.5,
                        "pool-2",
                        "java.util.concurrent.ExecutionException",
                        "java.util.concurrent.CompletableFuture.reportGet:396",
                        "java.util.concurrent.CompletableFuture.get:2073",
                        "jdk.internal.net.http.HttpClientImpl.send:553",
                        "com.acme.Client.get:9",
                        "java.util.concurrent.CompletableFuture$AsyncSupply.run:1768",
                        RUN)
                .graph();
        assertThat(graph.links()).isEmpty();
    }

    @Test
    void followsAForkedFailureThatWasBuiltAgain() {
        FailureGraph graph = new Scene()
                .throwing(
                        100,
                        "w-1",
                        "com.acme.RateException",
                        "too high",
                        "com.acme.Rates.check:10",
                        "com.acme.Batch.run:20",
                        RUN)
                .throwing(100.4, "w-1", "com.acme.RateException", "too high", "com.acme.Batch.run:25", RUN)
                .graph();
        assertThat(Scene.told(graph)).containsExactly("RateException -rethrow-> RateException");
    }

    @Test
    void rejectionsFollowWhatShutTheExecutorDown() {
        FailureGraph graph = new Scene()
                .throwing(
                        5000,
                        "ingest-1",
                        "com.acme.FormatException",
                        "bad header",
                        "com.acme.Ingest.read:10",
                        "com.acme.Ingest.start:20",
                        RUN)
                .throwing(
                        5400,
                        "http-1",
                        "java.util.concurrent.RejectedExecutionException",
                        "Task rejected from java.util.concurrent.ThreadPoolExecutor[Terminated, pool size = 0]",
                        "java.util.concurrent.ThreadPoolExecutor$AbortPolicy.rejectedExecution:2065",
                        "com.acme.Ingest.submit:44",
                        RUN)
                .graph();
        assertThat(Scene.told(graph)).containsExactly("FormatException -state-> RejectedExecutionException");
    }

    @Test
    void callsACrashByItsName() {
        FailureGraph graph = new Scene()
                .shutdown(9000, "VM Error", "w-1", "com.acme.Native.call:3")
                .graph();
        assertThat(graph.failures()).hasSize(1);
        assertThat(graph.failure(0).type()).isEqualTo("jvm.crash");
    }
}
