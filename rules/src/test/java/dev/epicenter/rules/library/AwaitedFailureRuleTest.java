package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Relation;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.RuleEngine;
import dev.epicenter.rules.RuleOptions;
import dev.epicenter.rules.RuleSet;
import dev.epicenter.rules.RuleSetException;
import dev.epicenter.rules.Story;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AwaitedFailureRuleTest {
    private static List<Finding> findings(Story story, String awaited) {
        RuleResult result = result(story, awaited);
        assertThat(result).isInstanceOfAny(RuleResult.Found.class, RuleResult.Ok.class);
        return result.findings();
    }

    private static RuleResult result(Story story, String awaited) {
        AwaitedFailureRule rule = new AwaitedFailureRule(Pattern.compile(awaited));
        try {
            return new RuleEngine(RuleSet.of(List.of(rule), RuleOptions.DEFAULT))
                    .diagnose(story.analysis())
                    .rules()
                    .get(0);
        } catch (RuleSetException e) {
            throw new AssertionError(e);
        }
    }

    private static Story refused() {
        Story story = new Story();
        story.thrown(5, "web-1", "java.io.IOException", "refused by stock", "com.acme.Stock.ask:7");
        story.repeated(
                30,
                false,
                1,
                10,
                "web-2",
                "java.io.IOException",
                "refused by stock",
                Story.stack("com.acme.Stock.ask:9"));
        return story;
    }

    @Test
    void saysThatItCameAndThatWhoeverGotItCoped() {
        assertThat(findings(refused(), "IOException: refused")).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .startsWith("'IOException: refused' came 31 times, first as IOException at com.acme.Stock.ask:7")
                    .endsWith("at 12:00:05.000 UTC in thread web-1.");
            assertThat(f.explanation()).startsWith("It is part of no incident");
            assertThat(f.incidents()).isEmpty();
            assertThat(f.evidence()).isNotEmpty();
        });
    }

    @Test
    void namesTheIncidentThatItIsPartOf() {
        Story story = new Story();
        Failure root = story.thrown(5, "web-1", "java.io.IOException", "refused", "com.acme.Stock.ask:7");
        Failure end = story.thrown(5.1, "web-1", "com.acme.Failed", "", "com.acme.Web.w:1");
        story.led(root, Relation.CAUSE, end);
        story.incident(SymptomKind.REQUEST_FAILED, root, end, "failed");

        assertThat(findings(story, "refused")).singleElement().satisfies(f -> {
            assertThat(f.explanation()).isEqualTo("It is part of 1 incident.");
            assertThat(f.incidents()).containsExactly("incident-1");
        });
    }

    @Test
    void countsOfAStormOnlyWhatIsKnownToFit() {
        Story story = new Story();
        story.thrown(1, "web", "java.io.IOException", "refused by stock", "com.acme.Stock.ask:7");
        story.repeated(500, false, 0.1, 2, "web", "java.io.IOException", "busy", Story.stack("com.acme.Stock.ask:9"));

        assertThat(findings(story, "stock").get(0).summary()).contains("came once");
    }

    @Test
    void staysSilentWhenItDidNotCome() {
        assertThat(findings(refused(), "OutOfMemory")).isEmpty();
    }

    @Test
    void cannotJudgeWhereExceptionsWereNotRecorded() {
        Story silent = new Story().disabled("jdk.JavaExceptionThrow", "jdk.JavaErrorThrow");

        assertThat(result(silent, "x")).isInstanceOf(RuleResult.NotApplicable.class);
    }
}
