package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostCauseRuleTest {
    private final Rule rule = new LostCauseRule();

    private static final String MESSAGE = "(Ljava/lang/String;)V";
    private static final String MESSAGE_AND_CAUSE = "(Ljava/lang/String;Ljava/lang/Throwable;)V";

    @Test
    void firesWhenNoCauseWasPassed() {
        Story story = wrapped(
                Story.constructor("java.lang.Throwable", MESSAGE),
                Story.constructor("com.acme.OrderException", MESSAGE));

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("OrderException at com.acme.Orders.place:20 replaced IOException at"
                            + " com.acme.Store.write:5 \"disk full\" in thread http-1 once from 12:00:05.001 UTC on, and the cause was not"
                            + " kept.");
            assertThat(f.remedy()).contains("new OrderException(message, e)");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.incidents()).containsExactly("incident-1");
        });
    }

    @Test
    void blamesTheConstructorThatForgotIt() {
        Story story = wrapped(
                Story.constructor("java.lang.Throwable", MESSAGE),
                Story.constructor("com.acme.OrderException", MESSAGE_AND_CAUSE));

        assertThat(story.findings(rule)).singleElement().satisfies(f -> assertThat(f.remedy())
                .contains("super(message, cause)"));
    }

    @Test
    void isLessSureWithoutTheConstructor() {
        assertThat(wrapped().findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.INFO);
            assertThat(f.counter()).anyMatch(c -> c.contains("not recorded"));
        });
    }

    @Test
    void staysSilentWhenTheCauseWasKept() {
        Story story = wrapped(
                Story.constructor("java.lang.Throwable", MESSAGE_AND_CAUSE),
                Story.constructor("com.acme.OrderException", MESSAGE_AND_CAUSE));

        assertThat(story.findings(rule)).isEmpty();
    }

    private static Story wrapped(Frame... construction) {
        Story story = new Story();
        Failure cause = story.thrown(5, "http-1", "java.io.IOException", "disk full", "com.acme.Store.write:5");
        Failure wrapper = story.thrown(
                5.001,
                "http-1",
                "com.acme.OrderException",
                "order failed",
                new StackTrace(
                        List.of(construction),
                        Story.stack("com.acme.Orders.place:20").frames(),
                        false));
        story.led(cause, Relation.WRAP, wrapper, 0.9, "same-thread", "Same thread, 1 ms later");
        return story.incident(SymptomKind.REQUEST_FAILED, cause, wrapper, "A request failed");
    }
}
