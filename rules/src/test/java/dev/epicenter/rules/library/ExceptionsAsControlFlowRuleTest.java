package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class ExceptionsAsControlFlowRuleTest {
    private final Rule rule = new ExceptionsAsControlFlowRule();

    @Test
    void namesPlaceRateAndShare() {
        Story story = new Story();
        story.repeated(
                6_000,
                true,
                0.01,
                0,
                "parser-1",
                "java.lang.NumberFormatException",
                "For input",
                Story.stack("java.lang.Integer.parseInt:668", "com.acme.Parser.isNumber:12"));
        story.thrown(30, "main", "java.io.IOException", "", "com.acme.Store.write:5");

        assertThat(story.counted(12_000, "").findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("NumberFormatException at com.acme.Parser.isNumber:12: 6,000 recorded, 100/s averaged"
                            + " over the recording, 99% of all recorded exceptions.");
            assertThat(f.score()).isEqualTo(33);
            assertThat(f.counter()).anyMatch(c -> c.startsWith("Only 50%"));
        });
    }

    @Test
    void staysSilentOnAFewAndOnWhatIsNew() {
        Story story = new Story();
        story.repeated(
                300,
                true,
                0.2,
                0,
                "parser-1",
                "java.lang.NumberFormatException",
                "",
                Story.stack("com.acme.Parser.a:1"));
        story.repeated(6_000, false, 0.01, 0, "http-1", "java.io.IOException", "", Story.stack("com.acme.Web.b:1"));

        assertThat(story.findings(rule)).isEmpty();
    }
}
