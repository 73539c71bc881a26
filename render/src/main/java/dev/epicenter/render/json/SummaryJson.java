package dev.epicenter.render.json;

import dev.epicenter.model.CrashLog;
import dev.epicenter.model.RecordingSummary;
import dev.epicenter.model.RecordingSummary.Chunk;
import dev.epicenter.model.RecordingSummary.Jvm;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** A summary as JSON: the same as the text says, with all chunks and all event types. */
public final class SummaryJson {
    /** Version of its shape, counted as that of the report's. */
    private static final String SCHEMA_VERSION = "1.0";

    private final JsonOut json;

    private SummaryJson(JsonOut json) {
        this.json = json;
    }

    /** Writes the document and a line end. */
    public static void write(RecordingSummary summary, Writer out) throws IOException {
        JsonOut.write(out, true, json -> {
            SummaryJson writer = new SummaryJson(json);
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
            json.array("crashes", summary.logs(), writer::crash);
        });
    }

    private void crash(CrashLog log) throws IOException {
        json.object(() -> {
            json.text("source", log.source());
            json.text("signature", log.signature());
            json.text("what", log.cause().headline());
            json.text("frame", log.problematic().map(f -> f.frame().display()).orElse(""));
            json.text("jvm", log.vm().jvm());
            json.array(
                    "fits",
                    log.diagnoses(),
                    d -> json.object(() -> {
                        json.text("pattern", d.pattern());
                        json.text("title", d.title());
                        json.decimal("confidence", d.confidence());
                    }));
        });
    }

    private void jvm(Jvm jvm) throws IOException {
        json.object(() -> {
            json.text("version", jvm.version());
            json.text("javaVersion", jvm.javaVersion());
            json.text("command", jvm.command());
            json.text("arguments", jvm.arguments());
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
                        json.text("why", a.why());
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
