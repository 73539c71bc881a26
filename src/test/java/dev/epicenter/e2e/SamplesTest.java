package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every sample's answer against its truth. The table goes to standard output and target/score.md. */
class SamplesTest {
    private static final Map<String, Score> SCORES = new ConcurrentHashMap<>();

    @TestFactory
    Stream<DynamicTest> answersAsTheTruthHasIt() {
        return Sample.all().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.toString(), () -> {
                    Score score = Score.of(sample);
                    SCORES.put(sample.toString(), score);
                    assertThat(score.misses()).as(sample.toString()).isEmpty();
                    assertThat(sample.analyzed().code())
                            .as("exit code")
                            .isEqualTo(sample.truth().path("verdict").asText().equals("incident") ? 1 : 0);
                    assertThat(sample.analyzed().err()).isEmpty();
                }));
    }

    @Test
    void hasAtLeastTwelveSamples() {
        assertThat(Sample.all().stream().map(Sample::id).distinct()).hasSizeGreaterThanOrEqualTo(12);
    }

    @AfterAll
    static void printTable() throws IOException {
        StringBuilder table = new StringBuilder(Score.HEAD);
        new TreeMap<>(SCORES).values().forEach(score -> table.append(score.row()));
        System.out.println(table);
        Files.writeString(Files.createDirectories(Product.TARGET).resolve("score.md"), table);
    }
}
