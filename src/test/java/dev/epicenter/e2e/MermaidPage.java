package dev.epicenter.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Mermaid itself, in a browser, with the settings that it comes with. */
final class MermaidPage implements AutoCloseable {
    private static final String DRAW =
            """
            async text => {
              mermaid.initialize({startOnLoad: false});
              const {svg} = await mermaid.render('drawn', text);
              document.body.innerHTML = svg;
              const labels = document.querySelectorAll('.nodeLabel, .edgeLabel .label, .cluster-label');
              return [...labels].map(label => label.textContent.trim());
            }
            """;

    private final Page page;

    MermaidPage(Browser browser) throws IOException {
        page = browser.newPage();
        page.setContent("<!DOCTYPE html><body></body>");
        page.addScriptTag(new Page.AddScriptTagOptions().setContent(script()));
    }

    private static String script() throws IOException {
        ClassLoader loader = MermaidPage.class.getClassLoader();
        String version = System.getProperty("mermaid.version");
        String path = "META-INF/resources/webjars/mermaid/" + version + "/dist/mermaid.min.js";
        try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Page page() {
        return page;
    }

    /** The labels of the drawn graph, as a reader sees them. */
    @SuppressWarnings("unchecked")
    List<String> labels(String graph) {
        return (List<String>) page.evaluate(DRAW, graph);
    }

    @Override
    public void close() {
        page.close();
    }
}
