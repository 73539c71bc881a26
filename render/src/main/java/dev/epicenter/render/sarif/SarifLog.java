package dev.epicenter.render.sarif;

import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.model.RuleResult;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.facts.SourceFiles;
import dev.epicenter.render.json.JsonOut;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes SARIF 2.1.0: a result an incident, with its chain as a code flow and its fingerprint as a partial one, and a result a
 * finding. What the verdict does not rest on is a notification of the run.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifLog {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private SarifLog() {}

    /** Writes the whole log. */
    public static void write(Facts facts, RenderOptions options, Writer out) throws IOException {
        SarifRules rules = SarifRules.of(facts);
        JsonOut.write(out, true, json -> {
            json.text("$schema", SCHEMA);
            json.text("version", "2.1.0");
            json.array(
                    "runs",
                    List.of(facts),
                    run -> json.object(() -> {
                        json.object(
                                "tool",
                                () -> json.object("driver", () -> {
                                    json.text("name", "Epicenter");
                                    json.text("version", options.toolVersion());
                                    json.array("rules", rules.all(), rule -> rule.write(json));
                                }));
                        // What GitHub tells several analyses of one commit apart by.
                        json.object("automationDetails", () -> json.text("id", "epicenter/"));
                        json.text("columnKind", "utf16CodeUnits");
                        json.array("invocations", List.of(facts), f -> invocation(json, f, options));
                        json.array(
                                "artifacts",
                                facts.analysis().recording().sources().stream()
                                        .distinct()
                                        .toList(),
                                source -> artifact(json, source));
                        results(json, facts, rules);
                        json.object("properties", () -> {
                            json.text("verdict", facts.analysis().verdict().id());
                            json.texts("verdictReasons", facts.analysis().verdictReasons());
                            json.text("redaction", facts.redacted().summary());
                        });
                    }));
        });
    }

    private static void invocation(JsonOut json, Facts facts, RenderOptions options) throws IOException {
        json.object(() -> {
            json.flag("executionSuccessful", true);
            json.time("endTimeUtc", options.generatedAt());
            json.array("toolExecutionNotifications", notifications(facts), n -> n.write(json));
        });
    }

    /** Something that is to be said of the run, and not of the code. */
    private record Notification(String id, String level, String text) {
        void write(JsonOut json) throws IOException {
            json.object(() -> {
                json.text("level", level);
                json.object("message", () -> json.text("text", text));
                json.object("descriptor", () -> json.text("id", id));
            });
        }
    }

    private static List<Notification> notifications(Facts facts) {
        List<Notification> notifications = new ArrayList<>();
        facts.analysis()
                .dataLoss()
                .notes()
                .forEach(note -> notifications.add(new Notification("data-loss", "note", note)));
        for (RuleResult rule : facts.diagnosis().rules()) {
            if (rule instanceof RuleResult.NotApplicable lacking) {
                String text = rule.rule() + " could not judge: needs " + String.join(" and ", lacking.needs());
                notifications.add(new Notification("not-applicable", "note", text));
            } else if (rule instanceof RuleResult.Broken broken) {
                String text = rule.rule() + " is broken: it " + broken.reason();
                notifications.add(new Notification("broken-rule", "error", text));
            }
        }
        return notifications;
    }

    private static void artifact(JsonOut json, String source) throws IOException {
        json.object(() -> {
            json.object("location", () -> json.text("uri", SourceFiles.reference(source)));
            json.texts("roles", List.of("analysisTarget"));
        });
    }

    private static void results(JsonOut json, Facts facts, SarifRules rules) throws IOException {
        SarifPlaces places = new SarifPlaces(json, facts);
        IncidentResult incidents = new IncidentResult(json, facts, rules, places);
        FindingResult findings = new FindingResult(json, facts, rules, places);
        List<Object> results = new ArrayList<>(facts.analysis().incidents());
        results.addAll(facts.findings());
        json.array("results", results, result -> {
            if (result instanceof Incident incident) {
                incidents.write(incident);
            } else if (result instanceof Finding finding) {
                findings.write(finding);
            }
        });
    }
}
