package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Certainty;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Handler;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class SwallowedFailureRuleTest {
    private final Rule rule = new SwallowedFailureRule();

    @Test
    void namesTheHandlerOnceForAllItsIncidents() {
        Story story = new Story();
        Failure root = story.thrown(5, "main", "java.io.IOException", "no file", "com.acme.Config.read:3");
        Failure later = story.thrown(6, "http-1", "java.lang.NullPointerException", "", "com.acme.Rates.rate:9");
        story.led(root, Relation.STATE, later);
        Handler handler = handler(root, Disposition.SWALLOWED);
        story.incident(SymptomKind.REQUEST_FAILED, root, later, "A request failed", handler);
        story.incident(SymptomKind.TASK_LOST, root, later, "A task was lost", handler);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo(
                            "com.acme.Config.load:12 caught IOException at com.acme.Config.read:3 \"no file\" at"
                                    + " 12:00:05.000 UTC in thread main and handed nothing on; 2 incidents went on from there. The thread went on below it.");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.incidents()).containsExactly("incident-1", "incident-2");
        });
    }

    @Test
    void warnsOfNoHandlerThatIsTheLastToReceiveIt() {
        Story story = new Story();
        Failure root = story.thrown(5, "http-1", "java.io.IOException", "no file", "com.acme.Config.read:3");
        story.incident(SymptomKind.REQUEST_FAILED, root, root, "A request failed", handler(root, Disposition.LOGGED));

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.INFO);
            assertThat(f.summary()).contains("only logged it; 1 incident ended there.");
        });
    }

    @Test
    void staysSilentOnAHandlerThatWrapped() {
        Story story = new Story();
        Failure root = story.thrown(5, "main", "java.io.IOException", "no file", "com.acme.Config.read:3");
        story.incident(SymptomKind.REQUEST_FAILED, root, root, "A request failed", handler(root, Disposition.WRAPPED));

        assertThat(story.findings(rule)).isEmpty();
    }

    private static Handler handler(Failure failure, Disposition disposition) {
        return new Handler(
                failure.id(),
                Story.frame("com.acme.Config.load:12"),
                disposition,
                Certainty.INFERRED,
                0.8,
                "The thread went on below it");
    }
}
