package dev.epicenter.rules.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Finding;
import dev.epicenter.model.PolicyFiring;
import dev.epicenter.model.RuleResult;
import dev.epicenter.rules.RuleEngine;
import dev.epicenter.rules.RuleOptions;
import dev.epicenter.rules.RuleSet;
import dev.epicenter.rules.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and policies of users on analyses made by hand: storms, data that is missing, conditions that fail. */
class UserRuleTest {
    private static final String STORM =
            """
            rules:
              - id: storm
                title: Too many
                match: {type: java.io.IOException}
                window: 10s
                threshold: {count: 300}
            """;

    private final Path folder;

    UserRuleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void countsAStormThatWasFoldedAndSaysHowExactly() throws Exception {
        Story story = storm("disk full");

        assertThat(diagnose(STORM, story.analysis()).findings()).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("java.io.IOException at com.acme.Store.write:5: 300 within 10s, reached at"
                            + " 12:00:11.000 UTC.");
            assertThat(f.counter())
                    .containsExactly(
                            "Most of these failures were only counted, in buckets: the moment is known to within 1.0 s.");
        });
    }

    @Test
    void saysWhenItTakesFailuresForEqualWhoseMessageIsNotKept() throws Exception {
        String rule = STORM.replace("IOException}", "IOException, message: full}");

        assertThat(diagnose(rule, storm("disk full").analysis()).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.counter())
                        .contains("988 counted in have the same type and stack as the others, but neither message nor"
                                + " thread was kept."));
    }

    @Test
    void leavesOutWhatMayNotMatchAndSaysHowMany() throws Exception {
        String rule = STORM.replace("count: 300", "count: 3")
                .replace(
                        "IOException}", "IOException}\n    where: failure.time < recording.start + duration('5100ms')");

        assertThat(diagnose(rule, storm("disk full").analysis()).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.counter())
                        .containsExactly(
                                "988 more of these types and stacks were only counted; whether they match is not"
                                        + " known."));
    }

    @Test
    void answersNotApplicableWithoutTheDataThatItNeeds() throws Exception {
        Story story = storm("disk full").disabled("jdk.ThreadDump", "jdk.JavaExceptionThrow");
        String rule = STORM.replace("    match:", "    needs: [jdk.ThreadDump]\n    match:");

        assertThat(diagnose(rule, story.analysis()).rules())
                .containsExactly(new RuleResult.NotApplicable("storm", "Too many", List.of("events (jdk.ThreadDump)")));
        assertThat(diagnose(
                                STORM,
                                new Story().disabled("jdk.JavaExceptionThrow").analysis())
                        .rules())
                .singleElement()
                .isInstanceOf(RuleResult.NotApplicable.class);
    }

    @Test
    void isBrokenWhenItsConditionAlwaysFails() throws Exception {
        String rule = "rules: [{id: bad, title: t, where: 'failure.frames[90].line > 3'}]";

        assertThat(diagnose(rule, storm("x").analysis()).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.summary()).contains("where: at character", "Index out of bounds: 90"));
    }

    @Test
    void saysOfHowManyFailuresItsConditionFailed() throws Exception {
        Story story = new Story();
        story.thrown(1, "t", "A", "", "com.acme.A.a:1", "com.acme.A.b:2");
        story.thrown(2, "t", "B", "", "com.acme.A.a:1");
        String rule = "rules: [{id: some, title: t, where: 'failure.frames[1].line == 2'}]";

        assertThat(diagnose(rule, story.analysis()).findings()).singleElement().satisfies(f -> assertThat(f.counter())
                .singleElement()
                .asString()
                .startsWith("The condition failed for 1 of 2 failures: at character"));
    }

    @Test
    void endsAConditionThatLoopsTooLong() throws Exception {
        String loop =
                "failure.frames.all(a, failure.frames.all(b, failure.frames.all(c, a.line + b.line + c.line > 0)))";
        String[] frames = new String[64];
        java.util.Arrays.setAll(frames, i -> "com.acme.A.m" + i + ":1");
        Story story = new Story();
        story.thrown(1, "t", "A", "", frames);

        assertThat(diagnose("rules: [{id: loop, title: t, where: '" + loop + "'}]", story.analysis())
                        .findings())
                .singleElement()
                .satisfies(f -> assertThat(f.summary()).contains("Iteration budget exceeded"));
    }

    @Test
    void countsRunsOnlyWhereNothingUnseenMayHaveComeBetween() throws Exception {
        String rule = "rules: [{id: row, title: t, match: {type: A}, threshold: {consecutive: 3}}]";
        Story clear = new Story();
        clear.repeated(3, false, 1, 1, "t", "A", "", Story.stack("com.acme.A.a:1"));
        Story disturbed = new Story();
        disturbed.repeated(3, false, 1, 1, "t", "A", "", Story.stack("com.acme.A.a:1"));
        disturbed.repeated(2_000, false, 0.01, 0.9, "t", "B", "", Story.stack("com.acme.A.b:1"));

        assertThat(diagnose(rule, clear.analysis()).findings()).hasSize(1);
        assertThat(diagnose(rule, disturbed.analysis()).findings()).isEmpty();
    }

    @Test
    void playsWhatPoliciesWouldHaveDoneInTimeOrder() throws Exception {
        String policies =
                """
                policies:
                  - id: second
                    title: Every ten
                    match: {type: A}
                    threshold: {count: 10}
                    again-after: 1s
                    action: {name: page, with: {what: "{type}: {message}", who: "{thread}"}}
                  - id: first
                    title: At once
                    match: {type: A}
                    threshold: {count: 1}
                    action: {name: note}
                """;
        Story story = new Story();
        for (int i = 0; i < 30; i++) {
            story.thrown(i + 1, "http-1", "A", "line\none \u0007 " + "x".repeat(300), "com.acme.A.a:" + (i + 1));
        }
        List<PolicyFiring> played = new ArrayList<>();

        Diagnosis diagnosis = diagnose(policies, story.analysis());
        RuleEngine.play(diagnosis, played::add);

        assertThat(played)
                .extracting(f ->
                        f.policy() + " " + Duration.between(Story.START, f.at()).toSeconds())
                .containsExactly("first 1", "second 10", "second 20", "second 30");
        assertThat(played.get(1).arguments().get("what"))
                .startsWith("A: line one x")
                .endsWith("…")
                .hasSizeLessThan(210);
        assertThat(played.get(1).events()).first().satisfies(e -> assertThat(e.at())
                .isEqualTo(Story.at(10)));
        assertThat(diagnosis.findings())
                .extracting(Finding::summary)
                .contains(
                        "A at com.acme.A.a:1, com.acme.A.a:10 and 28 more. It would have fired 3 times: at 12:00:10.000 UTC,"
                                + " 12:00:20.000 UTC and 12:00:30.000 UTC, action page.");
    }

    private static Story storm(String message) {
        Story story = new Story();
        story.repeated(
                1_000, false, 0.02, 5, "http-1", "java.io.IOException", message, Story.stack("com.acme.Store.write:5"));
        return story;
    }

    private Diagnosis diagnose(String yaml, Analysis analysis) throws Exception {
        Path file = Files.writeString(folder.resolve("rules.yaml"), yaml);
        RuleSet rules = RuleSet.of(UserRules.load(List.of(file)), RuleOptions.DEFAULT);
        return new RuleEngine(rules).diagnose(analysis);
    }
}
