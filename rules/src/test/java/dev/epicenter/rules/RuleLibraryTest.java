package dev.epicenter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleLibraryTest {
    static Stream<Rule> rules() {
        return Stream.concat(RuleLibrary.rules().stream(), RuleLibrary.onDemand().stream());
    }

    @Test
    void listsEveryRuleClassOnce() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/dev/epicenter/rules/library"))) {
            Set<String> classes = sources.map(p -> p.getFileName().toString().replace(".java", ""))
                    .filter(n -> n.endsWith("Rule"))
                    .collect(Collectors.toSet());
            assertThat(rules().map(r -> r.getClass().getSimpleName())).containsExactlyInAnyOrderElementsOf(classes);
        }
    }

    @Test
    void hasRulesThatGoTogether() throws Exception {
        assertThat(RuleSet.of(RuleLibrary.rules(), RuleOptions.DEFAULT).inOrder())
                .hasSameSizeAs(RuleLibrary.rules());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void hasAnIdLikeItsClass(Rule rule) {
        String kebab = rule.getClass().getSimpleName().replaceAll("Rule$", "").replaceAll("(?<!^)([A-Z])", "-$1");
        assertThat(rule.info().id()).isEqualTo(kebab.toLowerCase(Locale.ROOT));
    }

    @Test
    void saysNothingOfAnEmptyAnalysis() {
        List<RuleResult> results = new Story().verdict(Verdict.HEALTHY).results(RuleOptions.DEFAULT);

        assertThat(results)
                .as("all but the one that judges by a contract, which nobody gave")
                .hasSize(RuleLibrary.rules().size() - 1);
        assertThat(results)
                .allSatisfy(r -> assertThat(r.findings()).as(r.rule()).isEmpty());
    }
}
