package dev.epicenter.render.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.redact.Redacted;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** Writes the JSON that docs/report.schema.json describes and docs/json.md explains. Members keep their order. */
public final class JsonReport {
    /** Version of the schema: a new member raises the second number, a changed or removed one the first. */
    public static final String SCHEMA_VERSION = "1.0";

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private JsonReport() {}

    /** Writes the whole document and a line end. */
    public static void write(Redacted redacted, RenderOptions options, Writer out) throws IOException {
        Analysis analysis = redacted.diagnosis().analysis();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            generator.setPrettyPrinter(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(indenter)
                    .withArrayIndenter(indenter));
            JsonOut json = new JsonOut(generator);
            json.object(() -> {
                json.text("schemaVersion", SCHEMA_VERSION);
                json.object("tool", () -> {
                    json.text("name", "Epicenter");
                    json.text("version", options.toolVersion());
                    json.time("generatedAt", options.generatedAt());
                });
                json.text("verdict", analysis.verdict().id());
                json.texts("verdictReasons", analysis.verdictReasons());
                new RecordingJson(json).write(analysis);
                IncidentJson incidents = new IncidentJson(json, analysis.graph());
                json.array("incidents", analysis.incidents(), (Incident i) -> incidents.write(i));
                json.array("findings", redacted.diagnosis().findings(), (Finding f) -> finding(json, f));
                json.object("redaction", () -> {
                    json.flag("applied", redacted.applied());
                    json.object("hidden", () -> {
                        for (Map.Entry<String, Integer> kind : redacted.hidden().entrySet()) {
                            json.number(kind.getKey(), kind.getValue());
                        }
                    });
                });
            });
        }
        out.write('\n');
    }

    private static void finding(JsonOut json, Finding finding) throws IOException {
        json.object(() -> {
            json.text("rule", finding.rule());
            json.text("severity", finding.severity().id());
            json.decimal("score", finding.score());
            json.text("title", finding.title());
            json.text("summary", finding.summary());
            json.text("explanation", finding.explanation());
            json.text("remedy", finding.remedy());
            json.texts("incidents", finding.incidents());
            json.array("evidence", finding.evidence(), e -> PartsJson.event(json, e));
            json.texts("counterEvidence", finding.counter());
        });
    }
}
