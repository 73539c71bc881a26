package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Severity;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.Verdict;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class ThinDataRuleTest {
    private final Rule rule = new ThinDataRule();

    @Test
    void firesWhenExceptionsWereOffAndSaysHowToRecordThem() {
        Story story =
                new Story().disabled("jdk.JavaExceptionThrow", "jdk.ThreadPark").verdict(Verdict.INSUFFICIENT_DATA);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .contains("not hold enough")
                    .contains("Exceptions were switched off")
                    .contains("jdk.ThreadPark");
            assertThat(f.remedy()).contains("-XX:StartFlightRecording:settings=profile,exceptions=all");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
        });
    }

    @Test
    void tellsHowMuchTheThrottleAte() {
        Story story = new Story();
        story.repeated(1_000, true, 0.01, 0, "http-1", "java.io.IOException", "", Story.stack("com.acme.A.a:1"));

        assertThat(story.counted(10_000, "100/s").findings(rule))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.summary())
                            .isEqualTo(
                                    "Only 10% of 10,000 exceptions thrown were recorded; the event is throttled to 100/s.");
                    assertThat(f.severity()).isEqualTo(Severity.INFO);
                });
    }

    @Test
    void tellsOfMissingStacksAndDamage() {
        Story story = new Story().stacklessFailures(5).damaged("story.jfr");
        story.repeated(10, true, 0.01, 0, "http-1", "java.io.IOException", "", StackTrace.EMPTY);

        assertThat(story.findings(rule))
                .singleElement()
                .satisfies(f -> assertThat(f.summary()).contains("5 of 10").contains("1 part of the input"));
    }

    @Test
    void staysSilentOnAFullRecording() {
        Story story = new Story().disabled("jdk.ThreadPark").verdict(Verdict.HEALTHY);
        story.repeated(1_000, true, 0.01, 0, "http-1", "java.io.IOException", "", Story.stack("com.acme.A.a:1"));

        assertThat(story.counted(1_003, "").findings(rule)).isEmpty();
    }
}
