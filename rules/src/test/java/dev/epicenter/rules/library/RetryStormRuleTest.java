package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class RetryStormRuleTest {
    private final Rule rule = new RetryStormRule();

    @Test
    void firesOnHastyTriesThatEndInGivingUp() {
        Story story = tried(10, 0.02);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo(
                            "ConnectException at com.acme.Client.call:5 \"refused\" came about 10 times in thread"
                                    + " http-1, on average every 20 ms (without growing pauses), until GaveUpException at com.acme.Client.retry:9"
                                    + " gave up at 12:00:40.000 UTC. Over the recording it failed 10 times and was given up once.");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.evidence()).hasSize(5);
        });
    }

    @Test
    void isMilderWithPausesBetween() {
        assertThat(tried(10, 2).findings(rule)).singleElement().satisfies(f -> assertThat(f.severity())
                .isEqualTo(Severity.INFO));
    }

    @Test
    void staysSilentOnThreeTries() {
        assertThat(tried(3, 0.02).findings(rule)).isEmpty();
    }

    @Test
    void staysSilentWhenEachFailureHasItsOwnWrapper() {
        Story story = new Story();
        Failure failed = story.repeated(
                10,
                false,
                0.02,
                5,
                "http-1",
                "java.net.ConnectException",
                "refused",
                Story.stack("com.acme.Client.call:5"));
        Failure wrapper = story.repeated(
                10, false, 0.02, 5.001, "http-1", "com.acme.WebException", "", Story.stack("com.acme.Web.get:9"));
        story.led(failed, Relation.CAUSE, wrapper);

        assertThat(story.findings(rule)).isEmpty();
    }

    private static Story tried(int tries, double every) {
        Story story = new Story();
        Failure last = story.repeated(
                tries,
                false,
                every,
                5,
                "http-1",
                "java.net.ConnectException",
                "refused",
                Story.stack("com.acme.Client.call:5", "com.acme.Client.retry:7"));
        Failure gaveUp = story.thrown(40, "http-1", "com.acme.GaveUpException", "", "com.acme.Client.retry:9");
        story.led(last, Relation.CAUSE, gaveUp, 0.9, "message-is-cause", "Its message is the cause");
        return story;
    }
}
