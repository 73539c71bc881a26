package dev.epicenter.render.otlp;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Failure;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Recording;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.json.JsonOut;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Writes OTLP logs in one line of JSON, as the collector's {@code otlpjsonfile} receiver reads them: a record a failure, with
 * the attributes of OpenTelemetry's semantic conventions for exceptions in logs. There are none for chains yet, so id, parent
 * and relation are attributes of our own, {@code epicenter.…}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP in JSON</a>
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-logs/">exceptions in logs</a>
 */
public final class OtlpLogs {
    private static final String CONVENTIONS = "https://opentelemetry.io/schemas/1.37.0";

    private final JsonOut json;
    private final Facts facts;
    private final RenderOptions options;

    private OtlpLogs(JsonOut json, Facts facts, RenderOptions options) {
        this.json = json;
        this.facts = facts;
        this.options = options;
    }

    /** Writes the whole document. */
    public static void write(Facts facts, RenderOptions options, Writer out) throws IOException {
        JsonOut.write(out, false, json -> new OtlpLogs(json, facts, options).write());
    }

    private void write() throws IOException {
        Analysis analysis = facts.analysis();
        ToldFailures told = ToldFailures.of(facts);
        if (analysis.processes().isEmpty()) {
            json.array("resourceLogs", List.of(analysis.recording()), recording -> {
                resource(attributes -> resource(attributes, recording), told, told.all());
            });
        } else {
            json.array("resourceLogs", analysis.processes(), process -> {
                resource(attributes -> resource(attributes, process), told, told.of(process.index()));
            });
        }
    }

    /** Writes attributes. */
    private interface Attributed {
        void write(Attributes attributes) throws IOException;
    }

    private void resource(Attributed resource, ToldFailures told, List<Failure> failures) throws IOException {
        json.object(() -> {
            json.object(
                    "resource",
                    () -> Attributes.write(json, attributes -> {
                        resource.write(attributes);
                        attributes.text("epicenter.redaction", facts.redacted().summary());
                    }));
            json.array(
                    "scopeLogs",
                    List.of(failures),
                    records -> json.object(() -> {
                        json.object("scope", () -> {
                            json.text("name", "dev.epicenter");
                            json.text("version", options.toolVersion());
                        });
                        LogRecords writer = new LogRecords(json, facts, told, options.generatedAt());
                        json.array("logRecords", records, writer::write);
                        json.text("schemaUrl", CONVENTIONS);
                    }));
            json.text("schemaUrl", CONVENTIONS);
        });
    }

    private static void resource(Attributes attributes, Recording recording) throws IOException {
        attributes.text("service.name", serviceName(recording.mainClass()));
        process(attributes, recording.pid(), recording.jvm(), recording.javaVersion());
    }

    private static void resource(Attributes attributes, JvmProcess process) throws IOException {
        attributes.text("service.name", serviceName(process.name()));
        process(attributes, process.pid(), process.jvm(), process.javaVersion());
    }

    private static void process(Attributes attributes, long pid, String jvm, String version) throws IOException {
        if (pid >= 0) {
            attributes.number("process.pid", pid);
        }
        attributes.textIfAny("process.runtime.description", jvm);
        attributes.textIfAny("process.runtime.version", version);
    }

    /** The conventions' word for a service that nobody named. */
    private static String serviceName(String name) {
        return name.isEmpty() ? "unknown_service:java" : name;
    }
}
