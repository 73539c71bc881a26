package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class ScheduledTaskStoppedRuleTest {
    private final Rule rule = new ScheduledTaskStoppedRule();

    @Test
    void firesOnTheLastRunOfAPeriodicTask() {
        Story story = new Story();
        Failure last = story.thrown(
                10,
                "scheduler-1",
                "java.lang.NumberFormatException",
                "For input",
                "java.lang.Integer.parseInt:652",
                "com.acme.Refresh.load:7",
                "com.acme.Refresh.run:3",
                Story.SCHEDULED[0],
                Story.SCHEDULED[1]);
        story.incident(SymptomKind.TASK_LOST, last, last, "A task is missing");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .contains(
                            "The periodic task com.acme.Refresh.run in thread scheduler-1 threw NumberFormatException")
                    .contains("12:00:10.000 UTC");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
        });
    }

    @Test
    void saysThatATimerTakesAllItsTasksAlong() {
        Story story = new Story();
        Failure last = story.thrown(
                10,
                "Timer-0",
                "java.lang.IllegalStateException",
                "",
                "com.acme.Tick.run:3",
                "java.util.TimerThread.mainLoop:566",
                "java.util.TimerThread.run:516");
        Failure death = story.condition(10.001, Condition.THREAD_DEATH, "");
        story.led(last, Relation.ENDED, death);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> assertThat(f.summary())
                .contains("all its other tasks"));
    }

    @Test
    void staysSilentOnAOneShotTask() {
        Story story = new Story();
        Failure lost = story.thrown(
                10,
                "pool-1-thread-2",
                "java.lang.IllegalStateException",
                "",
                "com.acme.Orders.reserve:42",
                Story.SUBMITTED[0],
                Story.SUBMITTED[1]);
        story.incident(SymptomKind.TASK_LOST, lost, lost, "Nobody read the outcome of a task");

        assertThat(story.findings(rule)).isEmpty();
    }
}
