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

class DeadlockRuleTest {
    private final Rule rule = new DeadlockRule();

    @Test
    void tellsTheCircleAndWhomItMadeFail() {
        Story story = new Story();
        Failure circle = story.condition(10, Condition.DEADLOCK, "worker-1 waits for worker-2, worker-2 for worker-1");
        Failure timeout = story.thrown(20, "http-1", "java.util.concurrent.TimeoutException", "", "com.acme.Web.get:5");
        story.led(circle, Relation.BLOCKED_BY, timeout);
        story.incident(SymptomKind.DEADLOCK, circle, timeout, "Two threads wait for each other");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("A deadlock was first seen at 12:00:10.000 UTC: worker-1 waits for worker-2,"
                            + " worker-2 for worker-1. It made TimeoutException at com.acme.Web.get:5 fail.");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.evidence()).first().extracting(EventRef::event).isEqualTo("jdk.ThreadDump");
        });
    }

    @Test
    void staysSilentOnATimeoutAlone() {
        Story story = new Story();
        story.thrown(20, "http-1", "java.util.concurrent.TimeoutException", "", "com.acme.Web.get:5");

        assertThat(story.findings(rule)).isEmpty();
    }
}
