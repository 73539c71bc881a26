package dev.epicenter.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import dev.epicenter.render.SamplePages;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every part of the report in a browser, with mouse and keyboard, on diagnoses that fill all of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPartsTest {
    private static final int TEN_THOUSAND = 10_000;

    private final Path folder;
    private final Chromium chromium = new Chromium();

    ReportPartsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void writePages() {
        SamplePages.write(folder);
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    private OpenedReport open(String name) {
        return open(name, 1280, ColorScheme.LIGHT);
    }

    private OpenedReport open(String name, int width, ColorScheme scheme) {
        return open(
                name,
                new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme));
    }

    private OpenedReport open(String name, Browser.NewContextOptions options) {
        String file = name.replaceFirst("#.*", ".html");
        String address = folder.resolve(file.endsWith(".html") ? file : file + ".html")
                .toUri()
                .toString();
        String fragment = name.contains("#") ? name.substring(name.indexOf('#')) : "";
        return new OpenedReport(chromium.browser(), address + fragment, options.setReducedMotion(ReducedMotion.REDUCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident", "agent", "storm"})
    void standsEveryClick(String name) {
        try (OpenedReport report = open(name)) {
            Page page = report.page();
            for (String part : List.of(
                    ".contents a",
                    ".first .drawing a",
                    "#paths summary >> nth=0",
                    "#paths summary >> nth=1",
                    "#topology input",
                    ".topology .grouping:visible .component",
                    ".tools button:enabled",
                    ".timeline",
                    ".heat",
                    ".icicle g",
                    ".rows .row >> nth=1",
                    ".views button",
                    "#findings input[type=checkbox]",
                    "#findings summary",
                    "#environment summary",
                    "[data-copy] >> nth=0")) {
                int count = Math.min(8, page.locator(part).count());
                for (int i = 0; i < count; i++) {
                    Locator element = page.locator(part).nth(i);
                    if (element.isVisible() && element.isEnabled()) {
                        element.click(new Locator.ClickOptions().setForce(true));
                        page.keyboard().press("Escape");
                    }
                }
            }
            report.screenshot("parts-" + name);
            assertThat(report.complaints()).isEmpty();
            assertThat(report.requests()).hasSize(1);
        }
    }

    @Test
    void opensEachStepAndLinkOfThePathWithItsEvidence() {
        try (OpenedReport report = open("incident")) {
            Page page = report.page();
            page.locator(".first .step").first().click();
            assertThat(page.locator("#drawer")).containsText("For input string: \"12O\"");
            assertThat(page.locator("#drawer .stack .site")).containsText("StockFile.quantity:88");
            page.keyboard().press("Escape");
            assertThat(page.locator("#drawer")).isHidden();

            page.locator(".first .arrow").nth(1).click();
            assertThat(page.locator("#drawer"))
                    .containsText("The message of ExecutionException is StockException's toString().");
            page.locator("#drawer .linkButton").first().click();
            assertThat(page.locator("#drawer-title")).hasText("StockException");
            page.locator("#drawer-back").click();
            assertThat(page.locator("#drawer-title")).hasText("Why linked");
        }
    }

    @Test
    void leadsToWhatAnAddressNames() {
        try (OpenedReport report = open("incident#f2")) {
            assertThat(report.page().locator("#drawer-title")).hasText("NumberFormatException");
        }
        try (OpenedReport report = open("incident#finding-exception-as-control-flow")) {
            assertThat(report.page().locator("#finding-exception-as-control-flow"))
                    .isInViewport();
        }
        try (OpenedReport report = open("incident#incident-2")) {
            assertThat(report.page().locator("#incident-2")).hasAttribute("open", "");
        }
    }

    @Test
    void zoomsTheTimelineAndLeadsFromItToTheFailures() {
        try (OpenedReport report = open("incident")) {
            Page page = report.page();
            Locator range = page.locator("#timeline-range");
            assertThat(range).containsText("10:02:00.000 to 10:04:00.000");
            page.locator(".tools button", new Page.LocatorOptions().setHasText("Incident 1"))
                    .click();
            assertThat(range).containsText("10:02:59");
            page.locator(".timeline").focus();
            page.keyboard().press("0");
            assertThat(range).containsText("10:04:00.000");
            page.keyboard().press("+");
            page.keyboard().press("ArrowRight");
            assertThat(range).containsText("10:02:45.000 to 10:03:45.000");
            page.locator(".tools button", new Page.LocatorOptions().setHasText("Show these"))
                    .click();
            assertThat(page.locator(".found output")).containsText("5 of 7 failures");
        }
    }

    @Test
    void zoomsTheTimelineByDragging() {
        try (OpenedReport report = open("incident")) {
            Page page = report.page();
            Locator timeline = page.locator(".timeline");
            timeline.scrollIntoViewIfNeeded();
            var box = timeline.boundingBox();
            page.mouse().move(box.x + box.width / 2, box.y + 60);
            page.mouse().down();
            page.mouse().move(box.x + box.width * 3 / 4, box.y + 70);
            page.mouse().up();
            assertThat(page.locator("#timeline-range")).containsText(" UTC, 30 s");
        }
    }

    @Test
    void walksTheTreeByKeyboard() {
        try (OpenedReport report = open("agent")) {
            Page page = report.page();
            Locator list = page.locator(".rows");
            list.focus();
            assertThat(page.locator(".row.current")).containsText("began incident-1");
            page.keyboard().press("Home");
            assertThat(page.locator(".row.current")).containsText("POST /orders");
            page.keyboard().press("ArrowDown");
            assertThat(page.locator(".row.current")).containsText("OrderException");
            page.keyboard().press("Enter");
            assertThat(page.locator("#drawer-title")).hasText("OrderException");
            page.keyboard().press("Escape");
            assertThat(list).isFocused();
            page.keyboard().press("ArrowLeft");
            page.keyboard().press("ArrowLeft");
            assertThat(page.locator(".row")).hasCount(1);
            assertThat(list).hasAttribute("aria-activedescendant", "row-t0");
            assertThat(page.locator("#row-t0")).hasAttribute("aria-expanded", "false");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("End");
            assertThat(page.locator(".row.current")).containsText("AuditUpload");
            page.keyboard().press("Home");
            assertThat(page.locator(".row.current")).containsText("POST /orders");
        }
    }

    @Test
    void marksWhatIsWrongWithTasks() {
        try (OpenedReport report = open("agent")) {
            Page page = report.page();
            assertThat(page.locator(".row", new Page.LocatorOptions().setHasText("StockCheck")))
                    .containsText("cancelled unhandled");
            assertThat(page.locator(".row", new Page.LocatorOptions().setHasText("AuditWrite")))
                    .containsText("orphan");
            assertThat(page.locator(".row", new Page.LocatorOptions().setHasText("AuditUpload")))
                    .containsText("suspected leak");
            page.locator(".row", new Page.LocatorOptions().setHasText("PriceCall"))
                    .click();
            assertThat(page.locator("#drawer")).containsText("It ended with PriceException.");
        }
    }

    @Test
    void filtersByTextTypeThreadAndTime() {
        try (OpenedReport report = open("incident")) {
            Page page = report.page();
            Locator found = page.locator(".found output");
            page.locator("#query").fill("stock quantity");
            assertThat(found).containsText("1 of 7");
            assertThat(page.locator(".row.failure")).containsText("NumberFormatException");
            page.locator(".chips button", new Page.LocatorOptions().setHasText("Clear"))
                    .click();
            page.locator("#type").selectOption("NullPointerException");
            assertThat(found).containsText("1 of 7");
            page.locator(".chips button").click();
            page.locator("#thread").selectOption("http-nio-8080-exec-7");
            assertThat(found).containsText("3 of 7");
            page.locator("#loud").check();
            assertThat(found).containsText("2 of 7");
            page.locator(".chips button").click();
            page.locator(".heat").click();
            assertThat(page.locator(".chips")).containsText("10:0");
        }
    }

    @Test
    void showsTenThousandFailuresWithAHandfulOfRows() {
        try (OpenedReport report = open("storm")) {
            Page page = report.page();
            page.locator("[data-view=time]").click();
            assertThat(page.locator(".found output")).containsText("10,000 failures");
            assertThat(page.locator(".row").count()).isBetween(10, 80);
            page.locator(".rows").focus();
            page.keyboard().press("End");
            assertThat(page.locator(".row.current")).containsText("storm " + (TEN_THOUSAND - 1));
            page.keyboard().press("Home");
            assertThat(page.locator(".row.current")).containsText("storm 0");
            page.locator("#query").fill("storm 99");
            assertThat(page.locator(".found output")).containsText(" of 10,000 failures");
            // Generous: what is measured is written to the log, and is some tenths of a second on a machine that does
            // nothing else.
            double paint = ((Number)
                            page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                    .doubleValue();
            System.out.printf("first paint with 10,000 failures: %.0f ms%n", paint);
            assertThat(paint).isLessThan(10_000);
        }
    }

    @Test
    void showsWhoPassedFailuresToWhom() {
        try (OpenedReport report = open("services")) {
            Page page = report.page();
            assertThat(page.locator("#by-service")).isChecked();
            page.locator(".of-service .component.root").click();
            assertThat(page.locator("#drawer-title")).hasText("stock");
            page.locator("#drawer .plainButton", new Page.LocatorOptions().setHasText("explorer"))
                    .click();
            assertThat(page.locator(".found output")).containsText("1 of 2");
            page.locator("#by-pool").check();
            assertThat(page.locator(".of-pool .component").first()).containsText("grpc-worker-#");
            assertThat(page.locator(".of-service")).isHidden();
        }
    }

    @Test
    void zoomsIntoStacks() {
        try (OpenedReport report = open("incident")) {
            Page page = report.page();
            assertThat(page.locator(".icicle")).containsText("StockFile.quantity");
            page.locator("#icicle-which").selectOption("NullPointerException at PriceRefresh.run:58");
            assertThat(page.locator(".icicle")).not().containsText("StockFile.quantity");
            page.locator("#icicle-turn").selectOption("callers");
            page.locator(".icicle").focus();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            assertThat(page.locator("#chart-throw-sites output")).containsText("Thread.run: 1 failure");
        }
    }

    @Test
    void filtersFindings() {
        try (OpenedReport report = open("incident")) {
            Page page = report.page();
            page.locator("#findings-query").fill("control flow");
            assertThat(page.locator("#findings-matches")).hasText("1 of 2");
            assertThat(page.locator("#finding-scheduled-task-stopped")).isHidden();
            page.locator("#findings-query").fill("");
            page.locator("#findings input[value=info]").uncheck();
            assertThat(page.locator("#finding-exception-as-control-flow")).isHidden();
        }
    }

    @Test
    void copiesASummaryForATicket() {
        try (OpenedReport report = open("incident")) {
            Page page = report.page();
            page.evaluate("navigator.clipboard.writeText = async words => { window.copied = words; }");
            page.locator("[data-copy=summary]").click();
            assertThat(page.locator("[data-copy=summary]")).hasText("Copied");
            assertThat(page.evaluate("window.copied").toString())
                    .startsWith("**Incident: 214 requests failed")
                    .contains(
                            "Began with `java.lang.NumberFormatException`", "2. `StockException`", "Fingerprint `v1:");
        }
    }

    @Test
    void saysItAllWithoutScripts() {
        try (OpenedReport report = open(
                "agent",
                new Browser.NewContextOptions().setViewportSize(1280, 800).setJavaScriptEnabled(false))) {
            Page page = report.page();
            assertThat(page.locator("#headline")).containsText("POST /orders answered 500.");
            assertThat(page.locator("#chart-timeline svg")).isVisible();
            assertThat(page.locator("#series-table")).containsText("ConnectException");
            assertThat(page.locator("#explorer-tool")).isHidden();
            assertThat(page.locator("#handlers")).containsText("It encloses the hand-over and not the work.");
            page.locator(".first .arrow").first().click();
            assertThat(page.locator("#incident-1-link-1")).isInViewport();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "incident,1280,LIGHT",
        "incident,1280,DARK",
        "incident,360,LIGHT",
        "agent,1280,DARK",
        "insufficient,1280,DARK",
        "storm,1280,LIGHT"
    })
    void isAccessible(String name, int width, ColorScheme scheme) {
        try (OpenedReport report = open(name, width, scheme)) {
            report.page().locator("summary").all().stream()
                    .limit(30)
                    .filter(Locator::isVisible)
                    .forEach(Locator::click);
            List<Rule> violations = new AxeBuilder(report.page()).analyze().getViolations();
            assertThat(violations).as(described(violations)).isEmpty();
        }
    }

    private static String described(List<Rule> violations) {
        return violations.stream()
                .map(rule -> rule.getId() + ": " + rule.getHelp() + "\n"
                        + rule.getNodes().stream()
                                .limit(4)
                                .map(node -> "  " + node.getHtml() + "\n  " + node.getFailureSummary())
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource({"incident", "agent", "services", "days", "storm", "hostile", "oom", "insufficient", "empty"})
    void fitsATelephoneAndAWall(String name) {
        for (int width : new int[] {360, 3840}) {
            try (OpenedReport report = open(name, width, ColorScheme.LIGHT)) {
                report.screenshot("parts-" + name + "-" + width);
                assertThat(report.overflow()).as("pixels too wide at " + width).isLessThanOrEqualTo(0);
                assertThat(report.complaints()).isEmpty();
            }
        }
    }

    @Test
    void printsWhatExplainsAndNotWhatIsClicked() {
        try (OpenedReport report = open("incident", 1280, ColorScheme.DARK)) {
            Page page = report.page();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
            assertThat(page.locator("#paths")).containsText("toString()");
            assertThat(page.locator("#incident-1-link-2 .evidence")).isVisible();
            assertThat(page.locator(".contents")).isHidden();
            assertThat(page.locator("#explorer-tool")).isHidden();
            assertThat(page.locator("#series-table")).isVisible();
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(255, 255, 255)");
        }
    }
}
