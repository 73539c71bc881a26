package dev.epicenter.render.view;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The order in which series are shown: those of the incidents as they spread, then the rest, then the weather. */
public final class SeriesOrder {
    private SeriesOrder() {}

    /** All series in that order. */
    public static List<FailureSeries> of(Analysis analysis) {
        List<Integer> onPath = new ArrayList<>(ofIncidents(analysis, analysis.incidents()));
        boolean[] first = new boolean[analysis.graph().series().size()];
        List<FailureSeries> ordered = new ArrayList<>();
        for (int id : onPath) {
            first[id] = true;
            ordered.add(analysis.graph().series().get(id));
        }
        analysis.graph().series().stream()
                .filter(s -> !first[s.id()])
                .sorted(Comparator.comparing(FailureSeries::background)
                        .thenComparing(
                                Comparator.comparingLong(FailureSeries::count).reversed())
                        .thenComparing(FailureSeries::id))
                .forEach(ordered::add);
        return ordered;
    }

    /** Ids of the series that the first incident's path goes through, from root to symptom. */
    public static Set<Integer> onPath(Analysis analysis) {
        return ofIncidents(analysis, analysis.incidents().stream().limit(1).toList());
    }

    private static Set<Integer> ofIncidents(Analysis analysis, List<Incident> incidents) {
        FailureGraph graph = analysis.graph();
        Set<Integer> series = new LinkedHashSet<>();
        for (Incident incident : incidents) {
            series.add(graph.failure(incident.root().failure()).series());
            for (Link link : incident.chain()) {
                series.add(graph.failure(link.from()).series());
                series.add(graph.failure(link.to()).series());
            }
            series.add(graph.failure(incident.symptom().failure()).series());
        }
        return series;
    }
}
