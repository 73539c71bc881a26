package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.epicenter.render.Format;
import dev.epicenter.render.readers.Readers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a recording holds, no form of its report runs it, is broken by it, hides what it is, or lets a secret out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRecordingTest {
    /** Controls, bidirectional overrides and isolates, marks without width; not tab and line feed. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufffe\\uffff]");

    /** What no page of ours has; each would be an attack's work. */
    private static final String INTRUDERS =
            "iframe, object, embed, img, base, form, template, textarea, link:not([rel=icon]),"
                    + " meta[http-equiv=refresh], [srcdoc], [onerror], [onload], [onfocus], [autofocus], [formaction],"
                    + " [href^='javascript:' i], [href*='evil.example'], [src]";

    private final Path folder;
    private final Chromium chromium = new Chromium();
    private Map<String, String> reports = Map.of();

    HostileRecordingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void record() throws IOException, InterruptedException {
        Path outputs = folder.resolve("out");
        assertThat(outputs.toFile().mkdir()).isTrue();
        reports = HostileRecording.reports(HostileRecording.record(folder), outputs);
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    private OpenedReport open(int width) {
        return new OpenedReport(chromium.browser(), folder.resolve("out/report.html"), width, 800, ColorScheme.LIGHT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 360})
    void runsNothingInABrowserWhateverIsClicked(int width) {
        try (OpenedReport report = open(width)) {
            Page page = report.page();
            page.onDialog(dialog -> report.complaints().add(dialog.message()));
            clickAll(
                    page,
                    ".first a",
                    "summary",
                    ".topology .component",
                    ".tools button:enabled",
                    ".timeline",
                    ".heat",
                    ".icicle g",
                    ".rows .row",
                    ".views button",
                    "[data-copy]");
            page.locator(".chips button").last().click(); // whatever was clicked before narrowed the list
            page.locator("#query").fill("</script>");
            PlaywrightAssertions.assertThat(page.locator(".found output")).containsText(" of ");
            page.locator(".rows .row").first().click();
            report.screenshot("hostile-recording-" + width);

            assertThat(report.complaints()).isEmpty();
            assertThat(report.requests()).hasSize(1);
            assertThat(page.evaluate("typeof window.hacked")).isEqualTo("undefined");
            assertThat(page.locator(INTRUDERS).count()).isZero();
            assertThat(page.locator("style").count()).isEqualTo(1);
            assertThat(page.locator("script").count()).isEqualTo(2);
            assertThat(report.overflow()).isLessThanOrEqualTo(0);
        }
    }

    private static void clickAll(Page page, String... parts) {
        for (String part : parts) {
            Locator all = page.locator(part);
            for (int i = 0; i < Math.min(6, all.count()); i++) {
                Locator element = all.nth(i);
                if (element.isVisible() && element.isEnabled()) {
                    element.click(new Locator.ClickOptions().setForce(true));
                    page.keyboard().press("Escape");
                }
            }
        }
    }

    @Test
    void showsAttacksAsTheTextThatTheyAre() {
        try (OpenedReport report = open(1280)) {
            Page page = report.page();
            page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })");
            String shown = page.innerText("body");
            assertThat(shown)
                    .contains("<script>window.hacked=1</script>", "\"><img src=x onerror=window.hacked=1>")
                    .contains("\\u202eexe.gnp\\u202c", "&lt;img src=x onerror=window.hacked=1&gt;")
                    .contains("more characters)");
            assertThat(UNSEEN.matcher(page.content()).results()).isEmpty();
        }
    }

    @Test
    void isTakenByTheReaderOfEveryFormat() {
        for (Format format : Format.values()) {
            String name = "report." + format.extensions().get(0);
            String report = reports.getOrDefault(name, "");
            assertThat(report).as(name).isNotEmpty();
            try {
                Readers.read(format, report);
            } catch (AssertionError e) {
                throw new AssertionError(name + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    void leavesNothingUnseenInAnyFile() {
        reports.forEach((name, text) -> {
            assertThat(UNSEEN.matcher(name).find()).as(name).isFalse();
            if (!name.endsWith(".png")) {
                assertThat(UNSEEN.matcher(text)
                                .results()
                                .map(r -> "\\u%04x".formatted((int) r.group().charAt(0)))
                                .distinct())
                        .as(name)
                        .isEmpty();
            }
        });
    }

    @Test
    void drawsChartsThatRunNothing() {
        List<String> charts =
                reports.keySet().stream().filter(name -> name.endsWith(".svg")).toList();
        assertThat(charts).hasSizeGreaterThan(2);
        for (String chart : charts) {
            try (BrowserContext context = chromium.browser().newContext(new Browser.NewContextOptions())) {
                Page page = context.newPage();
                List<String> complaints = new ArrayList<>();
                page.onConsoleMessage(message -> complaints.add(message.text()));
                page.onPageError(complaints::add);
                page.onRequest(request -> complaints.add(request.url()));
                page.navigate(folder.resolve("out").resolve(chart).toUri().toString());
                assertThat(complaints).as(chart).hasSize(1);
                assertThat(page.evaluate("document.documentElement.tagName + typeof window.hacked"))
                        .isEqualTo("svgundefined");
                assertThat(page.locator("script, foreignObject, image, a, [onload], [href]")
                                .count())
                        .as(chart)
                        .isZero();
            }
        }
    }

    @Test
    void isDrawnByMermaidAndByNothingElse() throws IOException {
        try (MermaidPage mermaid = new MermaidPage(chromium.browser())) {
            assertThat(String.join(" ", mermaid.labels(reports.getOrDefault("report.mmd", ""))))
                    .contains("<script>window.hacked=1</script>");
            assertThat(mermaid.page().evaluate("typeof window.hacked")).isEqualTo("undefined");
            assertThat(mermaid.page()
                            .locator("#drawn")
                            .locator("script, iframe, img, [onload], [onerror], a[href]")
                            .count())
                    .isZero();
        }
    }

    @Test
    void letsNoSecretOut() {
        HostileRecording.SECRETS.forEach((place, secret) -> reports.forEach((name, text) -> assertThat(name + text)
                .as("%s in %s", place, name)
                .doesNotContain(secret.substring(secret.length() / 2 - 6, secret.length() / 2 + 6))));
    }

    @Test
    void saysInEveryFormHowMuchWasHidden() {
        // Collapsed stacks have no place for a remark.
        for (Format format : Format.values()) {
            String report = reports.getOrDefault("report." + format.extensions().get(0), "");
            switch (format) {
                case COLLAPSED -> assertThat(report).doesNotContain("secrets were hidden");
                case JSON -> assertThat(report)
                        .containsPattern("\"redaction\": \\{\\s+\"applied\": true,\\s+\"hidden\": \\{\\s+\"");
                case PROMETHEUS -> assertThat(report).containsPattern("epicenter_secrets_hidden [1-9]");
                default -> assertThat(report)
                        .as(format.id())
                        .containsPattern("\\d+\\s+different\\s+secrets\\s+were\\s+hidden");
            }
        }
    }
}
