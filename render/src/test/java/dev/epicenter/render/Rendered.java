package dev.epicenter.render;

import dev.epicenter.model.Diagnosis;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Renders as the tool does. */
final class Rendered {
    static final RenderOptions OPTIONS = RenderOptions.of("0.1.0", Instant.parse("2026-11-15T08:00:00Z"));

    private Rendered() {}

    static String as(Format format, Diagnosis diagnosis) throws IOException {
        return as(format, diagnosis, OPTIONS);
    }

    static String colored(Diagnosis diagnosis) throws IOException {
        StringWriter out = new StringWriter();
        new Renderer(diagnosis, OPTIONS).write(Format.TEXT, true, out);
        return out.toString();
    }

    static String as(Format format, Diagnosis diagnosis, RenderOptions options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Renderer.render(diagnosis, format, options, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
