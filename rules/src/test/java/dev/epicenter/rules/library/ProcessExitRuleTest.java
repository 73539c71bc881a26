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

class ProcessExitRuleTest {
    private final Rule rule = new ProcessExitRule();

    @Test
    void namesWhoEndedTheJvmAndWhy() {
        Story story = new Story();
        Failure root = story.thrown(10, "main", "java.io.IOException", "disk full", "com.acme.Store.write:5");
        Failure exit = story.condition(10.2, Condition.EXIT, "");
        story.led(root, Relation.ENDED, exit, 0.8, "exit-after", "System.exit came 200 ms later");
        story.incident(SymptomKind.EXIT, root, exit, "The process ended");
        story.ended(
                10.2,
                "Shutdown requested from Java",
                "main",
                "java.lang.Shutdown.beforeHalt",
                "java.lang.Shutdown.exit:172",
                "java.lang.Runtime.exit:115",
                "java.lang.System.exit:1877",
                "com.acme.Main.fatal:18");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("com.acme.Main.fatal:18 ended the JVM from thread main at 12:00:10.200 UTC"
                            + " (Shutdown requested from Java), which goes back to IOException at com.acme.Store.write:5"
                            + " \"disk full\" at 12:00:10.000 UTC.");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.evidence()).first().extracting(EventRef::event).isEqualTo("jdk.Shutdown");
        });
    }

    @Test
    void takesAnExitCodeThatCameBackForAPlan() {
        Story story = new Story();
        Failure root = story.thrown(
                1, "main", "com.acme.UsageException", "unknown option", "com.acme.Cli.parse:5", "com.acme.Cli.main:12");
        Failure exit = story.condition(1.1, Condition.EXIT, "");
        story.led(root, Relation.ENDED, exit, 0.6, "exit-called", "The thread called System.exit");
        story.incident(SymptomKind.EXIT, root, exit, "The process ended");
        story.ended(1.1, "Shutdown requested from Java", "main", "java.lang.System.exit:1877", "com.acme.Cli.main:12");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isNotEqualTo(Severity.WARNING);
            assertThat(f.counter())
                    .anyMatch(text -> text.startsWith("com.acme.Cli.main:12 was on the failure's stack"));
        });
    }

    @Test
    void takesSuccessForAPlan() {
        Story story = new Story();
        Failure root = story.thrown(1, "main", "java.io.IOException", "no more", "com.acme.Job.next:5");
        Failure exit = story.condition(1.1, Condition.EXIT, "The program ended itself by System.exit with status 0");
        story.led(root, Relation.ENDED, exit, 0.9, "exit-in-handler", "A catch block ended the process");
        story.incident(SymptomKind.EXIT, root, exit, "The process ended");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> assertThat(f.severity())
                .isNotEqualTo(Severity.WARNING));
    }

    @Test
    void staysSilentWhenTheProcessJustEnded() {
        Story story = new Story().ended(59, "No remaining non-daemon Java threads", "DestroyJavaVM");

        assertThat(story.findings(rule)).isEmpty();
    }
}
