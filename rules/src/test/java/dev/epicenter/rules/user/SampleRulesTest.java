package dev.epicenter.rules.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples in samples/rules, each with the tests it holds. */
class SampleRulesTest {
    private static final Path SAMPLES = Path.of("../samples/rules");

    @TestFactory
    Stream<DynamicTest> passTheirOwnTests() throws Exception {
        return UserRules.test(List.of(SAMPLES)).stream()
                .map(result -> DynamicTest.dynamicTest(
                        Path.of(result.file()).getFileName() + ": " + result.name(),
                        () -> assertThat(result.failures()).isEmpty()));
    }

    @Test
    void areAtLeastTenAndTestedBothWays() throws Exception {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            List<Path> examples =
                    files.filter(f -> f.toString().endsWith(".yaml")).toList();
            assertThat(examples).hasSizeGreaterThanOrEqualTo(10);
            for (Path example : examples) {
                assertThat(UserRules.test(List.of(example)))
                        .as(example.toString())
                        .hasSizeGreaterThanOrEqualTo(2);
            }
        }
    }
}
