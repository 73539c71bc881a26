package dev.epicenter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/rules to what the rules say of themselves. {@code -Dgolden.update=true} writes the heads and the index. */
class RulePagesTest {
    private static final Path PAGES = Path.of("../docs/rules");
    private static final String BEGIN = "<!-- made from the rules -->\n";
    private static final String END = "<!-- end -->\n";

    static Stream<Rule> rules() {
        return Stream.concat(RuleLibrary.rules().stream(), RuleLibrary.onDemand().stream());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void hasAPageWithItsHead(Rule rule) throws IOException {
        Path file = PAGES.resolve(rule.info().id() + ".md");
        String page = Files.exists(file) ? Files.readString(file) : "\n## Why it matters\n";
        String now = RulePage.head(rule.info()) + "\n" + RulePage.proseOf(page);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, now);
        }

        assertThat(Files.readString(file)).isEqualTo(now);
        assertThat(page)
                .contains("\n## Why it matters\n", "\n## What to do\n", "\n## What it can't see\n", "\n## How sure\n");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void showsThePageThatIsInTheDocumentation(Rule rule) throws IOException {
        assertThat(RulePage.of(rule))
                .isEqualTo(Files.readString(PAGES.resolve(rule.info().id() + ".md")));
    }

    @Test
    void hasAnIndexOfAllRulesAndNoOtherPages() throws IOException {
        Path file = PAGES.resolve("README.md");
        String page = Files.readString(file);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        String now = page.substring(0, from) + index() + page.substring(to);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, now);
        }

        assertThat(Files.readString(file)).isEqualTo(now);
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(p -> p.getFileName().toString()).filter(n -> !n.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(
                            rules().map(r -> r.info().id() + ".md").toList());
        }
    }

    private static String index() {
        StringBuilder index = new StringBuilder();
        for (Topic topic : Topic.values()) {
            List<RuleInfo> infos = rules().map(Rule::info)
                    .filter(i -> i.topic() == topic)
                    .sorted(Comparator.comparing(RuleInfo::id))
                    .toList();
            if (!infos.isEmpty()) {
                index.append("\n## ").append(topic.heading()).append("\n\n| rule | says |\n|---|---|\n");
                index.append(infos.stream()
                        .map(i -> "| [%s](%s.md) | %s |\n".formatted(i.id(), i.id(), i.title()))
                        .collect(Collectors.joining()));
            }
        }
        return index.append('\n').toString();
    }
}
