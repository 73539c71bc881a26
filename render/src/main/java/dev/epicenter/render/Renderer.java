package dev.epicenter.render;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.chart.Chart;
import dev.epicenter.render.chart.Charts;
import dev.epicenter.render.collapsed.CollapsedStacks;
import dev.epicenter.render.dot.DotGraph;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.html.HtmlReport;
import dev.epicenter.render.json.JsonReport;
import dev.epicenter.render.junit.JunitXml;
import dev.epicenter.render.markdown.MarkdownReport;
import dev.epicenter.render.mermaid.MermaidGraph;
import dev.epicenter.render.otlp.OtlpLogs;
import dev.epicenter.render.prometheus.Metrics;
import dev.epicenter.render.redact.Redacted;
import dev.epicenter.render.redact.Redactor;
import dev.epicenter.render.sarif.SarifLog;
import dev.epicenter.render.speedscope.SpeedscopeProfile;
import dev.epicenter.render.text.TextReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one way out of the tool: redaction happens here, before any format sees the diagnosis. One object writes a diagnosis in
 * as many forms as wanted; what they share is worked out once.
 */
public final class Renderer {
    private final Redacted redacted;
    private final RenderOptions options;
    private @Nullable Facts facts;

    /** For that diagnosis. */
    public Renderer(Diagnosis diagnosis, RenderOptions options) {
        this.redacted = Redactor.redact(diagnosis, options.redaction());
        this.options = options;
    }

    /**
     * Writes it. The writer is flushed and left open.
     *
     * @param colored whether the writer leads to a terminal that shows ANSI colours; only text has any
     * @throws IOException when the writer does
     */
    public void write(Format format, boolean colored, Writer out) throws IOException {
        switch (format) {
            case HTML -> HtmlReport.write(facts(), options, out);
            case JSON -> JsonReport.write(redacted, options, out);
            case TEXT -> TextReport.write(facts(), options, colored, out);
            case MARKDOWN -> MarkdownReport.write(facts(), options, out);
            case SARIF -> SarifLog.write(facts(), options, out);
            case JUNIT -> JunitXml.write(facts(), options, out);
            case DOT -> DotGraph.write(facts(), out);
            case MERMAID -> MermaidGraph.write(facts(), out);
            case COLLAPSED -> CollapsedStacks.write(facts(), out);
            case SPEEDSCOPE -> SpeedscopeProfile.write(facts(), options, out);
            case PROMETHEUS -> Metrics.write(facts(), options, out);
            case OTLP_JSON -> OtlpLogs.write(facts(), options, out);
        }
        out.flush();
    }

    /** The diagnosis as it may leave the tool. */
    public Diagnosis redacted() {
        return redacted.diagnosis();
    }

    /** Its charts, with the texts of the other forms; they are drawn when they are asked for their pictures. */
    public List<Chart> charts() {
        return Charts.all(facts().diagnosis());
    }

    private Facts facts() {
        if (facts == null) {
            facts = Facts.of(redacted, options.sourceRoots());
        }
        return facts;
    }

    /**
     * Writes a diagnosis in one form, in UTF-8 and without colours. The stream is flushed and left open.
     *
     * @throws IOException when the stream does
     */
    public static void render(Diagnosis diagnosis, Format format, RenderOptions options, OutputStream out)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        new Renderer(diagnosis, options).write(format, false, writer);
    }
}
