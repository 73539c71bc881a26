package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Severity;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostAsyncFailureRuleTest {
    private final Rule rule = new LostAsyncFailureRule();

    @Test
    void firesOnASubmittedTaskThatNobodyAskedAbout() {
        Story story = new Story();
        Failure lost = story.thrown(
                10,
                "pool-1-thread-2",
                "java.lang.IllegalStateException",
                "no stock",
                frames("com.acme.Orders.reserve:42", Story.SUBMITTED));
        story.incident(SymptomKind.TASK_LOST, lost, lost, "Nobody read the outcome of a task");

        List<Finding> findings = story.findings(rule);

        assertThat(findings).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("IllegalStateException at com.acme.Orders.reserve:42 \"no stock\" in thread"
                            + " pool-1-thread-2 ended a task run by an executor, once since 12:00:10.000 UTC, and no thread asked for"
                            + " the outcome.");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.remedy()).contains("afterExecute");
            assertThat(f.incidents()).containsExactly("incident-1");
            assertThat(f.evidence()).containsExactly(EventRef.of("jdk.JavaExceptionThrow", lost));
        });
    }

    @Test
    void leavesPeriodicTasksToTheirOwnRule() {
        Story story = new Story();
        Failure lost = story.thrown(
                10,
                "pool-1-thread-2",
                "java.lang.IllegalStateException",
                "",
                frames("com.acme.Cleanup.run:42", Story.SCHEDULED));
        story.incident(SymptomKind.TASK_LOST, lost, lost, "A task is missing");

        assertThat(story.findings(rule)).isEmpty();
    }

    @Test
    void staysSilentWhenTheCallerGotTheException() {
        Story story = new Story();
        Failure seen = story.thrown(
                10,
                "pool-1-thread-2",
                "java.lang.IllegalStateException",
                "",
                frames("com.acme.Orders.reserve:42", Story.SUBMITTED));
        story.incident(SymptomKind.REQUEST_FAILED, seen, seen, "A request failed");

        assertThat(story.findings(rule)).isEmpty();
    }

    private static String[] frames(String first, String... more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
