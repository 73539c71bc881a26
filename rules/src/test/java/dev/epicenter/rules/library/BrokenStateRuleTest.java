package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class BrokenStateRuleTest {
    private final Rule rule = new BrokenStateRule();

    @Test
    void tiesTheLaterFailureToWhatTheEarlierOneLeft() {
        Story story = new Story();
        Failure aborted = story.thrown(5, "main", "java.io.IOException", "no file", "com.acme.Config.<init>:3");
        Failure npe = story.repeated(
                30,
                false,
                1,
                10,
                "http-1",
                "java.lang.NullPointerException",
                "",
                Story.stack("com.acme.Config.rate:9"));
        story.led(aborted, Relation.STATE, npe, 0.6, "field-set-there", "The constructor would have set the field");
        story.incident(SymptomKind.REQUEST_FAILED, aborted, npe, "A request failed");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("IOException at com.acme.Config.<init>:3 \"no file\" at 12:00:05.000 UTC was"
                            + " survived but left something behind that made NullPointerException at com.acme.Config.rate:9 fail 30 times"
                            + " from 12:00:10.000 UTC on. The constructor would have set the field.");
            assertThat(f.severity()).as("0.6 sure").isEqualTo(Severity.INFO);
            assertThat(f.counter()).anyMatch(c -> c.contains("60%"));
        });
    }

    @Test
    void staysSilentWhenUnsureAndNoIncidentRestsOnIt() {
        Story story = new Story();
        Failure first = story.thrown(5, "main", "java.io.IOException", "no file", "com.acme.Main.open:3");
        Failure other = story.thrown(9, "http-1", "java.lang.IllegalStateException", "bad", "com.acme.Main.serve:9");
        story.led(first, Relation.STATE, other, 0.6, "field-set-there", "What it complains of belongs there");

        assertThat(story.findings(rule)).isEmpty();
    }

    @Test
    void staysSilentOnACause() {
        Story story = new Story();
        Failure first = story.thrown(5, "main", "java.io.IOException", "", "com.acme.Config.<init>:3");
        Failure second = story.thrown(5.001, "main", "java.lang.IllegalStateException", "", "com.acme.Config.<init>:4");
        story.led(first, Relation.CAUSE, second);

        assertThat(story.findings(rule)).isEmpty();
    }
}
