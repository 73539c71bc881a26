package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Condition;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class UncaughtExceptionRuleTest {
    private final Rule rule = new UncaughtExceptionRule();

    @Test
    void firesOnAThreadThatDied() {
        Story story = new Story();
        Failure last =
                story.thrown(10, "consumer-1", "java.lang.AssertionError", "bad offset", "com.acme.Consumer.run:9");
        Failure death = story.condition(10.001, Condition.THREAD_DEATH, "");
        story.led(last, Relation.ENDED, death, 0.9, "thread-ended", "The thread ended 1 ms later");
        story.incident(SymptomKind.THREAD_DIED, last, death, "Thread consumer-1 ended");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("AssertionError at com.acme.Consumer.run:9 \"bad offset\" left the run method of"
                            + " thread consumer-1 and ended it at 12:00:10.000 UTC.");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.evidence()).extracting(EventRef::event).containsExactly("jdk.JavaErrorThrow", "jdk.ThreadEnd");
        });
    }

    @Test
    void firesOnADeathOutsideOfAnyIncident() {
        Story story = new Story();
        Failure last = story.thrown(10, "consumer-1", "java.lang.Error", "", "com.acme.Consumer.run:9");
        story.led(
                last,
                Relation.ENDED,
                story.condition(10.001, Condition.THREAD_DEATH, ""),
                0.2,
                "thread-ended",
                "It ended");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> assertThat(f.severity())
                .isEqualTo(Severity.INFO));
    }

    @Test
    void staysSilentWhenSomebodyCaughtIt() {
        Story story = new Story();
        Failure caught = story.thrown(10, "main", "java.lang.IllegalStateException", "", "com.acme.Main.run:9");
        story.incident(SymptomKind.REQUEST_FAILED, caught, caught, "A request failed");

        assertThat(story.findings(rule)).isEmpty();
    }
}
