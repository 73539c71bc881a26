package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.AgentRecord.InterruptStep;
import dev.epicenter.analyzer.read.AgentRecord.Lines;
import dev.epicenter.analyzer.read.AgentRecord.Member;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Cancellation;
import dev.epicenter.model.CatchTimes;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.Interrupt;
import dev.epicenter.model.Interrupt.Reaction;
import dev.epicenter.model.LockLeft;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only the agent sees beside failures: interrupts, cancellations, times to catch blocks, executors, locks. */
class SightingsTest {
    private static final String RUN = "java.lang.Thread.run:840";
    private static final String LOCK = "java.util.concurrent.locks.ReentrantLock";

    private static Analysis analysis(Scene scene) {
        return Analyzer.analyze(List.of(scene.events()), List.of(), AnalyzerOptions.DEFAULT);
    }

    private static Scene worker() {
        return failing().starts(100, "worker", "main", "java.lang.Thread.start:1", "com.acme.Main.start:5");
    }

    private static Scene failing() {
        return new Scene()
                .length(10_000)
                .throwing(900, "worker", "com.acme.NoisyException", "x", "com.acme.Work.step:9", RUN)
                .number(1);
    }

    private static AgentTold asked() {
        return new AgentTold()
                .interrupt(InterruptStep.REQUESTED, 1_000, "worker", "main", 0, 0, "com.acme.Main.stop:30");
    }

    @Test
    void tellHowLongAThreadWentOnThatNeverNoticed() {
        Interrupt deaf =
                analysis(worker().agent(asked())).sightings().interrupts().get(0);
        assertThat(deaf.reaction()).isEqualTo(Reaction.NONE_SEEN);
        assertThat(deaf.wentOn()).contains(Duration.ofSeconds(9));
        assertThat(deaf.from().orElseThrow().method()).isEqualTo("stop");
        Interrupt ended = analysis(failing().ends(1_200, "worker").agent(asked()))
                .sightings()
                .interrupts()
                .get(0);
        assertThat(ended.wentOn()).contains(Duration.ofMillis(200));
    }

    @Test
    void tellWhatCameOfAnInterrupt() {
        AgentTold noticed = asked().interrupt(InterruptStep.OBSERVED, 1_001, "worker", "worker", 0, 0);
        assertThat(analysis(worker().agent(noticed)).sightings().interrupts())
                .singleElement()
                .satisfies(i -> assertThat(i.reaction()).isEqualTo(Reaction.NOTICED));
        AgentTold itself = new AgentTold().interrupt(InterruptStep.REQUESTED, 1_000, "worker", "worker", 0, 0);
        assertThat(analysis(worker().agent(itself)).sightings().interrupts())
                .as("a thread that sets its own status again")
                .isEmpty();
    }

    @Test
    void tellWhichTaskRanOnAfterItsCancellation() {
        AgentTold told = asked().cancelled(1_001, 4, "main", "worker", true, 2_500);
        Analysis analysis = analysis(worker().agent(told));
        Cancellation cancelled = analysis.tasks().get(0).cancellation().orElseThrow();
        assertThat(cancelled.ranOn()).contains(Duration.ofMillis(2_500));
        assertThat(cancelled.over()).isTrue();
        assertThat(analysis.sightings().interrupts().get(0).task()).contains(0);
        Cancellation open = analysis(worker().agent(new AgentTold().cancelled(4_000, 4, "main", "worker", false, -1)))
                .tasks()
                .get(0)
                .cancellation()
                .orElseThrow();
        assertThat(open.over()).isFalse();
        assertThat(open.ranOn()).contains(Duration.ofSeconds(6));
    }

    @Test
    void measureTheWayToTheCatchBlockAgainstPauses() {
        AgentTold told = new AgentTold()
                .handler(7, "com.acme.Work.run:20", 22, new Lines(15, 18), Disposition.HANDLED, "continues")
                .handledAfter(1_100, "worker", 1, 7, 200);
        CatchTimes times = analysis(worker().pause(950, 100).agent(told))
                .sightings()
                .catchTimes()
                .get(0);
        assertThat(times.measured()).isEqualTo(1);
        assertThat(times.slowest().get(0).took()).isEqualTo(Duration.ofMillis(200));
        assertThat(times.slowest().get(0).collections()).isEqualTo(Duration.ofMillis(100));
        AgentTold elsewhere = new AgentTold()
                .handler(7, "com.acme.Work.run:20", 22, new Lines(15, 18), Disposition.HANDLED, "continues")
                .handledAfter(1_100, "main", 1, 7, 200);
        assertThat(analysis(worker().agent(elsewhere)).sightings().catchTimes())
                .as("what was handed to another thread waited there")
                .isEmpty();
    }

    @Test
    void findTheLockThatAFailureLeftBehind() {
        Member lock = new Member(LOCK, "lock", 7, "");
        Member unlock = new Member(LOCK, "unlock", 11, "");
        assertThat(analysis(worker().agent(new AgentTold().locking("com.acme.Work.step:6", 12, lock, unlock)))
                        .sightings()
                        .locksLeft())
                .singleElement()
                .extracting(LockLeft::locked, LockLeft::unlock)
                .containsExactly(7, 11);
        assertThat(analysis(worker().agent(new AgentTold().locking("com.acme.Work.step:6", 12, lock, unlock, unlock)))
                        .sightings()
                        .locksLeft())
                .as("a finally block gives it back")
                .isEmpty();
        assertThat(analysis(worker().agent(new AgentTold()
                                .locking("com.acme.Work.step:6", 12, lock, unlock)
                                .handler(
                                        3,
                                        "com.acme.Work.step:10",
                                        10,
                                        new Lines(8, 9),
                                        Disposition.LOGGED,
                                        "continues")
                                .handled(901, "worker", 1, 3)))
                        .sightings()
                        .locksLeft())
                .as("the method went on")
                .isEmpty();
    }

    @Test
    void tellWhoShutAnExecutorDownAndWhatItLeftUndone() {
        assertThat(analysis(worker().agent(new AgentTold().shutdown(3_000, "main", 5, "com.acme.Main.close:9")))
                        .sightings()
                        .shutdowns())
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.abandoned()).isEqualTo(5);
                    assertThat(s.from().orElseThrow().line()).isEqualTo(9);
                });
    }
}
