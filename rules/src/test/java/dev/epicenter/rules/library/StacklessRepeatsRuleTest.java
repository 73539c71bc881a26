package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Severity;
import dev.epicenter.model.StackTrace;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class StacklessRepeatsRuleTest {
    private final Rule rule = new StacklessRepeatsRule();

    @Test
    void firesOnRepeatsWithoutAStack() {
        Story story = new Story();
        story.repeated(40, false, 0.1, 5, "http-1", "java.lang.NullPointerException", "", StackTrace.EMPTY);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("NullPointerException was recorded without a stack 40 times from 12:00:05.000 UTC on,"
                            + " in at least 1 thread.");
            assertThat(f.remedy()).contains("-XX:-OmitStackTraceInFastThrow");
            assertThat(f.severity()).isEqualTo(Severity.INFO);
        });
    }

    @Test
    void firesOnAHotOneThatGoesQuiet() {
        Story story = new Story();
        story.repeated(
                10_000,
                false,
                0.001,
                5,
                "http-1",
                "java.lang.ArrayIndexOutOfBoundsException",
                "",
                Story.stack("com.acme.Parser.at:7"));

        assertThat(story.findings(rule)).singleElement().satisfies(f -> assertThat(f.summary())
                .contains("10,000 times and then not once after 12:00:14.999 UTC"));
    }

    @Test
    void staysSilentOnAHotOneThatGoesOnAndWhenTheFlagIsSet() {
        Story story = new Story();
        story.repeated(
                55_000, false, 0.001, 5, "http-1", "java.lang.NullPointerException", "", Story.stack("com.acme.A.b:7"));
        assertThat(story.findings(rule)).isEmpty();

        Story flagged = new Story().startedWith("-Xmx1g -XX:-OmitStackTraceInFastThrow");
        flagged.repeated(40, false, 0.1, 5, "http-1", "java.lang.NullPointerException", "", StackTrace.EMPTY);
        assertThat(flagged.findings(rule)).isEmpty();
    }
}
