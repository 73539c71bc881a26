package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class MaskedByCloseRuleTest {
    private final Rule rule = new MaskedByCloseRule();

    @Test
    void firesWhenTheClosingFailureWentOn() {
        Story story = new Story();
        Failure real = story.thrown(5, "http-1", "java.sql.SQLException", "deadlock victim", "com.acme.Dao.save:5");
        Failure closing =
                story.thrown(5.001, "http-1", "java.io.IOException", "already closed", "com.acme.Dao.close:20");
        story.led(real, Relation.SUPPRESSED, closing);
        story.incident(SymptomKind.REQUEST_FAILED, real, closing, "A request failed");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .contains("IOException at com.acme.Dao.close:20")
                    .contains("it is the one that went on");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
        });
    }

    @Test
    void isMilderWhenTheRealOneWentOn() {
        Story story = new Story();
        Failure real = story.thrown(5, "http-1", "java.sql.SQLException", "", "com.acme.Dao.save:5");
        Failure closing = story.thrown(5.001, "http-1", "java.io.IOException", "", "com.acme.Dao.close:20");
        Failure wrapper = story.thrown(5.002, "http-1", "com.acme.DaoException", "", "com.acme.Web.get:2");
        story.led(real, Relation.CAUSE, wrapper);
        story.led(real, Relation.SUPPRESSED, closing);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> assertThat(f.severity())
                .isEqualTo(Severity.INFO));
    }

    @Test
    void staysSilentWithoutACloseInTheWake() {
        Story story = new Story();
        Failure real = story.thrown(5, "http-1", "java.sql.SQLException", "", "com.acme.Dao.save:5");
        story.led(
                real, Relation.CAUSE, story.thrown(5.002, "http-1", "com.acme.DaoException", "", "com.acme.Web.get:2"));

        assertThat(story.findings(rule)).isEmpty();
    }
}
