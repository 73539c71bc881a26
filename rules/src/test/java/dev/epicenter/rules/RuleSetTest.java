package dev.epicenter.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    private static final Rule PLAIN = rule("plain");
    private static final Rule USING = rule("a-using", "plain");

    @Test
    void putsEachRuleAfterThoseItUses() throws Exception {
        RuleSet set =
                RuleSet.of(List.of(rule("c", "d"), rule("a", "c", "b"), rule("b"), rule("d")), RuleOptions.DEFAULT);

        assertThat(set.inOrder()).extracting(r -> r.info().id()).containsExactly("b", "d", "c", "a");
    }

    @Test
    void refusesACircleAndNamesIt() {
        assertThatThrownBy(
                        () -> RuleSet.of(List.of(rule("a", "b"), rule("b", "c"), rule("c", "b")), RuleOptions.DEFAULT))
                .isInstanceOf(RuleSetException.class)
                .hasMessage("rules use each other in a circle: b -> c -> b");
    }

    @Test
    void refusesTwoRulesWithOneIdAndAUseOfNothing() {
        assertThatThrownBy(() -> RuleSet.of(List.of(PLAIN, PLAIN), RuleOptions.DEFAULT))
                .hasMessage("there are two rules with the id 'plain'");
        assertThatThrownBy(() -> RuleSet.of(List.of(USING), RuleOptions.DEFAULT))
                .hasMessage("rule 'a-using' uses 'plain', which is not there");
    }

    @Test
    void runsWhatTheWantedRulesUseWithoutReportingIt() throws Exception {
        RuleSet set = RuleSet.of(
                List.of(PLAIN, USING, rule("other")), new RuleOptions(List.of("a-using"), List.of(), Map.of()));

        assertThat(set.inOrder()).extracting(r -> r.info().id()).containsExactly("plain", "a-using");
        assertThat(set.reports("a-using")).isTrue();
        assertThat(set.reports("plain")).isFalse();
    }

    @Test
    void leavesOutWhatIsSkipped() throws Exception {
        RuleSet set = RuleSet.of(List.of(PLAIN, rule("other")), new RuleOptions(List.of(), List.of("plain"), Map.of()));

        assertThat(set.inOrder()).extracting(r -> r.info().id()).containsExactly("other");
    }

    @Test
    void saysWhatIsWrongWithTheOptions() {
        Rule taking =
                new TestRule(TestRule.info("taking").takes(Parameter.number("tries", 5, "how many")), in -> List.of());
        assertMessage("there is no rule 'plai' (did you mean plain?); see 'epicenter rules list'", List.of("plai"));
        assertMessage("there is no rule 'xyz'; see 'epicenter rules list'", List.of("xyz"));
        assertThatThrownBy(() -> RuleOptions.of(List.of(), List.of(), Map.of("tries", "5")))
                .hasMessage("'tries' is not RULE.PARAMETER, such as retry-storm.min-tries");
        assertThatThrownBy(() -> with(taking, "taking.trie", "5"))
                .hasMessage("rule 'taking' has no parameter 'trie'; it has tries");
        assertThatThrownBy(() -> with(PLAIN, "plain.tries", "5"))
                .hasMessage("rule 'plain' has no parameter 'tries'; it has none");
        assertThatThrownBy(() -> with(taking, "taking.tries", "many"))
                .hasMessage("taking.tries must be a number of at least 0, such as 5 or 0.9, not 'many'");
    }

    private static void with(Rule rule, String key, String value) throws RuleSetException {
        RuleSet.of(List.of(rule), RuleOptions.of(List.of(), List.of(), Map.of(key, value)));
    }

    private static void assertMessage(String message, List<String> only) {
        assertThatThrownBy(() -> RuleSet.of(List.of(PLAIN), new RuleOptions(only, List.of(), Map.of())))
                .hasMessage(message);
    }

    private static Rule rule(String id, String... uses) {
        return new TestRule(TestRule.info(id).uses(uses), in -> List.of());
    }
}
