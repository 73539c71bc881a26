package dev.epicenter.render.html;

import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.facts.Facts;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Writes the page from precompiled templates, which escape everything by its context. */
public final class HtmlReport {
    private HtmlReport() {}

    /** Writes the whole page. The generated method takes null for "no interceptor". */
    @SuppressWarnings("NullAway")
    public static void write(Facts facts, RenderOptions options, Writer out) throws IOException {
        ReportPage page = new ReportPage(facts, options);
        try {
            JtereportGenerated.render(new OwaspHtmlTemplateOutput(new WriterOutput(out)), null, page);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
