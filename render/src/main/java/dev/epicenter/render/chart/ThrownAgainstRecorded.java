package dev.epicenter.render.chart;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Curve;
import dev.epicenter.model.DataLoss;
import dev.epicenter.render.texts.Clock;
import dev.epicenter.render.texts.Units;
import dev.epicenter.render.texts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** How much of what was thrown the recording holds: pale outlined bars for the JVM's counter, solid ones for the events. */
final class ThrownAgainstRecorded {
    private static final int HEIGHT = 220;
    private static final int BARS = 240;
    private static final int TABLE = 24;

    private ThrownAgainstRecorded() {}

    static Optional<Chart> of(Analysis analysis, Clock clock) {
        List<DataLoss.Interval> intervals = merged(analysis.dataLoss().overTime(), BARS);
        if (intervals.isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> table = merged(intervals, TABLE).stream()
                .map(i -> List.of(clock.range(i.from(), i.to()), Words.count(i.thrown()), Words.count(i.recorded())))
                .toList();
        return Optional.of(new Chart(
                "thrown-against-recorded",
                "Exceptions thrown against exceptions recorded",
                "Per second. Pale, outlined bars: thrown, by the JVM's own counter. Solid bars: recorded as events. Where the "
                        + "pale bar stands out, the analysis is blind.",
                List.of("Time", "Thrown", "Recorded"),
                table,
                HEIGHT,
                () -> Look.chartWithLegend(plot(clock, intervals))));
    }

    /** Neighbours added up until at most {@code most} are left. */
    private static List<DataLoss.Interval> merged(List<DataLoss.Interval> all, int most) {
        int group = Math.max(1, (all.size() + most - 1) / most);
        List<DataLoss.Interval> merged = new ArrayList<>();
        for (int i = 0; i < all.size(); i += group) {
            List<DataLoss.Interval> part = all.subList(i, Math.min(all.size(), i + group));
            merged.add(new DataLoss.Interval(
                    part.get(0).from(),
                    part.get(part.size() - 1).to(),
                    part.stream().mapToLong(DataLoss.Interval::thrown).sum(),
                    part.stream().mapToLong(DataLoss.Interval::recorded).sum()));
        }
        return merged;
    }

    private static XYPlot plot(Clock clock, List<DataLoss.Interval> intervals) {
        XYBarRenderer thrown = Look.bars(Ink.THROWN);
        thrown.setDrawBarOutline(true);
        thrown.setSeriesOutlinePaint(0, Ink.MUTED.color());
        thrown.setSeriesOutlineStroke(0, Look.THIN);
        XYBarRenderer recorded = Look.bars(Ink.FAILURE);
        recorded.setMargin(0.3);
        double top = Math.max(
                1,
                intervals.stream()
                        .mapToDouble(i -> perSecond(i, Math.max(i.thrown(), i.recorded())))
                        .max()
                        .orElse(1));
        NumberAxis rate =
                Axes.values("per second", Curve.Unit.COUNT, 0, top * 1.05, Units.step(Curve.Unit.COUNT, top, 4), clock);
        XYPlot plot = new XYPlot(rates("thrown", intervals, DataLoss.Interval::thrown), Axes.time(clock), rate, thrown);
        plot.setDataset(1, rates("recorded", intervals, DataLoss.Interval::recorded));
        plot.setRenderer(1, recorded);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        Look.quiet(plot);
        return plot;
    }

    private static XYIntervalSeriesCollection rates(
            String name, List<DataLoss.Interval> intervals, ToLongFunction<DataLoss.Interval> count) {
        XYIntervalSeries series = new XYIntervalSeries(name, false, true);
        for (DataLoss.Interval interval : intervals) {
            double from = interval.from().toEpochMilli();
            double to = Math.max(from + 1, interval.to().toEpochMilli());
            double rate = perSecond(interval, count.applyAsLong(interval));
            series.add((from + to) / 2, from, to, rate, 0, rate);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        return data;
    }

    private static double perSecond(DataLoss.Interval interval, long count) {
        return count
                * 1_000.0
                / Math.max(1, Duration.between(interval.from(), interval.to()).toMillis());
    }
}
