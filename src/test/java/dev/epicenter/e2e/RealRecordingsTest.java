package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Recordings from the wild, JDK 7 to 18: whatever they hold, there is a report. */
class RealRecordingsTest {
    private static final Path RECORDINGS = Product.ROOT.resolve("analyzer/src/test/resources/recordings");

    private final Path folder;

    RealRecordingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @TestFactory
    Stream<DynamicTest> areReported() {
        assertThat(RECORDINGS).isDirectory();
        return Product.files(RECORDINGS, ".jfr").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> isReported(file)));
    }

    private void isReported(Path recording) throws Exception {
        Path html = folder.resolve("report.html");
        Path json = folder.resolve("report.json");
        Path text = folder.resolve("report.txt");

        Product.Run run = Product.run("analyze", recording, "-o", html, "-o", json, "-o", text, "--quiet");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isIn(0, 1, 4);
        assertThat(new ObjectMapper().readTree(json.toFile()).path("verdict").asText())
                .isEqualTo(
                        switch (run.code()) {
                            case 0 -> "healthy";
                            case 1 -> "incident";
                            default -> "insufficient-data";
                        });
        assertThat(html).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(text).isNotEmptyFile();
    }
}
