package dev.epicenter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Finding;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleEngineTest {
    private static final Analysis ANALYSIS = new Story().analysis();

    @Test
    void sortsFindingsByScoreThenRuleAndResultsByRule() throws Exception {
        Diagnosis diagnosis =
                diagnose(TestRule.saying("b", 50), TestRule.saying("c", 80), silent("d"), TestRule.saying("a", 50));

        assertThat(diagnosis.findings()).extracting(Finding::rule).containsExactly("c", "a", "b");
        assertThat(diagnosis.rules()).extracting(RuleResult::rule).containsExactly("a", "b", "c", "d");
        assertThat(diagnosis.rules()).extracting(RuleResult::id).containsExactly("found", "found", "found", "ok");
    }

    @Test
    void reportsARuleThatThrowsAndGoesOn() throws Exception {
        Rule broken = new TestRule(TestRule.info("bad"), in -> {
            throw new IllegalStateException("oops");
        });

        Diagnosis diagnosis = diagnose(broken, TestRule.saying("good", 80));

        assertThat(diagnosis.findings()).extracting(Finding::rule).containsExactly("good", "bad");
        assertThat(diagnosis.findings().get(1)).satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.INFO);
            assertThat(f.title()).isEqualTo("Rule bad is broken");
            assertThat(f.summary()).contains("IllegalStateException: oops", "RuleEngineTest");
        });
        assertThat(diagnosis.rules().get(0)).isInstanceOf(RuleResult.Broken.class);
    }

    @Test
    void survivesARecursionWithoutEnd() throws Exception {
        Rule broken = new TestRule(TestRule.info("bad"), RuleEngineTest::forEver);

        assertThat(diagnose(broken, TestRule.saying("good", 80)).rules())
                .extracting(RuleResult::id)
                .containsExactly("broken", "found");
    }

    @Test
    void leavesARuleBehindThatNeverEnds() throws Exception {
        Rule endless = new TestRule(TestRule.info("endless"), in -> {
            while (true) {
                Thread.onSpinWait();
                if (Thread.currentThread().isInterrupted()) {
                    // A rule of goodwill would end here; this one spins on until the thread's own end.
                    Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
                    new java.util.concurrent.Semaphore(0).acquireUninterruptibly();
                }
            }
        });
        RuleSet rules = RuleSet.of(List.of(endless, TestRule.saying("good", 80)), RuleOptions.DEFAULT);

        Diagnosis diagnosis = new RuleEngine(rules, Duration.ofMillis(200)).diagnose(ANALYSIS);

        assertThat(diagnosis.rules()).extracting(RuleResult::id).containsExactly("broken", "found");
        assertThat(diagnosis.findings().get(1).summary())
                .isEqualTo("Rule endless took longer than 200 ms and says nothing about this recording.");
    }

    @Test
    void takesARuleThatSpeaksInAnothersNameForBroken() throws Exception {
        Rule liar = new TestRule(TestRule.info("liar"), in -> List.of(TestRule.finding("honest", 90)));

        assertThat(diagnose(liar).findings()).singleElement().satisfies(f -> {
            assertThat(f.rule()).isEqualTo("liar");
            assertThat(f.summary()).contains("spoke in the name of rule honest");
        });
    }

    @Test
    void answersNotApplicableWithoutTheDataAndDoesNotAskTheRule() throws Exception {
        Rule needy = new TestRule(TestRule.info("needy").needs(Need.EXCEPTIONS, Need.PAUSES), in -> {
            throw new AssertionError("asked");
        });
        Analysis analysis = new Story().disabled("jdk.JavaExceptionThrow").analysis();

        RuleSet rules = RuleSet.of(List.of(needy), RuleOptions.DEFAULT);
        RuleResult result = new RuleEngine(rules).diagnose(analysis).rules().get(0);

        assertThat(result)
                .isEqualTo(new RuleResult.NotApplicable(
                        "needy",
                        "Title of needy",
                        List.of("recorded exceptions (jdk.JavaExceptionThrow, or Epicenter's agent)")));
    }

    @Test
    void listsTheWorstOfManyAndCountsTheRest() throws Exception {
        Rule many = new TestRule(TestRule.info("many"), in -> IntStream.range(0, 25)
                .mapToObj(i -> TestRule.finding("many", 30 + i))
                .toList());

        Diagnosis diagnosis = diagnose(many);

        assertThat(diagnosis.findings()).hasSize(RuleEngine.MAX_FINDINGS);
        assertThat(diagnosis.findings().get(0).score()).isEqualTo(54);
        assertThat(diagnosis.findings().get(19).summary())
                .endsWith("5 more of this kind with lower scores are not listed.");
        assertThat(diagnosis.rules().get(0)).isInstanceOfSatisfying(RuleResult.Found.class, f -> assertThat(f.more())
                .isEqualTo(5));
    }

    @Test
    void runsARuleAfterThoseItUsesAndShowsItTheirResults() throws Exception {
        List<String> ran = new ArrayList<>();
        Rule second = new TestRule(TestRule.info("a-second").uses("z-first"), in -> {
            ran.add("a-second");
            assertThat(in.findingsOf("z-first")).extracting(Finding::score).containsExactly(60.0);
            return List.of();
        });
        Rule first = new TestRule(TestRule.info("z-first"), in -> {
            ran.add("z-first");
            return List.of(TestRule.finding("z-first", 60));
        });

        assertThat(diagnose(second, first).rules()).extracting(RuleResult::id).containsExactly("ok", "found");
        assertThat(ran).containsExactly("z-first", "a-second");
    }

    @Test
    void doesNotJudgeByARuleThatBroke() throws Exception {
        Rule first = new TestRule(TestRule.info("first"), in -> {
            throw new IllegalStateException();
        });
        Rule second = new TestRule(TestRule.info("second").uses("first"), in -> List.of());

        assertThat(diagnose(first, second).rules().get(1))
                .isInstanceOfSatisfying(RuleResult.NotApplicable.class, r -> assertThat(r.needs())
                        .containsExactly("the results of rule first, which is broken"));
    }

    @Test
    void showsNoRuleWhatItDoesNotUse() throws Exception {
        Rule nosy = new TestRule(TestRule.info("nosy"), in -> in.findingsOf("good"));

        assertThat(diagnose(TestRule.saying("good", 80), nosy).rules().get(1).id())
                .isEqualTo("broken");
    }

    @Test
    void handsParametersOn() throws Exception {
        Parameter tries = Parameter.number("tries", 5, "how many");
        Parameter pause = Parameter.duration("pause", Duration.ofSeconds(90), "how long");
        List<Object> seen = new ArrayList<>();
        Rule rule = new TestRule(TestRule.info("r").takes(tries, pause), in -> {
            seen.add(in.number(tries));
            seen.add(in.duration(pause));
            return List.of();
        });

        RuleOptions options = RuleOptions.of(List.of(), List.of(), Map.of("r.pause", "250ms"));
        new RuleEngine(RuleSet.of(List.of(rule), options)).diagnose(ANALYSIS);

        assertThat(seen).containsExactly(5.0, Duration.ofMillis(250));
    }

    @SuppressWarnings("InfiniteRecursion")
    private static List<Finding> forEver(RuleInput in) {
        return forEver(in);
    }

    private static Rule silent(String id) {
        return new TestRule(TestRule.info(id), in -> List.of());
    }

    private static Diagnosis diagnose(Rule... rules) throws RuleSetException {
        return new RuleEngine(RuleSet.of(List.of(rules), RuleOptions.DEFAULT)).diagnose(ANALYSIS);
    }
}
