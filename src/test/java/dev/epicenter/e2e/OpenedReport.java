package dev.epicenter.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A report in the browser, and whatever the browser had to say. */
final class OpenedReport implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    OpenedReport(Browser browser, Path report, int width, int height, ColorScheme scheme) {
        this(
                browser,
                report.toUri().toString(),
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    }

    OpenedReport(Browser browser, String address, Browser.NewContextOptions options) {
        context = browser.newContext(options);
        page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(error -> complaints.add("error: " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith("data:")) {
                requests.add(request.url());
            }
        });
        page.addInitScript(
                "window.violations = [];"
                        + "document.addEventListener('securitypolicyviolation', e => window.violations.push(e.violatedDirective));");
        page.navigate(address);
        page.waitForLoadState();
    }

    Page page() {
        return page;
    }

    /** Everything on the console, errors of scripts, and violations of the content security policy. */
    List<String> complaints() {
        List<String> all = new ArrayList<>(complaints);
        all.add(page.evaluate("window.violations.join()").toString());
        all.removeIf(String::isEmpty);
        return all;
    }

    /** Addresses asked for, without data: ones. */
    List<String> requests() {
        return requests;
    }

    /** Whether a person who does not scroll sees {@code text}. */
    boolean showsAtOnce(String text) {
        return (Boolean) page.evaluate(
                """
                text => {
                  const holds = e => e.textContent.includes(text);
                  return [...document.body.querySelectorAll('*')]
                    .filter(e => !['SCRIPT', 'STYLE', 'TEMPLATE'].includes(e.tagName) && holds(e))
                    .filter(e => ![...e.children].some(holds))
                    .some(e => {
                      const box = e.getBoundingClientRect();
                      return e.checkVisibility() && box.width > 0 && box.height > 0 && box.top >= 0 && box.left >= 0
                        && box.bottom <= innerHeight && box.right <= innerWidth;
                    });
                }
                """,
                text);
    }

    /** How many pixels the page is wider than the window. */
    int overflow() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
    }

    /** Keeps a picture of the window. */
    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Product.TARGET.resolve("screenshots").resolve(name + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }
}
