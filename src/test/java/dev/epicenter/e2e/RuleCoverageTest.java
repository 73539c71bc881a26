package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.e2e.Findings.Said;
import dev.epicenter.rules.RuleLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every rule has spoken of a program that ran and failed so, not only of scenes that its unit test builds; and none warns of one that is
 * well. The table, rule by recording, goes to target/rules.md.
 */
class RuleCoverageTest {
    private static final Path SAMPLES = Product.ROOT.resolve("samples");

    /** What was recorded, by name. */
    private static final Map<String, List<Said>> SAID = recordings();

    private static Map<String, List<Said>> recordings() {
        Map<String, List<Said>> said = new LinkedHashMap<>();
        Sample.all().forEach(s -> said.put(s.toString(), Findings.of(s.files())));
        Product.files(SAMPLES.resolve("gallery/recordings"), ".jfr.gz")
                .forEach(f -> said.put("gallery/" + name(f), Findings.of(List.of(f))));
        Product.files(Product.ROOT.resolve("analyzer/src/test/resources/recordings"), ".jfr")
                .forEach(f -> said.put("elsewhere/" + name(f), Findings.of(List.of(f))));
        said.put(
                "order-service with a contract",
                Findings.of(
                        List.of(Sample.ofReadme()),
                        "--contract",
                        SAMPLES.resolve("contracts/orders.yaml").toString()));
        return said;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceAll("\\.jfr(\\.gz)?$", "");
    }

    @TestFactory
    Stream<DynamicTest> eachRuleSpeaksOfAProgramThatRan() {
        return RuleLibrary.rules().stream().map(rule -> {
            String id = rule.info().id();
            return DynamicTest.dynamicTest(id, () -> assertThat(speaksOf(id)).isNotEmpty());
        });
    }

    @TestFactory
    Stream<DynamicTest> noneWarnsOfAProgramThatIsWell() {
        List<String> well =
                SAID.keySet().stream().filter(n -> n.contains("healthy")).toList();
        assertThat(well).hasSizeGreaterThanOrEqualTo(10);
        return well.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> assertThat(SAID.getOrDefault(name, List.of()))
                        .filteredOn(s -> s.severity().equalsIgnoreCase("warning"))
                        .isEmpty()));
    }

    private static List<String> speaksOf(String rule) {
        List<String> names = new ArrayList<>();
        SAID.forEach((name, all) -> {
            if (all.stream().anyMatch(s -> s.rule().equals(rule))) {
                names.add(name);
            }
        });
        return names;
    }

    @AfterAll
    static void writeTable() throws IOException {
        StringBuilder table = new StringBuilder("| rule | speaks of |\n|---|---|\n");
        for (String rule :
                RuleLibrary.rules().stream().map(r -> r.info().id()).collect(Collectors.toCollection(TreeSet::new))) {
            table.append("| ")
                    .append(rule)
                    .append(" | ")
                    .append(String.join(", ", speaksOf(rule)))
                    .append(" |\n");
        }
        Files.writeString(Files.createDirectories(Product.TARGET).resolve("rules.md"), table);
    }
}
