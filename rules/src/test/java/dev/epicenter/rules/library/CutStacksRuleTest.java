package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Severity;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutStacksRuleTest {
    private final Rule rule = new CutStacksRule();

    @Test
    void firesWhenAnIncidentRestsOnACutStack() {
        Story story = new Story();
        Failure deep = story.thrown(
                5,
                "http-1",
                "java.io.IOException",
                "",
                new StackTrace(List.of(), Story.stack("com.acme.Deep.a:1").frames(), true));
        story.incident(SymptomKind.REQUEST_FAILED, deep, deep, "A request failed")
                .truncatedStacks(1);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("1 of 1 recorded exceptions have a stack cut at 64 frames, among them 1 failure on"
                            + " the way of an incident.");
            assertThat(f.remedy()).contains("-XX:FlightRecorderOptions:stackdepth=256");
            assertThat(f.incidents()).containsExactly("incident-1");
            assertThat(f.severity()).isEqualTo(Severity.INFO);
        });
    }

    @Test
    void staysSilentOnAFewCutStacksOutsideOfIncidents() {
        Story story = new Story();
        story.repeated(1_000, true, 0.01, 0, "http-1", "java.io.IOException", "", Story.stack("com.acme.Deep.a:1"));

        assertThat(story.truncatedStacks(10).findings(rule)).isEmpty();
    }
}
