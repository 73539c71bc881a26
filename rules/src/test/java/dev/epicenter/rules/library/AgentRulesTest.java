package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Cancellation;
import dev.epicenter.model.CatchTimes;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Interrupt;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Sightings;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskKind;
import dev.epicenter.model.TaskOutcome;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.rules.RuleOptions;
import dev.epicenter.rules.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that rest on what only the agent sees: catch blocks and tasks. */
class AgentRulesTest {
    /** Seconds of a task that does not end. */
    private static final double NEVER = Double.MAX_VALUE;

    private static final String INTERRUPTED = "java.lang.InterruptedException";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boundary-on-wrong-thread",
                "interrupt-swallowed",
                "log-and-rethrow",
                "work-outlived-request",
                "task-leak",
                "no-request-context"
            })
    void doNotJudgeWithoutTheAgent(String rule) {
        Story story = new Story();
        story.thrown(1, "w", "java.io.IOException", "", "com.acme.A.a:1");

        assertThat(story.results(new RuleOptions(List.of(rule), List.of(), Map.of())))
                .singleElement()
                .isInstanceOf(RuleResult.NotApplicable.class);
    }

    @Test
    void tellABlockAroundTheHandOver() {
        Story story = seen().handler(handler(
                "java.lang.Exception",
                INTERRUPTED,
                List.of("logs it"),
                List.of(),
                List.of(new HandlerSite.Remark(
                        HandlerSite.Flaw.AROUND_HAND_OVER,
                        "It covers line 8, where work is handed over, and not the work: x.Y in pool-1 went past it"))));

        assertThat(story.findings(new BoundaryOnWrongThreadRule()))
                .singleElement()
                .satisfies(f -> assertThat(f.summary())
                        .startsWith("The catch block at com.acme.Web.get:9 guards the wrong thread. It covers line 8"));
        assertThat(seen().handler(handler("java.lang.Exception", INTERRUPTED, List.of(), List.of(), List.of()))
                        .findings(new BoundaryOnWrongThreadRule()))
                .isEmpty();
    }

    @Test
    void tellACatchAllThatAteAnInterrupt() {
        Story story = seen().handler(handler(
                "java.lang.Exception", INTERRUPTED, List.of("logs it", "goes on"), List.of(), List.of()));

        assertThat(story.findings(new InterruptSwallowedRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .isEqualTo(
                        "The catch-all for Exception at com.acme.Web.get:9 received an interrupt 3 times and went on without"
                                + " setting the status again."));
    }

    @Test
    void staySilentOnInterruptsThatWereHandedOn() {
        Story story = seen().handler(handler(
                        INTERRUPTED,
                        INTERRUPTED,
                        List.of("sets the interrupt status again", "goes on"),
                        List.of(),
                        List.of()))
                .handler(handler(INTERRUPTED, INTERRUPTED, List.of("returns it"), List.of(), List.of()))
                .handler(handler(
                        "java.lang.Exception", "java.io.IOException", List.of("goes on"), List.of(), List.of()));

        assertThat(story.findings(new InterruptSwallowedRule())).isEmpty();
    }

    @Test
    void tellWorkThatOutlivedItsRequest() {
        Story story = seen().task(
                        task(0, Optional.empty(), TaskKind.REQUEST, "GET /orders", 1, 2.0, TaskOutcome.COMPLETED, "t1"))
                .task(task(1, Optional.of(0), TaskKind.POOL, "com.acme.Audit", 1.5, 9.0, TaskOutcome.COMPLETED, "t1"))
                .task(task(2, Optional.of(0), TaskKind.POOL, "com.acme.Price", 1.5, 1.9, TaskOutcome.COMPLETED, "t1"));

        assertThat(story.findings(new WorkOutlivedRequestRule()))
                .singleElement()
                .satisfies(
                        f -> assertThat(f.summary())
                                .isEqualTo(
                                        "1 task of com.acme.Audit went on after the request GET /orders that had asked for them."));
    }

    @Test
    void staySilentOnWorkThatNoRequestAskedFor() {
        Story story = seen().task(
                        task(0, Optional.empty(), TaskKind.POOL, "com.acme.Job", 1, 2.0, TaskOutcome.COMPLETED, ""))
                .task(task(1, Optional.of(0), TaskKind.POOL, "com.acme.Audit", 1.5, 9.0, TaskOutcome.COMPLETED, ""));

        assertThat(story.findings(new WorkOutlivedRequestRule())).isEmpty();
    }

    @Test
    void tellTasksThatNeverEnd() {
        Story leaking = seen().recordedBesides("epicenter.TaskRun", 30);
        Story late = seen().recordedBesides("epicenter.TaskRun", 30);
        Story longStart = seen().recordedBesides("epicenter.TaskRun", 30);
        for (int i = 0; i < 30; i++) {
            leaking.task(task(
                    i, Optional.empty(), TaskKind.POOL, "com.acme.Send", 2.0 * i, NEVER, TaskOutcome.UNFINISHED, ""));
            longStart.task(task(
                    i,
                    Optional.empty(),
                    TaskKind.POOL,
                    "com.acme.Send",
                    35 + 0.8 * i,
                    NEVER,
                    TaskOutcome.UNFINISHED,
                    ""));
            late.task(task(
                    i,
                    Optional.empty(),
                    TaskKind.POOL,
                    "com.acme.Send",
                    58 + i / 20.0,
                    NEVER,
                    TaskOutcome.UNFINISHED,
                    ""));
        }

        assertThat(leaking.findings(new TaskLeakRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .startsWith("30 of 30 recorded tasks com.acme.Send had not ended"));
        assertThat(longStart.findings(new TaskLeakRule())).hasSize(1);
        assertThat(late.findings(new TaskLeakRule())).isEmpty();
    }

    @Test
    void tellFailuresWithoutARequest() {
        Story story = seen();
        for (int i = 0; i < 5; i++) {
            story.task(task(
                    i, Optional.empty(), TaskKind.REQUEST, "GET /orders", i, i + 1.0, TaskOutcome.COMPLETED, "t" + i));
        }
        story.task(task(5, Optional.of(0), TaskKind.POOL, "com.acme.Price", 1, 2.0, TaskOutcome.FAILED, "t0"))
                .task(task(6, Optional.empty(), TaskKind.POOL, "com.acme.Mail", 1, 2.0, TaskOutcome.FAILED, "t9"));

        assertThat(story.findings(new NoRequestContextRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .isEqualTo("1 task of com.acme.Mail failed that belongs to no request, in a process that answered 5."));
    }

    @Test
    void staySilentOnFailuresWhereNoRequestsAreAnswered() {
        assertThat(seen().task(task(
                                0, Optional.empty(), TaskKind.POOL, "com.acme.Mail", 1, 2.0, TaskOutcome.FAILED, ""))
                        .findings(new NoRequestContextRule()))
                .isEmpty();
    }

    private static Interrupt interrupt(Interrupt.Reaction reaction, double wentOn, Optional<Integer> task) {
        return new Interrupt(
                Story.at(5),
                new ThreadRef(8, "sender-1", false),
                new ThreadRef(1, "main", false),
                Optional.of(Story.frame("com.acme.Deploy.stop:30")),
                task,
                reaction,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofMillis((long) (wentOn * 1_000))));
    }

    private static Sightings interrupts(Interrupt... all) {
        return new Sightings(List.of(all), List.of(), List.of(), List.of());
    }

    @Test
    void tellAThreadThatNeverNoticedThatItWasToldToStop() {
        Story deaf = seen().sightings(interrupts(interrupt(Interrupt.Reaction.NONE_SEEN, 4, Optional.empty())));

        assertThat(deaf.findings(new InterruptIgnoredRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .startsWith("sender-1 was told to stop by main in com.acme.Deploy.stop:30 and went on for 4"));
        assertThat(seen().sightings(interrupts(
                                interrupt(Interrupt.Reaction.NOTICED, 4, Optional.empty()),
                                interrupt(Interrupt.Reaction.NONE_SEEN, 0.2, Optional.empty()),
                                interrupt(Interrupt.Reaction.NONE_SEEN, 4, Optional.of(0))))
                        .findings(new InterruptIgnoredRule()))
                .isEmpty();
    }

    private static Task cancelled(boolean interrupt, Optional<Duration> ranOn) {
        return new Task(
                0,
                0,
                Optional.empty(),
                TaskKind.POOL,
                "com.acme.Export",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TaskOutcome.CANCELLED,
                Task.Fetch.UNKNOWN,
                Optional.empty(),
                "",
                Optional.of(
                        new Cancellation(Story.at(5), new ThreadRef(1, "main", false), interrupt, true, ranOn, true)),
                Certainty.OBSERVED);
    }

    @Test
    void tellACancelledTaskThatRanOn() {
        Story ranOn = seen().task(cancelled(true, Optional.of(Duration.ofSeconds(3))))
                .sightings(interrupts(interrupt(Interrupt.Reaction.SWALLOWED, 3, Optional.of(0))));

        assertThat(ranOn.findings(new CancelledTaskRanOnRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .isEqualTo("1 task of com.acme.Export ran on after main had cancelled it, for up to 3.0 s."
                        + " A catch block swallowed the interrupt."));
        assertThat(seen().task(cancelled(false, Optional.of(Duration.ofSeconds(3))))
                        .findings(new CancelledTaskRanOnRule()))
                .singleElement()
                .satisfies(f -> assertThat(f.summary()).contains("Nothing told it to stop"));
        assertThat(seen().task(cancelled(true, Optional.of(Duration.ofMillis(40))))
                        .findings(new CancelledTaskRanOnRule()))
                .isEmpty();
    }

    private static Sightings caughtAfter(int took, int collections) {
        return new Sightings(
                List.of(),
                List.of(new CatchTimes(
                        0,
                        500,
                        Duration.ofNanos(90_000),
                        Duration.ofMillis(2),
                        List.of(new CatchTimes.Slow(
                                0,
                                0,
                                Story.at(5),
                                Duration.ofMillis(took),
                                Duration.ofMillis(collections),
                                Duration.ZERO)))),
                List.of(),
                List.of());
    }

    @Test
    void tellFailuresThatAPauseHeldUp() {
        Story story = seen().recordedBesides("jdk.GarbageCollection", 3);
        story.thrown(5, "http-1", "com.acme.PriceException", "x", "com.acme.Price.of:9");

        assertThat(story.sightings(caughtAfter(200, 180)).findings(new SlowCatchRule()))
                .singleElement()
                .satisfies(f -> assertThat(f.summary())
                        .startsWith(
                                "1 failure took up to 200 ms from the throw to the catch block, while all threads stood"
                                        + " still: 180 ms for the garbage collector."));
        assertThat(story.sightings(caughtAfter(200, 10)).findings(new SlowCatchRule()))
                .isEmpty();
        assertThat(story.sightings(caughtAfter(5, 5)).findings(new SlowCatchRule()))
                .isEmpty();
    }

    private static Story seen() {
        return new Story().recordedBesides("epicenter.AgentState", 1);
    }

    private static HandlerSite handler(
            String caught,
            String received,
            List<String> does,
            List<String> incidents,
            List<HandlerSite.Remark> remarks) {
        return new HandlerSite(
                0,
                0,
                Story.frame("com.acme.Web.get:9"),
                List.of(caught),
                Disposition.LOGGED,
                does,
                3,
                3,
                Optional.empty(),
                List.of(new HandlerSite.Received(received, 3, Optional.empty())),
                incidents,
                remarks);
    }

    private static Task task(
            int id,
            Optional<Integer> parent,
            TaskKind kind,
            String name,
            double from,
            double to,
            TaskOutcome outcome,
            String context) {
        Optional<Instant> start = Optional.of(Story.at(from));
        return new Task(
                id,
                0,
                parent,
                kind,
                name,
                Optional.empty(),
                Optional.empty(),
                start,
                start,
                Optional.of(to).filter(t -> t < NEVER).map(Story::at),
                outcome,
                Task.Fetch.UNDECIDED,
                Optional.empty(),
                context,
                Certainty.OBSERVED);
    }
}
