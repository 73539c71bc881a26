package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.read.AgentRecord.BondKind;
import dev.epicenter.analyzer.read.AgentRecord.Lines;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Handler;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Link;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskOutcome;
import dev.epicenter.model.Verdict;
import org.junit.jupiter.api.Test;

/** What the agent saw, against what would have been concluded without it. */
class ObservedTest {
    private static final String RUN = "java.lang.Thread.run:840";

    /** Two failures right before a wrapper that may carry either; the agent knows them, or none of them. */
    private static Scene twoCandidates(int known) {
        return new Scene()
                .throwing(
                        100,
                        "t",
                        "com.acme.LockException",
                        "row 1",
                        "com.acme.Dao.read:10",
                        "com.acme.Dao.find:20",
                        RUN)
                .number(known * 1)
                .throwing(
                        101,
                        "t",
                        "com.acme.RetryException",
                        "row 2",
                        "com.acme.Dao.read:11",
                        "com.acme.Dao.find:21",
                        RUN)
                .number(known * 2)
                .carrying(102, "t", "com.acme.DaoException", "com.acme.Dao.find:23", RUN)
                .number(known * 3);
    }

    @Test
    void joinsAWrapperWithItsVeryCauseAndNotWithTheNearer() {
        FailureGraph graph = twoCandidates(1).agent(new AgentTold().cause(1, 3)).graph();
        assertThat(Scene.told(graph)).contains("LockException -cause-> DaoException");
        assertThat(Scene.told(graph)).doesNotContain("RetryException -cause-> DaoException");
        Link link = graph.into(2).get(0);
        assertThat(link.certainty()).isEqualTo(Certainty.OBSERVED);
        assertThat(link.confidence()).isEqualTo(1);
        assertThat(link.counter()).isEmpty();
    }

    @Test
    void concludesNoCauseOfWhatWasSeenToHaveNone() {
        assertThat(Scene.told(twoCandidates(0).graph())).contains("RetryException -cause-> DaoException");
        FailureGraph graph = twoCandidates(1)
                .agent(new AgentTold()
                        .handler(7, "com.acme.Dao.find:22", 22, new Lines(20, 21), Disposition.SWALLOWED, "continues")
                        .handled(100.5, "t", 1, 7)
                        .handled(101.5, "t", 2, 7))
                .graph();
        assertThat(Scene.told(graph)).noneMatch(link -> link.contains("-cause->"));
    }

    @Test
    void tellsThatTheSecondTookThePlaceOfOneThatNoCatchBlockReceived() {
        FailureGraph graph = new Scene()
                .throwing(
                        100, "t", "com.acme.FormatException", "x", "com.acme.Feed.write:10", "com.acme.Job.run:20", RUN)
                .number(1)
                .throwing(101, "t", "com.acme.FlushException", "y", "com.acme.Feed.end:30", "com.acme.Job.run:24", RUN)
                .number(2)
                .agent(new AgentTold())
                .graph();
        assertThat(Scene.told(graph)).containsExactly("FormatException -suppressed-> FlushException");
        assertThat(graph.links().get(0).certainty()).isEqualTo(Certainty.INFERRED);
    }

    @Test
    void goesTheWayOverWhatACatchBlockReceivedAndUnwrapped() {
        FailureGraph graph = new Scene()
                .throwing(100, "pool-1", "com.acme.StockException", "none", "com.acme.Stock.take:10", RUN)
                .number(1)
                .carrying(101, "http-1", "java.util.concurrent.ExecutionException", "com.acme.Web.get:22", RUN)
                .number(2)
                .wrapping(102, "http-1", "com.acme.OrderException", null, "com.acme.Web.get:25", RUN)
                .number(3)
                .agent(new AgentTold()
                        .cause(1, 2)
                        .cause(1, 3)
                        .handler(7, "com.acme.Web.get:24", 26, new Lines(20, 23), Disposition.WRAPPED, "wraps")
                        .bond(BondKind.REPLACED, 2, 3, 7))
                .graph();
        assertThat(Scene.told(graph))
                .containsExactlyInAnyOrder(
                        "StockException -async-> ExecutionException", "ExecutionException -wrap-> OrderException");
        assertThat(graph.into(2).get(0).evidence().get(0).name()).isEqualTo("unwrapped-in-handler");
    }

    /** A controller's failure comes out of reflection, is taken apart there and wrapped for the container. */
    @Test
    void showsWhatCameOutAtTheTopAndNotWhatReflectionCarried() {
        Analysis analysis = new Scene()
                .throwing(100, "http-1", "com.acme.OrderException", "none left", "com.acme.Orders.order:20", RUN)
                .number(1)
                .throwing(
                        101,
                        "http-1",
                        "java.lang.reflect.InvocationTargetException",
                        null,
                        "java.lang.reflect.Method.invoke:569",
                        "com.acme.Proxy.order:1",
                        RUN)
                .number(2)
                .throwing(102, "http-1", "lib.ServletException", "failed: none left", "lib.Servlet.service:9", RUN)
                .number(3)
                .agent(new AgentTold().cause(1, 2).cause(1, 3))
                .analysis();
        assertThat(analysis.incidents().get(0).symptom().text()).startsWith("ServletException");
    }

    @Test
    void tellsThatACatchBlockLostTheCause() {
        FailureGraph graph = new Scene()
                .throwing(
                        100, "t", "com.acme.ParseException", "x", "com.acme.Load.parse:10", "com.acme.Load.all:20", RUN)
                .number(1)
                .throwing(101, "t", "com.acme.ImportException", "failed", "com.acme.Load.all:23", RUN)
                .number(2)
                .agent(new AgentTold()
                        .handler(7, "com.acme.Load.all:22", 24, new Lines(19, 21), Disposition.WRAPPED, "throws-other")
                        .bond(BondKind.REPLACED, 1, 2, 7))
                .graph();
        assertThat(Scene.told(graph)).containsExactly("ParseException -wrap-> ImportException");
        assertThat(graph.links().get(0).evidence().get(0).name()).isEqualTo("cause-lost-in-handler");
    }

    @Test
    void takesWhatWasBuiltInACatchBlockForItsReplacementAndNothingElse() {
        Scene scene = new Scene()
                .throwing(100, "t", "com.acme.A", "x", "com.acme.Load.parse:10", "com.acme.Load.all:20", RUN)
                .number(1)
                .throwing(101, "t", "com.acme.B", "built", "com.acme.Load.fail:60", "com.acme.Load.all:23", RUN)
                .number(2)
                .throwing(150, "t", "com.acme.C", "later", "com.acme.Other.work:5", RUN)
                .number(3);
        FailureGraph graph = scene.agent(new AgentTold()
                        .handler(7, "com.acme.Load.all:22", 24, new Lines(19, 21), Disposition.HANDLED, "continues")
                        .bond(BondKind.BUILT_AFTER, 1, 2, 7)
                        .bond(BondKind.BUILT_AFTER, 1, 3, 7))
                .graph();
        assertThat(Scene.told(graph)).containsExactly("A -wrap-> B");
    }

    @Test
    void takesForAReplacementNothingThatWasBuiltThereForAnotherEndUnlessItCameOut() {
        Scene scene = new Scene()
                .throwing(100, "t", "com.acme.A", "x", "com.acme.Load.parse:10", "com.acme.Load.all:20", RUN)
                .number(1)
                .throwing(101, "t", "java.lang.Throwable", null, "lib.Log.error:60", "com.acme.Load.all:23", RUN)
                .number(2)
                .throwing(
                        102,
                        "t",
                        "java.lang.NoSuchMethodError",
                        "'void java.lang.invoke.DirectMethodHandle$Holder.invokeStatic(java.lang.Object)'",
                        "java.lang.invoke.MethodHandleNatives.resolve:-2",
                        "com.acme.Load.all:23",
                        RUN)
                .number(3)
                .throwing(103, "t", "lib.Ended", "once", "lib.Signals.<clinit>:5", "com.acme.Load.all:23", RUN)
                .number(4)
                .throwing(
                        104,
                        "t",
                        "java.lang.NumberFormatException",
                        "y",
                        "java.lang.Integer.parseInt:600",
                        "com.acme.Load.all:23",
                        RUN)
                .number(5);
        FailureGraph graph = scene.agent(new AgentTold()
                        .handler(7, "com.acme.Load.all:22", 24, new Lines(19, 21), Disposition.LOGGED, "continues")
                        .handler(8, "com.acme.Main.main:9", 10, new Lines(5, 8), Disposition.LOGGED, "continues")
                        .handled(100.5, "t", 1, 7)
                        .handled(105, "t", 5, 8)
                        .bond(BondKind.BUILT_AFTER, 1, 2, 7)
                        .bond(BondKind.BUILT_AFTER, 1, 3, 7)
                        .bond(BondKind.BUILT_AFTER, 1, 4, 7)
                        .bond(BondKind.BUILT_AFTER, 1, 5, 7))
                .graph();
        assertThat(Scene.told(graph)).containsExactly("A -wrap-> NumberFormatException");
    }

    /** As reactive libraries do to show where somebody waited. */
    @Test
    void showsWhatWentOnAndNotWhatWasAddedToItsSuppressed() {
        Analysis analysis = new Scene()
                .throwing(100, "worker", "com.acme.NoStation", "s57", "com.acme.Feed.nearest:20", RUN)
                .number(1)
                .throwing(
                        101, "main", "java.lang.Exception", "block ended", "lib.Mono.block:9", "com.acme.Feed.main:37")
                .number(2)
                .agent(new AgentTold().bond(BondKind.SUPPRESSED, 1, 2, 0).uncaught(102, "main", 1))
                .analysis();
        assertThat(analysis.incidents()).isNotEmpty();
        assertThat(analysis.incidents())
                .allSatisfy(i -> assertThat(i.symptom().text()).doesNotStartWith("Exception"));
    }

    /** Every request fails alike, all the time, as in a recording that began after it broke. */
    private static Analysis steadily(int status) {
        Scene scene = new Scene();
        AgentTold told = new AgentTold();
        for (int i = 0; i < 60; i++) {
            double at = 100 + 500.0 * i;
            scene.throwing(
                            at,
                            "http-1",
                            "com.acme.NoZone",
                            "south",
                            "com.acme.Zones.of:6",
                            "com.acme.Fares.get:10",
                            RUN)
                    .number(i + 1);
            told.request(true, at - 2, 10, "http-1", "span-" + i, "", status, 0);
        }
        return scene.agent(told).analysis();
    }

    @Test
    void whatRequestsAreAnsweredWithAServersErrorForIsNoWeather() {
        assertThat(steadily(404).verdict()).isEqualTo(Verdict.HEALTHY);
        Analysis failing = steadily(500);
        assertThat(failing.verdict()).isEqualTo(Verdict.INCIDENT);
        assertThat(failing.graph()
                        .failure(failing.incidents().get(0).root().failure())
                        .type())
                .isEqualTo("com.acme.NoZone");
    }

    private static Scene closing() {
        return new Scene()
                .throwing(
                        100, "t", "com.acme.FormatException", "x", "com.acme.Feed.write:10", "com.acme.Job.run:20", RUN)
                .number(1)
                .throwing(101, "t", "com.acme.FlushException", "y", "com.acme.Feed.end:30", "com.acme.Job.run:24", RUN)
                .number(2);
    }

    @Test
    void seesWhatWasThrownInAFinallyBlockTakeThePlaceOfWhatItHeldUp() {
        AgentTold told = new AgentTold()
                .undoing(7, "com.acme.Job.run:23", 25, new Lines(19, 21))
                .bond(BondKind.BUILT_AFTER, 1, 2, 7);
        Link link = closing().agent(told).graph().links().get(0);
        assertThat(link.relation().id()).isEqualTo("suppressed");
        assertThat(link.certainty()).isEqualTo(Certainty.OBSERVED);
        AgentTold goesOn = new AgentTold()
                .undoing(7, "com.acme.Job.run:23", 25, new Lines(19, 21))
                .handler(8, "com.acme.Job.run:27", 28, new Lines(19, 25), Disposition.LOGGED, "logs", "continues")
                .bond(BondKind.BUILT_AFTER, 1, 2, 7)
                .handled(102, "t", 1, 8);
        assertThat(closing().agent(goesOn).graph().links())
                .as("the first came out of the block all the same")
                .noneMatch(l -> l.certainty() == Certainty.OBSERVED);
    }

    @Test
    void goesAroundTheCopyThatTheJvmKeepsOfAFailedInitialiser() {
        String[] line = {"com.acme.Price.gross:9", RUN};
        String error = "java.lang.ExceptionInInitializerError";
        FailureGraph graph = new Scene()
                .throwing(100, "t", "com.acme.RateException", "x", "com.acme.Rates.<clinit>:7", line[0], RUN)
                .number(1)
                .throwing(100.1, "t", error, "Exception com.acme.RateException: x [in thread \"t\"]", line)
                .number(2)
                .carrying(100.2, "t", error, line)
                .number(3)
                .throwing(200, "u", "java.lang.NoClassDefFoundError", "Could not initialize class com.acme.Rates", line)
                .number(4)
                .agent(new AgentTold().cause(1, 3).cause(2, 4))
                .graph();
        assertThat(graph.into(3).get(0).from()).isEqualTo(2);
        assertThat(graph.into(2).get(0).from()).isZero();
        assertThat(graph.into(2).get(0).certainty()).isEqualTo(Certainty.OBSERVED);
    }

    @Test
    void endsAThreadOnlyByWhatWasSeenUncaught() {
        Scene scene = new Scene()
                .throwing(100, "worker-1", "com.acme.JobException", "x", "com.acme.Job.run:10", RUN)
                .number(1)
                .ends(110, "worker-1");
        assertThat(Scene.told(scene.graph())).isNotEmpty();
        FailureGraph handled = scene.agent(new AgentTold()
                        .handler(
                                7, "com.acme.Job.run:22", 24, new Lines(9, 21), Disposition.LOGGED, "logs", "continues")
                        .handled(101, "worker-1", 1, 7))
                .graph();
        assertThat(handled.links()).isEmpty();
        FailureGraph died =
                scene.agent(new AgentTold().uncaught(101, "worker-1", 1)).graph();
        assertThat(Scene.told(died)).containsExactly("JobException -ended-> jvm.thread-death");
        assertThat(died.links().get(0).certainty()).isEqualTo(Certainty.OBSERVED);
    }

    @Test
    void knowsWhichCatchBlockEndedTheProcess() {
        FailureGraph graph = new Scene()
                .throwing(
                        100, "main", "com.acme.ConfigException", "x", "com.acme.Main.load:10", "com.acme.Main.main:20")
                .number(1)
                .agent(new AgentTold()
                        .handler(7, "com.acme.Main.main:22", 24, new Lines(19, 21), Disposition.LOGGED, "logs", "exits")
                        .handled(101, "main", 1, 7)
                        .exit(102, "main", 3, "java.lang.System.exit:1", "com.acme.Main.main:23"))
                .graph();
        assertThat(Scene.told(graph)).containsExactly("ConfigException -ended-> jvm.exit");
        assertThat(graph.links().get(0).certainty()).isEqualTo(Certainty.OBSERVED);
    }

    private static Analysis analysis(Scene scene) {
        return scene.analysis();
    }

    private static Scene failing() {
        return new Scene()
                .throwing(100, "pool-1", "com.acme.StockException", "none", "com.acme.Stock.take:10", RUN)
                .number(1);
    }

    @Test
    void saysThatNobodyAskedForTheOutcomeOfATask() {
        Analysis analysis = analysis(
                failing().agent(new AgentTold().failedTask(101, 5, "pool", "pool-1", 1, Task.Fetch.NEVER, false)));
        assertThat(analysis.incidents()).hasSize(1);
        assertThat(analysis.incidents().get(0).symptom().kind()).isEqualTo(SymptomKind.TASK_LOST);
        Task task = analysis.tasks().get(0);
        assertThat(task.outcome()).isEqualTo(TaskOutcome.FAILED);
        assertThat(task.fetch()).isEqualTo(Task.Fetch.NEVER);
        assertThat(task.failure()).contains(0);
    }

    @Test
    void makesNothingOfATaskWhoseFailureSomebodyDealtWith() {
        Analysis analysis = analysis(
                failing().agent(new AgentTold().failedTask(101, 5, "stage", "pool-1", 1, Task.Fetch.FETCHED, false)));
        assertThat(analysis.incidents()).isEmpty();
    }

    @Test
    void showsACatchBlockWithWhatItHidAndTheIncidentItIsPartOf() {
        Analysis analysis = analysis(new Scene()
                .throwing(100, "t", "com.acme.A", "x", "com.acme.Load.parse:10", "com.acme.Load.all:20", RUN)
                .number(1)
                .wrapping(101, "t", "com.acme.B", "y", "com.acme.Load.all:23", "com.acme.Job.run:5", RUN)
                .number(2)
                .agent(new AgentTold()
                        .cause(1, 2)
                        .handler(
                                7,
                                "com.acme.Job.run:6",
                                7,
                                new Lines(4, 5),
                                Disposition.SWALLOWED,
                                "empty",
                                "continues")
                        .handled(102, "t", 2, 7)));
        HandlerSite site = analysis.handlers().get(0);
        assertThat(site.incidents()).containsExactly("incident-1");
        assertThat(site.does()).containsExactly("has no code", "goes on");
        Handler hidden = analysis.incidents().get(0).swallowedBy().get(0);
        assertThat(hidden.certainty()).isEqualTo(Certainty.OBSERVED);
        assertThat(hidden.frame().method()).isEqualTo("run");
    }

    @Test
    void saysThatABoundaryIsAroundTheHandOverAndNotTheWork() {
        Scene scene = failing();
        AgentTold told = new AgentTold()
                .handler(7, "com.acme.Server.accept:30", 32, new Lines(20, 29), Disposition.LOGGED, "logs", "continues")
                .uncaught(101, "pool-1", 1)
                .failedTask(
                        101,
                        5,
                        "pool",
                        "pool-1",
                        1,
                        Task.Fetch.UNKNOWN,
                        false,
                        "java.util.concurrent.ThreadPoolExecutor.execute:1",
                        "com.acme.Server.accept:25");
        assertThat(analysis(scene.agent(told)).handlers().get(0).remarks())
                .singleElement()
                .satisfies(remark -> {
                    assertThat(remark.flaw()).isEqualTo(HandlerSite.Flaw.AROUND_HAND_OVER);
                    assertThat(remark.text()).contains("line 25", "went past it");
                });
        AgentTold elsewhere = new AgentTold()
                .handler(7, "com.acme.Server.accept:30", 32, new Lines(27, 29), Disposition.LOGGED, "logs", "continues")
                .uncaught(101, "pool-1", 1)
                .failedTask(101, 5, "pool", "pool-1", 1, Task.Fetch.UNKNOWN, false, "com.acme.Server.accept:25");
        assertThat(analysis(scene.agent(elsewhere)).handlers().get(0).remarks()).isEmpty();
    }
}
