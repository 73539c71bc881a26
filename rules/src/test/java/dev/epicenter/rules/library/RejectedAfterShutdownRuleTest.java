package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Severity;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class RejectedAfterShutdownRuleTest {
    private final Rule rule = new RejectedAfterShutdownRule();

    private static final String TERMINATED = "Task com.acme.T@1 rejected from java.util.concurrent.ThreadPoolExecutor@2"
            + "[Terminated, pool size = 0, active threads = 0, queued tasks = 0, completed tasks = 7]";

    @Test
    void firesWhenTheProcessRanOn() {
        Story story = new Story();
        rejected(story, 10, TERMINATED);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("An executor that had been shut down refused work at com.acme.Web.hand:8 once from"
                            + " 12:00:10.000 UTC on, first in thread http-1.");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
        });
    }

    @Test
    void isMilderWhileTheProcessGoesDown() {
        Story story = new Story().ended(12, "Shutdown requested from Java", "main");
        rejected(story, 10, TERMINATED);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary()).contains("while the process was going down");
            assertThat(f.severity()).isEqualTo(Severity.INFO);
        });
    }

    @Test
    void staysSilentOnALivePoolThatIsFull() {
        Story story = new Story();
        rejected(story, 10, TERMINATED.replace("Terminated", "Running"));

        assertThat(story.findings(rule)).isEmpty();
    }

    private static void rejected(Story story, double seconds, String message) {
        story.thrown(
                seconds,
                "http-1",
                "java.util.concurrent.RejectedExecutionException",
                message,
                "java.util.concurrent.ThreadPoolExecutor.reject:833",
                "com.acme.Web.hand:8");
    }
}
