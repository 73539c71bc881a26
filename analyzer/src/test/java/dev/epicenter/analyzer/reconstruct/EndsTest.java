package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a process ended, and what it ended of. */
class EndsTest {
    private static final String[] HANDLER = {
        "java.lang.Shutdown.exit:173", "java.lang.Terminator$1.handle:51", "java.lang.Thread.run:840"
    };
    private static final String[] RUN_HOOKS = {
        "java.lang.ApplicationShutdownHooks.runHooks:102",
        "java.lang.Shutdown.exit:173",
        "java.lang.Terminator$1.handle:51"
    };
    private static final String[] TASK = {
        "at java.lang.Thread.sleep(java.base@17.0.15/Native Method)",
        "at com.acme.Ledger.send(Ledger.java:17)",
        "at com.acme.Ledger.book(Ledger.java:11)",
        "at com.acme.Batch.run(Batch.java:17)",
        "at java.util.concurrent.ThreadPoolExecutor.runWorker(java.base@17.0.15/ThreadPoolExecutor.java:1136)",
        "at java.lang.Thread.run(java.base@17.0.15/Thread.java:840)"
    };

    private static Scene terminated() {
        return new Scene().shutdown(19_900, "Shutdown requested from Java", "SIGTERM handler", HANDLER);
    }

    private static Failure only(Analysis analysis, Condition condition) {
        List<Failure> all = analysis.graph().failures().stream()
                .filter(f -> f.type().equals(condition.typeName()))
                .toList();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<String> types(Analysis analysis) {
        return analysis.graph().failures().stream()
                .map(Failure::type)
                .distinct()
                .toList();
    }

    @Test
    void anOrderlyStopIsHealthyAndTold() {
        Analysis analysis = terminated()
                .starts(19_905, "pool-closer", "SIGTERM handler", RUN_HOOKS)
                .dump(
                        19_950,
                        new Dumps()
                                .thread("main", "TIMED_WAITING (sleeping)", "at com.acme.Main.main(Main.java:5)")
                                .text())
                .weather(200, "http-1", "java.lang.NumberFormatException", "x", "com.acme.Web.parse:3")
                .analysis();

        assertThat(analysis.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(String.join("\n", analysis.verdictReasons()))
                .contains("told to end by SIGTERM", "100 ms of the shutdown are recorded", "pool-closer");
    }

    @Test
    void aTaskThatNobodyWaitedForIsLost() {
        Analysis analysis = terminated()
                .dump(
                        19_950,
                        new Dumps()
                                .thread("payout-1", "TIMED_WAITING (sleeping)", TASK)
                                .text())
                .analysis();

        assertThat(Scene.told(analysis.graph())).containsExactly("jvm.terminated -ended-> jvm.work-lost");
        assertThat(analysis.verdict()).isEqualTo(Verdict.INCIDENT);
        assertThat(analysis.incidents().get(0).symptom().kind()).isEqualTo(SymptomKind.TASK_LOST);
        assertThat(only(analysis, Condition.WORK_LOST).message().orElse(""))
                .contains("payout-1 sleeps in Thread.sleep, called by com.acme.Ledger.send:17");
    }

    @Test
    void aHookThatWaitsMayLetItFinish() {
        Analysis analysis = terminated()
                .starts(19_905, "closer", "SIGTERM handler", RUN_HOOKS)
                .dump(
                        19_950,
                        new Dumps()
                                .thread("payout-1", "TIMED_WAITING (sleeping)", TASK)
                                .thread(
                                        "closer",
                                        "TIMED_WAITING (parking)",
                                        "at jdk.internal.misc.Unsafe.park(java.base@17.0.15/Native Method)",
                                        "at java.util.concurrent.ThreadPoolExecutor.awaitTermination(java.base@17.0.15/ThreadPoolExecutor.java:1464)",
                                        "at com.acme.Main.close(Main.java:30)")
                                .text())
                .analysis();

        assertThat(types(analysis)).containsExactly("jvm.terminated");
        assertThat(only(analysis, Condition.TERMINATED).message().orElse(""))
                .contains("closer had not ended: it waits for a while in ThreadPoolExecutor.awaitTermination");
    }

    private static final String[] GIVES_UP = {
        "java.lang.Shutdown.beforeHalt:1",
        "java.lang.Shutdown.exit:173",
        "java.lang.Runtime.exit:115",
        "java.lang.System.exit:1860",
        "com.acme.Licence.check:56"
    };

    private static Scene busyAtExit(String by) {
        return new Scene()
                .shutdown(19_900, "Shutdown requested from Java", by, GIVES_UP)
                .dump(
                        19_950,
                        new Dumps()
                                .thread("payout-1", "TIMED_WAITING (sleeping)", TASK)
                                .thread("payout-2", "TIMED_WAITING (sleeping)", TASK)
                                .text());
    }

    @Test
    void aProgramThatGivesUpOnAFailureLosesTheWorkOfOthers() {
        Analysis analysis = busyAtExit("licence")
                .throwing(
                        19_899,
                        "licence",
                        "com.acme.Expired",
                        "day 4",
                        "com.acme.Licence.read:10",
                        "com.acme.Licence.check:50")
                .analysis();

        assertThat(Scene.told(analysis.graph()))
                .contains("Expired -ended-> jvm.exit", "jvm.exit -ended-> jvm.work-lost");
        assertThat(analysis.incidents()).singleElement().satisfies(i -> assertThat(analysis.graph()
                        .failure(i.rootCauses().get(0).failure())
                        .type())
                .isEqualTo("com.acme.Expired"));
    }

    @Test
    void aProgramThatEndsItselfMayHaveNoMoreNeedOfWhatIsUnderWayAndItIsTold() {
        Analysis analysis = busyAtExit("main")
                .weather(200, "http-1", "java.lang.NumberFormatException", "x", "com.acme.Web.parse:3")
                .analysis();

        assertThat(analysis.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(String.join("\n", analysis.verdictReasons())).contains("2 threads were in the middle of work");
    }

    @Test
    void aPeriodicTaskThatIsCutOffByAPlannedExitIsNotTold() {
        Analysis analysis = new Scene()
                .shutdown(19_900, "Shutdown requested from Java", "main", GIVES_UP)
                .dump(
                        19_950,
                        new Dumps()
                                .thread(
                                        "sampler",
                                        "RUNNABLE",
                                        "at com.acme.Sampler.sample(Sampler.java:7)",
                                        "at java.util.concurrent.FutureTask.runAndReset(java.base@17.0.15/FutureTask.java:305)",
                                        "at java.util.concurrent.ThreadPoolExecutor.runWorker(java.base@17.0.15/ThreadPoolExecutor.java:1136)")
                                .text())
                .analysis();

        assertThat(types(analysis)).containsExactly("jvm.exit");
    }

    @Test
    void whoEndsTheProcessDoesNotDieOfWhatItThrewBefore() {
        Analysis analysis = busyAtExit("licence")
                .throwing(19_899, "licence", "com.acme.Expired", "day 4", "com.acme.Licence.check:50")
                .ends(19_905, "licence")
                .analysis();

        assertThat(types(analysis)).doesNotContain("jvm.thread-death");
    }

    @Test
    void threadsThatWaitForWorkLoseNone() {
        Analysis analysis = terminated()
                .dump(
                        19_950,
                        new Dumps()
                                .thread(
                                        "poller",
                                        "TIMED_WAITING (sleeping)",
                                        "at java.lang.Thread.sleep(java.base@17.0.15/Native Method)",
                                        "at com.acme.Poller.run(Poller.java:7)",
                                        "at java.util.concurrent.ThreadPoolExecutor.runWorker(java.base@17.0.15/ThreadPoolExecutor.java:1136)")
                                .thread(
                                        "consumer",
                                        "WAITING (parking)",
                                        "at jdk.internal.misc.Unsafe.park(java.base@17.0.15/Native Method)",
                                        "at java.util.concurrent.LinkedBlockingQueue.take(java.base@17.0.15/LinkedBlockingQueue.java:435)",
                                        "at com.acme.Consumer.next(Consumer.java:7)",
                                        "at com.acme.Consumer.work(Consumer.java:4)",
                                        "at com.acme.Consumer.run(Consumer.java:3)",
                                        "at java.util.concurrent.ThreadPoolExecutor.runWorker(java.base@17.0.15/ThreadPoolExecutor.java:1136)")
                                .text())
                .analysis();

        assertThat(types(analysis)).containsExactly("jvm.terminated");
    }

    @Test
    void daemonsAtWorkWhenTheLastThreadEndsMayLoseIt() {
        Analysis analysis = new Scene()
                .shutdown(19_900, "No remaining non-daemon Java threads", "DestroyJavaVM")
                .dump(
                        19_950,
                        new Dumps()
                                .thread(
                                        "ForkJoinPool.commonPool-worker-1",
                                        "RUNNABLE",
                                        "at com.acme.Mail.render(Mail.java:17)",
                                        "at java.util.concurrent.ForkJoinPool.runWorker(java.base@17.0.15/ForkJoinPool.java:1655)")
                                .text())
                .analysis();

        assertThat(Scene.told(analysis.graph())).containsExactly("jvm.exit -ended-> jvm.work-lost");
        assertThat(only(analysis, Condition.EXIT).message().orElse(""))
                .contains("no thread was left that is no daemon");
        assertThat(analysis.incidents()).isEmpty();
    }

    @Test
    void whatIsThrownBecauseOfTheShutdownIsItsConsequence() {
        Analysis analysis = terminated()
                .throwing(
                        19_950,
                        "http-1",
                        "java.lang.IllegalStateException",
                        "Pool is closed",
                        "com.acme.Pool.get:9",
                        "com.acme.Web.serve:3")
                .analysis();

        assertThat(Scene.told(analysis.graph())).containsExactly("jvm.terminated -ended-> IllegalStateException");
        assertThat(analysis.incidents()).isEmpty();
    }

    @Test
    void aRecordingThatBreaksOffWasKilled() {
        Analysis analysis = new Scene()
                .weather(200, "http-1", "java.lang.NumberFormatException", "x", "com.acme.Web.parse:3")
                .breaksOff()
                .analysis();

        assertThat(analysis.incidents())
                .singleElement()
                .extracting(i -> i.symptom().kind())
                .isEqualTo(SymptomKind.KILLED);
        assertThat(only(analysis, Condition.KILLED).recoverability().id()).isEqualTo("system");
    }

    @Test
    void memoryAtTheContainersLimitPointsToTheKernel() {
        Analysis analysis = new Scene()
                .memory(1_000, 100 << 20, 512 << 20)
                .memory(19_000, 508 << 20, 512 << 20)
                .breaksOff()
                .analysis();

        assertThat(Scene.told(analysis.graph())).containsExactly("jvm.out-of-memory -ended-> jvm.killed");
        assertThat(only(analysis, Condition.OUT_OF_MEMORY).message().orElse(""))
                .contains("508 of 512 MiB", "99 %", "+408 MiB since the start");
    }

    /** Memory is sampled each 30 s, and who grows fast is killed between two samples. */
    @Test
    void aHeapThatGrowsTowardsTheContainersLimitPointsToTheKernelToo() {
        Analysis analysis = new Scene()
                .contained("240 MiB")
                .memory(10_000, 60 << 20, 240 << 20)
                .heap(10_000, 20 << 20, 1024 << 20)
                .heap(14_000, 80 << 20, 1024 << 20)
                .heap(18_000, 140 << 20, 1024 << 20)
                .breaksOff()
                .analysis();

        assertThat(Scene.told(analysis.graph())).containsExactly("jvm.out-of-memory -ended-> jvm.killed");
        assertThat(only(analysis, Condition.OUT_OF_MEMORY).message().orElse(""))
                .contains("180 of 240 MiB were in use, and the heap grew by 15 MiB a second");
    }

    @Test
    void aHeapThatHasStoppedToGrowDoesNot() {
        Analysis analysis = new Scene()
                .contained("240 MiB")
                .memory(2_000, 60 << 20, 240 << 20)
                .heap(2_000, 20 << 20, 1024 << 20)
                .heap(8_000, 140 << 20, 1024 << 20)
                .heap(12_000, 140 << 20, 1024 << 20)
                .heap(18_000, 140 << 20, 1024 << 20)
                .breaksOff()
                .analysis();

        assertThat(types(analysis)).containsExactly("jvm.killed");
    }

    @Test
    void memoryFarFromItsLimitDoesNot() {
        Analysis analysis = new Scene()
                .memory(1_000, 100 << 20, 512 << 20)
                .memory(19_000, 300 << 20, 512 << 20)
                .breaksOff()
                .analysis();

        assertThat(types(analysis)).containsExactly("jvm.killed");
    }

    @Test
    void aJvmThatWasToldToEndWhenMemoryRunsOutDidSo() {
        Analysis analysis = new Scene()
                .flag("ExitOnOutOfMemoryError", "true")
                .fullHeap(19_000, 95, 100)
                .fullHeap(19_100, 96, 100)
                .fullHeap(19_200, 97, 100)
                .breaksOff()
                .analysis();

        assertThat(Scene.told(analysis.graph())).containsExactly("jvm.out-of-memory -ended-> jvm.exit");
        assertThat(analysis.incidents().get(0).symptom().kind()).isEqualTo(SymptomKind.OOM);
    }

    @Test
    void aWorkerThatIsReplacedAfterARecursionDiedOfItsStack() {
        Analysis analysis = new Scene()
                .recursion("indexer-1", "com.acme.Category.path:20", 9_800, 9_990)
                .ends(10_000, "indexer-1")
                .starts(
                        10_001,
                        "indexer-2",
                        "indexer-1",
                        "java.lang.Thread.start:1",
                        "java.util.concurrent.ThreadPoolExecutor.processWorkerExit:1021")
                .ends(12_000, "indexer-2")
                .starts(
                        12_001,
                        "indexer-3",
                        "indexer-2",
                        "java.lang.Thread.start:1",
                        "java.util.concurrent.ThreadPoolExecutor.processWorkerExit:1021")
                .analysis();

        assertThat(Scene.told(analysis.graph()))
                .containsExactly(
                        "jvm.stack-overflow -ended-> jvm.thread-death", "jvm.stack-overflow -ended-> jvm.thread-death");
        assertThat(analysis.incidents()).singleElement().satisfies(i -> {
            assertThat(i.symptom().kind()).isEqualTo(SymptomKind.THREAD_DIED);
            assertThat(analysis.graph()
                            .failure(i.rootCauses().get(0).failure())
                            .stack()
                            .frames())
                    .first()
                    .isEqualTo(Scene.frame("com.acme.Category.path:20"));
        });
    }

    @Test
    void aWorkerThatIsReplacedWithoutAWordDiedOfSomethingTheJvmThrew() {
        Analysis analysis = new Scene()
                .ends(10_000, "indexer-1")
                .starts(
                        10_001,
                        "indexer-2",
                        "indexer-1",
                        "java.util.concurrent.ThreadPoolExecutor.processWorkerExit:1021")
                .analysis();

        assertThat(types(analysis)).containsExactly("jvm.thread-death");
        assertThat(only(analysis, Condition.THREAD_DEATH).message().orElse("")).contains("StackOverflowError");
    }

    @Test
    void aThreadThatEndsOrOneThatRecursesIsNoFailure() {
        assertThat(types(new Scene().ends(10_000, "indexer-1").analysis())).isEmpty();
        assertThat(types(new Scene()
                        .recursion("indexer-1", "com.acme.Tree.walk:20", 1_000, 2_000)
                        .ends(10_000, "indexer-1")
                        .analysis()))
                .isEmpty();
    }

    @Test
    void aWrapperThatNamesAnErrorWithoutAnEventHasItAsItsCause() {
        Analysis analysis = new Scene()
                .recursion("http-1", "com.acme.Category.path:20", 9_900, 9_990)
                .throwing(
                        10_000,
                        "http-1",
                        "com.acme.DispatchException",
                        "Handler failed: java.lang.StackOverflowError",
                        "com.acme.Web.serve:3")
                .analysis();

        assertThat(Scene.told(analysis.graph())).containsExactly("jvm.stack-overflow -cause-> DispatchException");
        assertThat(only(analysis, Condition.STACK_OVERFLOW).message().orElse(""))
                .endsWith("by a recursion through com.acme.Category.path:20");
    }

    @Test
    void aCauseWithoutAnEventRightAfterARecursionWasTheUsedUpStack() {
        Scene scene = new Scene()
                .recursion("http-1", "com.acme.Category.path:20", 9_900, 9_990)
                .wrapping(10_000, "http-1", "com.acme.DispatchException", "Handler failed", "com.acme.Web.serve:3");

        assertThat(Scene.told(scene.graph())).containsExactly("jvm.stack-overflow -cause-> DispatchException");
        assertThat(new Scene()
                        .recursion("http-2", "com.acme.Category.path:20", 9_900, 9_990)
                        .wrapping(10_000, "http-1", "com.acme.DispatchException", "x", "com.acme.Web.serve:3")
                        .graph()
                        .links())
                .isEmpty();
    }

    @Test
    void anErrorThatHasItsEventIsNotSupposed() {
        Analysis analysis = new Scene()
                .throwing(9_999, "http-1", "java.lang.OutOfMemoryError", "Direct buffer memory", "com.acme.Io.read:9")
                .throwing(
                        10_000,
                        "http-1",
                        "com.acme.DispatchException",
                        "java.lang.OutOfMemoryError: Direct buffer memory",
                        "com.acme.Web.serve:3")
                .analysis();

        assertThat(types(analysis)).doesNotContain("jvm.out-of-memory");
    }

    @Test
    void theMetaspaceIsFilledByWhoeverLoads() {
        Analysis analysis = new Scene()
                .refused(5_000, "rule-reload", "Metaspace", "com.acme.RuleSets.load:40")
                .refused(5_100, "rule-reload", "Metaspace", "com.acme.RuleSets.load:40")
                .loaders("com.acme.RuleSets$RuleLoader", 1200, 1200, 15 << 20)
                .loaders("", 1, 500, 4 << 20)
                .analysis();

        assertThat(only(analysis, Condition.OUT_OF_MEMORY)).satisfies(f -> {
            assertThat(f.message().orElse(""))
                    .isEqualTo("Metaspace: 2 requests were refused; 1200 class loaders of com.acme.RuleSets$RuleLoader"
                            + " with 1200 classes hold 79 % of it");
            assertThat(f.thread().name()).isEqualTo("rule-reload");
            assertThat(f.stack().frames()).first().isEqualTo(Scene.frame("com.acme.RuleSets.load:40"));
        });
    }

    /** On JDK 17 the event of a refusal has no thread; the error, which only the agent records, does. */
    @Test
    void leadsFromTheFullMetaspaceToTheErrorThatSaysSo() {
        Analysis analysis = new Scene()
                .throwing(
                        5_001,
                        "rule-reload",
                        "java.lang.OutOfMemoryError",
                        "Metaspace",
                        "com.acme.RuleSets.load:40",
                        "java.lang.Thread.run:840")
                .number(1)
                .refused(5_000, "", "Metaspace", "com.acme.RuleSets.load:40")
                .agent(new AgentTold().uncaught(5_002, "rule-reload", 1))
                .analysis();

        assertThat(only(analysis, Condition.OUT_OF_MEMORY).thread().name()).isEqualTo("rule-reload");
        assertThat(Scene.told(analysis.graph()))
                .containsExactlyInAnyOrder(
                        "jvm.out-of-memory -resource-> OutOfMemoryError", "OutOfMemoryError -ended-> jvm.thread-death");
    }
}
