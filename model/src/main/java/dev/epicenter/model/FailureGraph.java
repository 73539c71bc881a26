package dev.epicenter.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The failures that were kept and how they led to each other. Links form no circle; where there are several into one
 * failure, the most confident comes first.
 */
public final class FailureGraph {
    private final List<Failure> failures;
    private final List<FailureSeries> series;
    private final List<Link> links;
    private final Map<Integer, List<Link>> byTarget;
    private final Map<Integer, List<Link>> bySource;

    /**
     * @param failures in time order; position is {@link Failure#id()}
     * @param series   position is {@link FailureSeries#id()}
     * @param links    in any order
     */
    public FailureGraph(List<Failure> failures, List<FailureSeries> series, List<Link> links) {
        this.failures = List.copyOf(failures);
        this.series = List.copyOf(series);
        this.links = List.copyOf(links);
        this.byTarget = groupedByConfidence(Link::to);
        this.bySource = groupedByConfidence(Link::from);
    }

    private Map<Integer, List<Link>> groupedByConfidence(Function<Link, Integer> end) {
        Map<Integer, List<Link>> grouped = links.stream().collect(Collectors.groupingBy(end));
        grouped.replaceAll((id, group) -> {
            List<Link> sorted = new ArrayList<>(group);
            sorted.sort((a, b) -> Double.compare(b.confidence(), a.confidence()));
            return List.copyOf(sorted);
        });
        return grouped;
    }

    /** All failures kept, in time order. */
    public List<Failure> failures() {
        return failures;
    }

    /** All series. */
    public List<FailureSeries> series() {
        return series;
    }

    /** All links. */
    public List<Link> links() {
        return links;
    }

    /** The failure with that id. */
    public Failure failure(int id) {
        return failures.get(id);
    }

    /** The series a failure belongs to. */
    public FailureSeries seriesOf(Failure failure) {
        return series.get(failure.series());
    }

    /** Links into a failure, most confident first. */
    public List<Link> into(int failure) {
        return byTarget.getOrDefault(failure, List.of());
    }

    /** Links out of a failure, most confident first. */
    public List<Link> outOf(int failure) {
        return bySource.getOrDefault(failure, List.of());
    }
}
