package dev.epicenter.render;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.html.HtmlReport;
import dev.epicenter.render.json.JsonReport;
import dev.epicenter.render.redact.Redacted;
import dev.epicenter.render.redact.Redactor;
import dev.epicenter.render.text.TextReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The one way out of the tool: redaction happens here, before any format sees the diagnosis. */
public final class Renderer {
    private Renderer() {}

    /**
     * Writes a diagnosis. The writer is flushed and left open.
     *
     * @throws IOException when the writer does
     */
    public static void render(Diagnosis diagnosis, Format format, RenderOptions options, Writer out)
            throws IOException {
        Redacted redacted = options.redact() ? Redactor.redact(diagnosis) : Redacted.nothing(diagnosis);
        switch (format) {
            case HTML -> HtmlReport.write(redacted, options, out);
            case JSON -> JsonReport.write(redacted, options, out);
            case TEXT -> TextReport.write(redacted, options, out);
        }
        out.flush();
    }

    /**
     * Writes a diagnosis in UTF-8. The stream is flushed and left open.
     *
     * @throws IOException when the stream does
     */
    public static void render(Diagnosis diagnosis, Format format, RenderOptions options, OutputStream out)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        render(diagnosis, format, options, writer);
    }
}
