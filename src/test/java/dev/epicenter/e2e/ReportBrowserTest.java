package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTML report in a browser. Pictures are left in target/screenshots. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportBrowserTest {
    private final Path folder;

    ReportBrowserTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final Chromium chromium = new Chromium();
    private Path incident = Path.of("");
    private Path healthy = Path.of("");

    @BeforeAll
    void makeReports() {
        incident = reportOf(Sample.ofReadme());
        healthy = reportOf(Product.ROOT.resolve("samples/recordings/healthy-cache-17.jfr"));
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    private Path reportOf(Path recording) {
        Path report = folder.resolve(recording.getFileName() + ".html");
        Product.Run run = Product.run("analyze", recording, "-o", report, "--fail-on", "never");
        assertThat(run.code()).as(run.err()).isZero();
        return report;
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void answersOnTheFirstScreen(ColorScheme scheme) {
        try (OpenedReport report = open(incident, 1280, 800, scheme)) {
            report.screenshot("incident-" + scheme);

            assertThat(report.showsAtOnce("SQLException"))
                    .as("type of the root cause")
                    .isTrue();
            assertThat(report.showsAtOnce("StockRepository"))
                    .as("class of its frame")
                    .isTrue();
            assertThat(report.showsAtOnce("reserve")).as("method of its frame").isTrue();
            assertThat(report.showsAtOnce("ExecutionException"))
                    .as("the symptom")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksForNothingAndComplainsOfNothing(boolean failed) {
        Path file = failed ? incident : healthy;
        try (OpenedReport report = open(file, 1280, 800, ColorScheme.LIGHT)) {
            report.page().mouse().wheel(0, 100_000);
            report.page().querySelectorAll("summary").forEach(summary -> {
                if (summary.isVisible()) {
                    summary.click();
                }
            });
            report.screenshot(failed ? "incident-opened" : "healthy");

            assertThat(report.complaints()).isEmpty();
            assertThat(report.requests()).containsExactly(file.toUri().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fitsATelephone(boolean failed) {
        try (OpenedReport report = open(failed ? incident : healthy, 360, 740, ColorScheme.LIGHT)) {
            report.screenshot(failed ? "incident-360" : "healthy-360");

            assertThat(report.overflow()).as("pixels too wide").isLessThanOrEqualTo(0);
        }
    }

    @Test
    void looksDarkInTheDark() {
        try (OpenedReport light = open(incident, 1280, 800, ColorScheme.LIGHT);
                OpenedReport dark = open(incident, 1280, 800, ColorScheme.DARK)) {
            String background = "getComputedStyle(document.body).backgroundColor";
            assertThat(dark.page().evaluate(background))
                    .isNotEqualTo(light.page().evaluate(background));
        }
    }

    /** 400 KB, and on top of that what a recording of the size of this one embeds as data. */
    @Test
    void isSmallEnoughToBeAttached() throws IOException {
        String page = Files.readString(incident);
        String data =
                page.substring(page.indexOf("id=\"data\">"), page.indexOf("</script>", page.indexOf("id=\"data\">")));

        assertThat(page.length() - data.length()).as("characters without data").isLessThan(400_000);
        assertThat(data.length()).as("characters of data").isBetween(1_000, 100_000);
    }

    @Test
    void saysThatAllIsWell() {
        try (OpenedReport report = open(healthy, 1280, 800, ColorScheme.LIGHT)) {
            assertThat(report.page().textContent("body")).containsIgnoringCase("healthy");
        }
    }

    private OpenedReport open(Path report, int width, int height, ColorScheme scheme) {
        return new OpenedReport(chromium.browser(), report, width, height, scheme);
    }
}
