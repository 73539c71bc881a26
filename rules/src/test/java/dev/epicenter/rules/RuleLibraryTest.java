package dev.epicenter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Severity;
import dev.epicenter.model.Verdict;
import dev.epicenter.rules.RuleOutcome.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleLibraryTest {
    private static final Path PAGES = Path.of("../docs/rules");

    static Stream<Rule> rules() {
        return RuleLibrary.rules().stream();
    }

    @Test
    void listsEveryRuleClassOnce() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/dev/epicenter/rules"))) {
            Set<String> classes = sources.map(p -> p.getFileName().toString().replace(".java", ""))
                    .filter(n -> n.endsWith("Rule") && !n.equals("Rule"))
                    .collect(Collectors.toSet());
            assertThat(rules().map(r -> r.getClass().getSimpleName())).containsExactlyInAnyOrderElementsOf(classes);
        }
        assertThat(rules().map(Rule::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void pageSaysWhatTheRuleSays(Rule rule) {
        String page = RulePage.of(rule).orElseThrow();
        List<String> parts = List.of(page.split("\n\\s*\n"));
        assertThat(parts.get(0)).isEqualTo("# " + rule.title());
        assertThat(parts.get(1).replaceAll("\\s+", " ").replace("`", "").strip())
                .isEqualTo(rule.about());
        assertThat(page)
                .contains("\n## Why it matters", "\n## What to do", "\n## What it can\u0027t see", "\n## How sure");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void hasAnIdLikeItsClass(Rule rule) {
        String kebab = rule.getClass().getSimpleName().replaceAll("Rule$", "").replaceAll("(?<!^)([A-Z])", "-$1");
        assertThat(rule.id()).isEqualTo(kebab.toLowerCase(Locale.ROOT));
    }

    @Test
    void indexListsTheRulesInTheirOrderAndNoOthers() throws IOException {
        String index = Files.readString(PAGES.resolve("README.md"));
        List<String> listed = Pattern.compile("\\| \\[([a-z-]+)]\\(\\1\\.md\\) \\| ([^|]+) \\|")
                .matcher(index)
                .results()
                .map(m -> m.group(1) + ": " + m.group(2).strip())
                .toList();
        assertThat(listed)
                .containsExactlyElementsOf(
                        rules().map(r -> r.id() + ": " + r.title()).toList());
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(p -> p.getFileName().toString()).filter(n -> !n.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(
                            rules().map(r -> r.id() + ".md").toList());
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void saysNothingOfAnEmptyAnalysis(Rule rule) {
        assertThat(rule.check(new Story().verdict(Verdict.HEALTHY).analysis())).isEmpty();
    }

    @Test
    void sortsByScoreThenRule() {
        List<Rule> rules = List.of(saying("b", 50), saying("c", 80), saying("a", 50));

        assertThat(RuleLibrary.check(rules, new Story().analysis()))
                .extracting(Finding::rule)
                .containsExactly("c", "a", "b");
    }

    @Test
    void reportsABrokenRuleAndGoesOn() {
        Rule broken = rule("bad", a -> {
            throw new IllegalStateException("oops");
        });

        List<Finding> findings = RuleLibrary.check(List.of(broken, saying("good", 80)), new Story().analysis());

        assertThat(findings).extracting(Finding::rule).containsExactly("good", "bad");
        assertThat(findings.get(1).severity()).isEqualTo(Severity.INFO);
        assertThat(findings.get(1).title()).isEqualTo("Rule bad is broken");
        assertThat(findings.get(1).summary()).contains("IllegalStateException: oops", "RuleLibraryTest");
    }

    @Test
    void answersNotApplicableWithoutTheData() {
        Analysis analysis = new Story().disabled("jdk.JavaExceptionThrow").analysis();

        RuleOutcome outcome =
                RuleLibrary.outcomes(List.of(new LostCauseRule()), analysis).get(0);

        assertThat(outcome.status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(outcome.note()).isEqualTo("not applicable: needs recorded exceptions (jdk.JavaExceptionThrow)");
    }

    @Test
    void listsTheWorstOfManyAndCountsTheRest() {
        Rule many = rule("many", a -> IntStream.range(0, 25)
                .mapToObj(i -> finding("many", 30 + i))
                .toList());

        List<Finding> findings = RuleLibrary.check(List.of(many), new Story().analysis());

        assertThat(findings).hasSize(RuleLibrary.MAX_FINDINGS);
        assertThat(findings.get(0).score()).isEqualTo(54);
        assertThat(findings.get(19).summary()).endsWith("5 more of this kind with lower scores are not listed.");
    }

    private static Rule saying(String id, double score) {
        return rule(id, a -> List.of(finding(id, score)));
    }

    private static Finding finding(String id, double score) {
        return new Finding(id, id, score, "s", "e", "r", List.of(), List.of(), List.of());
    }

    private static Rule rule(String id, Function<Analysis, List<Finding>> check) {
        return new Rule() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String title() {
                return id;
            }

            @Override
            public String about() {
                return id;
            }

            @Override
            public List<Finding> check(Analysis analysis) {
                return check.apply(analysis);
            }
        };
    }
}
