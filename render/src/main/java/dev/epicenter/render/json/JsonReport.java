package dev.epicenter.render.json;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Finding;
import dev.epicenter.model.JmcRules;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.redact.Redacted;
import java.io.IOException;
import java.io.Writer;

/** Writes the JSON that docs/report.schema.json describes and docs/json.md explains. Members keep their order. */
public final class JsonReport {
    /** Version of the schema: a new member raises the second number, a changed or removed one the first. */
    public static final String SCHEMA_VERSION = "1.1";

    private JsonReport() {}

    /** Writes the whole document and a line end. */
    public static void write(Redacted redacted, RenderOptions options, Writer out) throws IOException {
        Analysis analysis = redacted.diagnosis().analysis();
        JsonOut.write(out, true, json -> {
            json.text("schemaVersion", SCHEMA_VERSION);
            json.object("tool", () -> {
                json.text("name", "Epicenter");
                json.text("version", options.toolVersion());
                json.time("generatedAt", options.generatedAt());
            });
            json.text("verdict", analysis.verdict().id());
            json.texts("verdictReasons", analysis.verdictReasons());
            new RecordingJson(json).write(analysis);
            Parts parts = new Parts(json, analysis);
            ProcessJson processes = new ProcessJson(json);
            json.array("processes", analysis.processes(), processes::process);
            processes.environment(analysis.environment());
            TimelineJson timeline = new TimelineJson(json, parts);
            timeline.timeline(analysis);
            timeline.machine(analysis.machine());
            json.array("crashes", analysis.crashes(), new CrashJson(json, parts)::crash);
            AttributionJson attribution = new AttributionJson(json, parts, analysis.attribution(), analysis.graph());
            json.array(
                    "incidents",
                    analysis.incidents(),
                    new IncidentJson(json, parts, analysis.graph(), attribution)::write);
            json.array("objectives", analysis.attribution().objectives(), attribution::objective);
            json.array("series", analysis.graph().series(), new SeriesJson(json, parts)::write);
            SightingJson sightings = new SightingJson(json, parts, analysis.graph());
            WorkJson work = new WorkJson(json, parts, analysis.graph(), sightings);
            json.array("handlers", analysis.handlers(), work::handler);
            json.array("tasks", analysis.tasks(), work::task);
            sightings.write(analysis.sightings());
            json.array("findings", redacted.diagnosis().findings(), f -> finding(json, parts, f));
            RuleJson rules = new RuleJson(json, parts);
            json.array("rules", redacted.diagnosis().rules(), rules::result);
            json.array("actions", redacted.diagnosis().firings(), rules::action);
            json.array("curves", redacted.diagnosis().curves(), new CurveJson(json)::curve);
            if (redacted.diagnosis().jmcRules().isPresent()) {
                JmcRules said = redacted.diagnosis().jmcRules().get();
                json.object("jmcRules", () -> rules.jmc(said));
            }
            json.object("redaction", () -> {
                json.flag("applied", redacted.applied());
                json.numbers("hidden", redacted.hidden());
            });
        });
    }

    private static void finding(JsonOut json, Parts parts, Finding finding) throws IOException {
        json.object(() -> {
            json.text("rule", finding.rule());
            json.text("severity", finding.severity().id());
            json.decimal("score", finding.score());
            json.text("title", finding.title());
            json.text("summary", finding.summary());
            json.text("explanation", finding.explanation());
            json.text("remedy", finding.remedy());
            json.texts("incidents", finding.incidents());
            json.array("evidence", finding.evidence(), parts::event);
            json.texts("counterEvidence", finding.counter());
        });
    }
}
