package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class ClassInitFailureRuleTest {
    private final Rule rule = new ClassInitFailureRule();

    @Test
    void namesTheClassTheReasonAndHowOftenItWasMissed() {
        Story story = new Story();
        Failure reason = story.thrown(
                5,
                "main",
                "java.lang.NumberFormatException",
                "For input string: \"x\"",
                "java.lang.Integer.parseInt:668",
                "com.acme.Rates.<clinit>:3",
                "com.acme.Shop.price:8");
        Failure missed = story.repeated(
                40,
                false,
                1,
                6,
                "http-1",
                "java.lang.NoClassDefFoundError",
                "Could not initialize class com.acme.Rates",
                Story.stack("com.acme.Shop.price:8"));
        story.led(reason, Relation.CLASS_INIT, missed);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("The initialiser of com.acme.Rates failed at 12:00:05.000 UTC in thread main:"
                            + " NumberFormatException at com.acme.Rates.<clinit>:3 \"For input string: \"x\"\". After that the class could"
                            + " not be used: NoClassDefFoundError 40 times.");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.evidence()).hasSize(5);
        });
    }

    @Test
    void saysWhenTheReasonWasNotRecorded() {
        Story story = new Story();
        story.thrown(
                6,
                "http-1",
                "java.lang.NoClassDefFoundError",
                "Could not initialize class com.acme.Rates",
                "com.acme.Shop.price:8");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary()).contains("com.acme.Rates failed before the recording");
            assertThat(f.counter()).isNotEmpty();
        });
    }

    @Test
    void staysSilentOnAClassThatIsMissing() {
        Story story = new Story();
        story.thrown(6, "http-1", "java.lang.NoClassDefFoundError", "com/acme/Rates", "com.acme.Shop.price:8");

        assertThat(story.findings(rule)).isEmpty();
    }
}
