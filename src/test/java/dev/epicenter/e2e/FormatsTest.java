package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.epicenter.render.Format;
import dev.epicenter.render.readers.Readers;
import dev.epicenter.render.readers.Speedscope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of a diagnosis, written by the product and read by somebody else. */
@TestInstance(Lifecycle.PER_CLASS)
class FormatsTest {
    private final Path folder;
    private final Chromium chromium = new Chromium();

    FormatsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    /** With links, with conditions instead of exceptions, with nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"order-service-17", "deadlock-25", "heap-exhausted-17", "healthy-parser-17"})
    void isWrittenAtOnceWithTheOthersAndRead(String sample) throws IOException {
        for (Format format : Format.values()) {
            Path file = write(sample).resolve("report." + format.extensions().get(0));
            try {
                Readers.read(format, Files.readString(file));
            } catch (AssertionError e) {
                throw new AssertionError(file + ": " + e.getMessage(), e);
            }
        }
    }

    private Path write(String sample) {
        Path reports = folder.resolve(sample);
        if (Files.isDirectory(reports)) {
            return reports;
        }
        assertThat(reports.toFile().mkdirs()).isTrue();
        List<Object> arguments = new ArrayList<>(List.of(
                "analyze", Product.ROOT.resolve("samples/recordings/" + sample + ".jfr"), "--fail-on", "never"));
        for (Format format : Format.values()) {
            arguments.add("-o");
            arguments.add(reports.resolve("report." + format.extensions().get(0)));
        }
        Product.Run run = Product.run(arguments.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).hasLineCount(1);
        return reports;
    }

    @Test
    void comesWithItsChartsAsFiles() throws IOException {
        Path charts = folder.resolve("new/charts");
        Product.Run run = Product.run(
                "analyze", Sample.ofReadme(), "-o", folder.resolve("a.txt"), "--charts", charts, "--fail-on", "never");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Product.files(charts, ".svg")).hasSizeGreaterThan(2);
        assertThat(Product.files(charts, ".png")).hasSameSizeAs(Product.files(charts, ".svg"));
        for (Path chart : Product.files(charts, ".svg")) {
            assertThat(Files.readString(chart)).startsWith("<svg ").contains("<title>", "<desc>");
        }
        for (Path chart : Product.files(charts, ".png")) {
            assertThat(ImageIO.read(chart.toFile()).getWidth()).isEqualTo(2_160);
        }
    }

    @Test
    void isDrawnByMermaid() throws IOException {
        String graph = Files.readString(write("order-service-17").resolve("report.mmd"));
        try (MermaidPage mermaid = new MermaidPage(chromium.browser())) {
            assertThat(mermaid.labels(graph))
                    .contains("SQLExceptionStockRepository.reserve:25fulfilment-205:00:35.237began here")
                    .contains("async, inferred 88 %")
                    .contains("incident-1: Request failed, 8×, score 78");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.speedscope.json", "report.folded"})
    void isShownBySpeedscope(String report) {
        Path file = write("order-service-17").resolve(report);
        try (Page page = chromium.browser().newPage()) {
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            page.onDialog(dialog -> {
                complaints.add(dialog.message());
                dialog.dismiss();
            });
            page.navigate(Speedscope.folder().resolve("index.html").toUri().toString());
            page.setInputFiles("input[type=file]", file);
            page.waitForFunction("document.title !== 'speedscope'");
            page.getByText("Sandwich").click();

            assertThat(page.textContent("body")).contains("java.sql.SQLException");
            assertThat(complaints).isEmpty();
        }
    }
}
