package dev.epicenter.render.chart;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Curve;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.render.texts.Clock;
import dev.epicenter.render.texts.Words;
import dev.epicenter.render.view.Buckets;
import dev.epicenter.render.view.SeriesOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * A row a fingerprint, each on its own scale: the failure that began it all occurred once, and on a common scale the weather
 * would hide it.
 */
final class FailureLanes {
    private static final int ROWS = 8;
    private static final int LABEL = 110;

    private final Clock clock;
    private final List<FailureSeries> ordered;
    private final Set<Integer> onPath;
    private final Buckets buckets;

    /** Of an analysis with at least one series. */
    FailureLanes(Analysis analysis, Clock clock) {
        this.clock = clock;
        this.ordered = SeriesOrder.of(analysis);
        this.onPath = SeriesOrder.onPath(analysis);
        this.buckets = Buckets.of(ordered);
    }

    List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        for (FailureSeries series : ordered.subList(0, Math.min(ROWS, ordered.size()))) {
            boolean path = onPath.contains(series.id());
            boolean weather = series.background() && !path;
            String label = Words.shorten(Words.title(series), LABEL) + " · " + Words.count(series.count()) + "×"
                    + (path ? " · on the path" : weather ? " · background" : "");
            lanes.add(lane(label, path ? Ink.ROOT : weather ? Ink.WEATHER : Ink.FAILURE, weather, List.of(series)));
        }
        if (ordered.size() > ROWS) {
            List<FailureSeries> rest = ordered.subList(ROWS, ordered.size());
            long total = rest.stream().mapToLong(FailureSeries::count).sum();
            String label = Words.count(rest.size()) + " other fingerprints · " + Words.count(total) + "×";
            lanes.add(lane(label, Ink.WEATHER, true, rest));
        }
        return lanes;
    }

    private Lane lane(String label, Ink ink, boolean quiet, List<FailureSeries> all) {
        long[] counts = new long[buckets.size()];
        all.forEach(series -> buckets.add(series, counts));
        long peak = Math.max(1, Arrays.stream(counts).max().orElse(1));
        List<String> cells = List.of(
                label,
                Words.count(all.stream().mapToLong(FailureSeries::count).sum()),
                Words.count(peak) + " in " + Words.length(buckets.width()),
                clock.time(all.stream()
                        .map(FailureSeries::first)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()),
                clock.time(all.stream()
                        .map(FailureSeries::last)
                        .max(Comparator.naturalOrder())
                        .orElseThrow()));
        return new Lane(
                () -> Lane.plot(label, quiet, Curve.Unit.COUNT, peak, bars(counts), Look.bars(ink), clock), cells);
    }

    private XYIntervalSeriesCollection bars(long[] counts) {
        // At least 3 px wide: a single failure in an hour must be seen.
        double span = clock.end().toEpochMilli() - clock.start().toEpochMilli();
        double width = Math.max(buckets.width().toMillis() * 0.9, span * 3.0 / Chart.WIDTH);
        XYIntervalSeries bars = new XYIntervalSeries("failures", false, true);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double from = buckets.startOf(i).toEpochMilli();
                bars.add(from, from, from + width, counts[i], 0, counts[i]);
            }
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(bars);
        return data;
    }
}
