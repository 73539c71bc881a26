package dev.epicenter.render.prometheus;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Severity;
import dev.epicenter.model.Site;
import dev.epicenter.model.Verdict;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.facts.Facts;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes OpenMetrics text, which Prometheus, Pushgateways and node exporters read. The number of series is bounded: types of
 * failures beyond the most frequent are added up as {@code (other)}, incidents beyond the worst are counted only.
 *
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>
 */
public final class Metrics {
    private static final int INCIDENTS = 20;
    private static final int TYPES = 30;
    private static final String OTHER = "(other)";

    private final Facts facts;
    private final Analysis analysis;
    private final OpenMetrics out = new OpenMetrics();

    private Metrics(Facts facts) {
        this.facts = facts;
        this.analysis = facts.analysis();
    }

    /** Writes the whole exposition. */
    public static void write(Facts facts, RenderOptions options, Writer out) throws IOException {
        Metrics metrics = new Metrics(facts);
        metrics.tool(options);
        metrics.incidents();
        metrics.findings();
        metrics.failures();
        metrics.dataLoss();
        metrics.pauses();
        out.write(metrics.out.end());
    }

    private void tool(RenderOptions options) {
        out.gauge("epicenter_build_info", "The version that wrote this.").sample(1, "version", options.toolVersion());
        OpenMetrics.Family verdict = out.gauge("epicenter_verdict", "1 for the verdict, 0 for the others.");
        for (Verdict word : Verdict.values()) {
            verdict.sample(word == analysis.verdict() ? 1 : 0, "verdict", word.id());
        }
        out.gauge("epicenter_recording_start_timestamp_seconds", "When the recording begins, since 1970.")
                .sample(analysis.recording().start().toEpochMilli() / 1_000.0);
        out.gauge("epicenter_recording_duration_seconds", "How long the recording is.")
                .sample(analysis.recording().length().toMillis() / 1_000.0);
    }

    private void incidents() {
        OpenMetrics.Family bySeverity = out.gauge("epicenter_incidents", "Incidents by severity.");
        for (Severity severity : Severity.values()) {
            long count = analysis.incidents().stream()
                    .filter(i -> i.severity() == severity)
                    .count();
            bySeverity.sample(count, "severity", severity.id());
        }
        Map<String, Incident> worst = new LinkedHashMap<>();
        analysis.incidents().forEach(i -> worst.putIfAbsent(i.fingerprint(), i));
        List<Incident> shown = worst.values().stream().limit(INCIDENTS).toList();
        OpenMetrics.Family score =
                out.gauge("epicenter_incident_score", "How bad the worst incident of each fingerprint is, in 0..100.");
        shown.forEach(i -> score.sample(i.score(), labels(i)));
        OpenMetrics.Family confidence = out.gauge(
                "epicenter_incident_root_confidence_ratio", "How sure its most probable root cause is, in 0..1.");
        shown.forEach(i -> confidence.sample(i.root().confidence(), "fingerprint", i.fingerprint()));
        OpenMetrics.Family count = out.counter("epicenter_incident_symptoms", "How often its symptom showed.");
        shown.forEach(i -> count.sample(i.count(), "fingerprint", i.fingerprint()));
    }

    private String[] labels(Incident incident) {
        Site site = facts.site(facts.root(incident));
        return new String[] {
            "fingerprint", incident.fingerprint(),
            "symptom", incident.symptom().kind().id(),
            "root_type", facts.root(incident).type(),
            "root_site", site.known() ? site.frame().qualifiedMethod() : ""
        };
    }

    private void findings() {
        Map<String, Double> byRule = new TreeMap<>();
        for (Finding finding : facts.findings()) {
            byRule.merge(finding.rule(), finding.score(), Math::max);
        }
        OpenMetrics.Family score = out.gauge(
                "epicenter_finding_score", "Highest score of each rule that found something, in 0..100 as in JMC.");
        byRule.forEach((rule, points) -> score.sample(points, "rule", rule));
        Map<String, Integer> byResult = new TreeMap<>();
        facts.diagnosis().rules().forEach(rule -> byResult.merge(rule.id(), 1, Integer::sum));
        OpenMetrics.Family rules = out.gauge("epicenter_rules", "Rules by what became of them.");
        byResult.forEach((result, count) -> rules.sample(count, "result", result));
    }

    private void failures() {
        Map<String, Long> byType = new LinkedHashMap<>();
        for (FailureSeries series : facts.graph().series()) {
            byType.merge(OpenMetrics.label(series.type()), series.count(), Long::sum);
        }
        List<Map.Entry<String, Long>> sorted = new ArrayList<>(byType.entrySet());
        sorted.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        OpenMetrics.Family failures = out.counter("epicenter_failures", "Failures recorded, by type.");
        sorted.stream().limit(TYPES).forEach(e -> failures.sample(e.getValue(), "type", e.getKey()));
        if (sorted.size() > TYPES) {
            failures.sample(
                    sorted.stream().skip(TYPES).mapToLong(Map.Entry::getValue).sum(), "type", OTHER);
        }
    }

    private void dataLoss() {
        DataLoss loss = analysis.dataLoss();
        out.counter("epicenter_exceptions_recorded", "Exceptions that the recording holds.")
                .sample(loss.recorded());
        if (loss.thrown().isPresent()) {
            out.counter("epicenter_exceptions_thrown", "Exceptions that the JVM counted.")
                    .sample(loss.thrown().getAsLong());
            out.gauge("epicenter_exceptions_recorded_ratio", "Share of those thrown that was recorded, in 0..1.")
                    .sample(loss.recordedShare());
        }
        out.gauge("epicenter_lost_bytes", "What the recorder dropped.").sample(loss.lostBytes());
        out.gauge("epicenter_damaged_parts", "Parts of the input that could not be read.")
                .sample(loss.damage().size());
        out.gauge("epicenter_secrets_hidden", "Different secrets that redaction hid.")
                .sample(facts.redacted().hidden().values().stream()
                        .mapToInt(n -> n)
                        .sum());
    }

    private void pauses() {
        out.counter("epicenter_pauses", "Times in which all Java threads stood still.")
                .sample(analysis.timeline().pauseCount());
        out.counter("epicenter_pause_seconds", "How long they stood still in all.")
                .sample(analysis.timeline().pauseTotal().toMillis() / 1_000.0);
    }
}
