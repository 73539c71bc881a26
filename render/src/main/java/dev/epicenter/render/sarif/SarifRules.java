package dev.epicenter.render.sarif;

import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Severity;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.json.JsonOut;
import dev.epicenter.render.texts.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rules that the results are of: one a symptom for incidents, and those that found something. */
final class SarifRules {
    private final Map<String, SarifRule> byId = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();

    private SarifRules() {}

    static SarifRules of(Facts facts) {
        SarifRules rules = new SarifRules();
        for (Incident incident : facts.analysis().incidents()) {
            rules.add(ofIncident(incident.symptom().kind(), level(incident)));
        }
        for (Finding finding : facts.findings()) {
            rules.add(new SarifRule(
                    finding.rule(), finding.title(), finding.explanation(), finding.remedy(), level(finding)));
        }
        return rules;
    }

    private static SarifRule ofIncident(SymptomKind kind, String level) {
        return new SarifRule(
                id(kind),
                Words.symptom(kind),
                "Failures spread until users saw this. The code flow leads from where they most probably began.",
                "Begin at the first step of the code flow.",
                level);
    }

    private void add(SarifRule rule) {
        if (byId.putIfAbsent(rule.id(), rule) == null) {
            order.add(rule.id());
        }
    }

    List<SarifRule> all() {
        return List.copyOf(byId.values());
    }

    /** Members of a result that name its rule. */
    void refer(JsonOut json, String id) throws IOException {
        json.text("ruleId", id);
        json.number("ruleIndex", order.indexOf(id));
    }

    /** Id of the rule for incidents with that symptom. */
    static String id(SymptomKind kind) {
        return "incident/" + kind.id();
    }

    /** SARIF's level of an incident: a step above that of a finding of the same severity. */
    static String level(Incident incident) {
        return switch (incident.severity()) {
            case WARNING -> "error";
            case INFO -> "warning";
            case OK -> "note";
        };
    }

    /** SARIF's level of a finding. */
    static String level(Finding finding) {
        return switch (finding.severity()) {
            case WARNING -> "warning";
            case INFO -> "note";
            case OK -> "none";
        };
    }

    /** SARIF's kind of a result: one without a level is no failure. */
    static String kind(Severity severity) {
        return Objects.equals(severity, Severity.OK) ? "informational" : "fail";
    }
}
