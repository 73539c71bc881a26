package dev.epicenter.render.html;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.Site;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.chart.Chart;
import dev.epicenter.render.chart.Charts;
import dev.epicenter.render.redact.Redacted;
import dev.epicenter.render.texts.BetterRecording;
import dev.epicenter.render.texts.Words;
import dev.epicenter.render.view.SeriesOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the templates ask: the diagnosis, and how much of it a page can bear. */
final class ReportPage {
    /** Incidents shown in full; a page is no archive, the JSON holds all. */
    static final int INCIDENTS = 25;

    static final int FINDINGS = 100;
    static final int SERIES = 1_000;
    static final int DEEP_STACKS = 200;
    static final int DEEP = 256;
    static final int SHALLOW = 10;
    static final int EXEMPLARS = 3;

    private final Redacted redacted;
    private final RenderOptions options;
    private final Analysis analysis;
    private final Set<Integer> onPath;
    private final List<FailureSeries> series;
    private final List<Chart> charts;

    ReportPage(Redacted redacted, RenderOptions options) {
        this.redacted = redacted;
        this.options = options;
        this.analysis = redacted.diagnosis().analysis();
        this.onPath = SeriesOrder.onPath(analysis);
        this.series = first(SeriesOrder.of(analysis), SERIES);
        this.charts = Charts.all(redacted.diagnosis());
    }

    String policy() {
        return "default-src 'none'; style-src " + Asset.STYLE.policy() + "; script-src " + Asset.SCRIPT.policy()
                + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    String style() {
        return Asset.STYLE.text();
    }

    String script() {
        return Asset.SCRIPT.text();
    }

    Analysis analysis() {
        return analysis;
    }

    FailureGraph graph() {
        return analysis.graph();
    }

    RenderOptions options() {
        return options;
    }

    String redaction() {
        return redacted.summary();
    }

    List<Incident> incidents() {
        return first(analysis.incidents(), INCIDENTS);
    }

    List<Finding> findings() {
        return first(redacted.diagnosis().findings(), FINDINGS);
    }

    List<Chart> charts() {
        return charts;
    }

    List<FailureSeries> series() {
        return series;
    }

    List<FailureSeries> background() {
        return analysis.graph().series().stream()
                .filter(FailureSeries::background)
                .sorted(Comparator.comparingLong(FailureSeries::count).reversed())
                .limit(5)
                .toList();
    }

    boolean onPath(FailureSeries series) {
        return onPath.contains(series.id());
    }

    int depth(int row) {
        return row < DEEP_STACKS ? DEEP : SHALLOW;
    }

    Failure failure(int id) {
        return graph().failure(id);
    }

    Failure root(Incident incident) {
        return failure(incident.root().failure());
    }

    Failure symptom(Incident incident) {
        return failure(incident.symptom().failure());
    }

    Site site(Failure failure) {
        return graph().seriesOf(failure).site();
    }

    PathDrawing drawing(Incident incident) {
        return PathDrawing.of(incident, graph());
    }

    List<BetterRecording.Step> better() {
        return BetterRecording.steps(analysis.dataLoss());
    }

    DataLoss loss() {
        return analysis.dataLoss();
    }

    long events() {
        return analysis.recording().eventCounts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    List<Map.Entry<String, Long>> eventCounts() {
        return analysis.recording().eventCounts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(60)
                .toList();
    }

    /** The title of the window, and the first words that a screen reader says. */
    String title() {
        String source = String.join(", ", analysis.recording().sources());
        return Words.verdict(analysis.verdict()) + ": " + headline() + " – " + source;
    }

    String headline() {
        return switch (analysis.verdict()) {
            case INCIDENT -> analysis.incidents().isEmpty()
                    ? "Something failed"
                    : analysis.incidents().get(0).symptom().text();
            case HEALTHY -> "Nothing failed that this recording could show";
            case INSUFFICIENT_DATA -> "This recording cannot tell what failed";
        };
    }

    /** Whether a first screen about an incident can be shown. */
    boolean hasIncident() {
        return !analysis.incidents().isEmpty();
    }

    String linkTitle(Link link) {
        return Names.simple(failure(link.to()).type()) + " " + Words.meaning(link.relation());
    }

    static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }
}
