package dev.epicenter.render.json;

import dev.epicenter.model.RecordingSummary;
import dev.epicenter.model.RecordingSummary.Chunk;
import dev.epicenter.model.RecordingSummary.Jvm;
import dev.epicenter.render.redact.TextRedactor;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** A summary as JSON: the same as the text says, with all chunks and all event types. */
public final class SummaryJson {
    /** Version of its shape, counted as that of the report's. */
    private static final String SCHEMA_VERSION = "1.0";

    private final JsonOut json;
    private final TextRedactor hide;

    private SummaryJson(JsonOut json, TextRedactor hide) {
        this.json = json;
        this.hide = hide;
    }

    /**
     * Writes the document and a line end.
     *
     * @param hide takes secrets out of a text
     */
    public static void write(RecordingSummary summary, TextRedactor hide, Writer out) throws IOException {
        JsonOut.write(out, true, json -> {
            SummaryJson writer = new SummaryJson(json, hide);
            json.text("schemaVersion", SCHEMA_VERSION);
            json.array("jvms", summary.jvms(), writer::jvm);
            json.array(
                    "damage",
                    summary.damage(),
                    d -> json.object(() -> {
                        json.text("source", d.source());
                        json.number("offset", d.offset());
                        json.number("bytes", d.bytes());
                        json.text("what", d.what());
                    }));
            json.array(
                    "fatalErrorLogs",
                    summary.logs(),
                    l -> json.object(() -> {
                        json.text("source", l.source());
                        json.text("what", hide.text(l.what()));
                        json.text("frame", hide.text(l.frame()));
                        json.text("jvm", l.jvm());
                    }));
        });
    }

    private void jvm(Jvm jvm) throws IOException {
        json.object(() -> {
            json.text("version", jvm.version());
            json.text("javaVersion", jvm.javaVersion());
            json.text("command", hide.text(jvm.command()));
            json.text("arguments", hide.text(jvm.arguments()));
            json.number("pid", jvm.pid());
            json.time("start", jvm.start());
            json.time("end", jvm.end());
            json.array("chunks", jvm.chunks(), this::chunk);
            json.numbers("events", jvm.eventCounts());
            json.texts("settings", jvm.settings());
            json.array(
                    "answers",
                    jvm.answers(),
                    a -> json.object(() -> {
                        json.text("question", a.question());
                        json.text("answered", a.grade().name().toLowerCase(Locale.ROOT));
                        json.text("why", hide.text(a.why()));
                    }));
            json.array(
                    "advice",
                    jvm.advice(),
                    a -> json.object(() -> {
                        json.text("what", a.what());
                        json.text("option", a.option());
                    }));
        });
    }

    private void chunk(Chunk chunk) throws IOException {
        json.object(() -> {
            json.text("source", chunk.source());
            json.number("offset", chunk.offset());
            json.number("bytes", chunk.bytes());
            json.text("state", chunk.state().name().toLowerCase(Locale.ROOT));
            if (chunk.events().isPresent()) {
                json.number("events", chunk.events().getAsLong());
            }
            json.time("start", chunk.start());
            json.texts("flaws", chunk.flaws());
        });
    }
}
