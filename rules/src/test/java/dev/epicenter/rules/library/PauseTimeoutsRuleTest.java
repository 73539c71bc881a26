package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class PauseTimeoutsRuleTest {
    private final Rule rule = new PauseTimeoutsRule();

    @Test
    void namesThePauseAndItsTimeouts() {
        Story story = new Story().paused(10, 3.2, "G1 Compaction Pause");
        Failure pause = story.condition(10, Condition.GC_PAUSE, "");
        Failure first = story.thrown(
                13.2, "http-1", "java.net.SocketTimeoutException", "Read timed out", "com.acme.Client.call:5");
        Failure second =
                story.thrown(13.3, "http-2", "java.util.concurrent.TimeoutException", "", "com.acme.Web.get:5");
        story.led(pause, Relation.PAUSED, first, 0.9, "ends-in-pause", "It was thrown 0 ms after the pause");
        story.led(pause, Relation.PAUSED, second);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("A pause (G1 Compaction Pause) at 12:00:10.000 UTC stopped all threads for 3.2 s, and 2"
                            + " time-outs go back to it: SocketTimeoutException at com.acme.Client.call:5 and TimeoutException at"
                            + " com.acme.Web.get:5.");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
        });
    }

    @Test
    void staysSilentOnPausesThatHurtNobody() {
        Story story = new Story().paused(10, 3.2, "G1 Compaction Pause");
        story.thrown(50, "http-1", "java.net.SocketTimeoutException", "Read timed out", "com.acme.Client.call:5");

        assertThat(story.findings(rule)).isEmpty();
    }
}
