package dev.epicenter.render.chart;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Pause;
import dev.epicenter.model.RateProfile;
import dev.epicenter.render.texts.SeriesOrder;
import dev.epicenter.render.texts.Words;
import java.awt.Color;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * A row a series, each on its own scale: the failure that began it all occurred once, and on a common scale the weather
 * would hide it. Rows are labelled directly, so that no colour has to be told from another.
 */
final class FailuresOverTime {
    private static final int ROWS = 8;
    private static final int ROW_HEIGHT = 62;
    private static final int AXIS_HEIGHT = 56;
    private static final int PAUSES = 40;
    private static final int LABEL = 110;

    /** One row's data. */
    private record Row(String label, Ink ink, long total, Instant first, Instant last, long[] counts) {
        long peak() {
            long peak = 0;
            for (long count : counts) {
                peak = Math.max(peak, count);
            }
            return peak;
        }
    }

    private final Analysis analysis;
    private final List<FailureSeries> ordered;
    private final RateProfile grid;

    private FailuresOverTime(Analysis analysis) {
        this.analysis = analysis;
        this.ordered = SeriesOrder.of(analysis);
        this.grid = ordered.get(0).profile();
    }

    static Optional<Chart> chart(Analysis analysis) {
        return analysis.graph().series().isEmpty()
                ? Optional.empty()
                : Optional.of(new FailuresOverTime(analysis).chart());
    }

    private Chart chart() {
        List<Row> rows = rows();
        String bucket = Words.length(grid.bucket());
        List<List<String>> table = rows.stream()
                .map(r -> List.of(
                        r.label(),
                        Words.count(r.total()),
                        Words.count(r.peak()),
                        Words.clock(r.first()),
                        Words.clock(r.last())))
                .toList();
        return new Chart(
                "failures-over-time",
                "Failures over time, by fingerprint",
                "Failures in " + bucket
                        + " steps, one row a fingerprint, each on its own scale. Grey rows are background. " + marks(),
                Charts.draw(Look.chart(plot(rows)), rows.size() * ROW_HEIGHT + AXIS_HEIGHT, "fot"),
                List.of("Failure", "Count", "Most in " + bucket, "First", "Last"),
                table);
    }

    private String marks() {
        List<String> marks = new ArrayList<>();
        if (!analysis.incidents().isEmpty()) {
            marks.add("shaded: the first incident");
        }
        if (!analysis.timeline().pauses().isEmpty()) {
            marks.add("dotted lines: the longest pauses");
        }
        analysis.timeline().shutdown().ifPresent(s -> marks.add("dashed line: shutdown at " + Words.clock(s.at())));
        return marks.isEmpty()
                ? ""
                : Character.toUpperCase(marks.get(0).charAt(0))
                        + String.join("; ", marks).substring(1) + ".";
    }

    private List<Row> rows() {
        Set<Integer> onPath = SeriesOrder.onPath(analysis);
        List<Row> rows = new ArrayList<>();
        for (FailureSeries series : ordered.subList(0, Math.min(ROWS, ordered.size()))) {
            Ink ink = onPath.contains(series.id()) ? Ink.ROOT : series.background() ? Ink.WEATHER : Ink.FAILURE;
            String label = Words.shorten(Words.title(series), LABEL) + " · " + Words.count(series.count()) + "×"
                    + (series.background() ? " · background" : onPath.contains(series.id()) ? " · on the path" : "");
            rows.add(new Row(label, ink, series.count(), series.first(), series.last(), counts(series)));
        }
        if (ordered.size() > ROWS) {
            rows.add(others(ordered.subList(ROWS, ordered.size())));
        }
        return rows;
    }

    private long[] counts(FailureSeries series) {
        long[] counts = new long[grid.size()];
        for (int i = 0; i < Math.min(counts.length, series.profile().size()); i++) {
            counts[i] = series.profile().count(i);
        }
        return counts;
    }

    private Row others(List<FailureSeries> rest) {
        long[] counts = new long[grid.size()];
        long total = 0;
        Instant first = rest.get(0).first();
        Instant last = rest.get(0).last();
        for (FailureSeries series : rest) {
            long[] own = counts(series);
            for (int i = 0; i < counts.length; i++) {
                counts[i] += own[i];
            }
            total += series.count();
            first = series.first().isBefore(first) ? series.first() : first;
            last = series.last().isAfter(last) ? series.last() : last;
        }
        String label = Words.count(rest.size()) + " other fingerprints · " + Words.count(total) + "×";
        return new Row(label, Ink.WEATHER, total, first, last, counts);
    }

    private CombinedDomainXYPlot plot(List<Row> rows) {
        DateAxis time = Look.timeAxis();
        long start = analysis.recording().start().toEpochMilli();
        long end = Math.max(start + 1, analysis.recording().end().toEpochMilli());
        time.setRange(start, (double) end);
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(time);
        all.setGap(6);
        all.setBackgroundPaint(null);
        all.setOutlineVisible(false);
        for (int i = 0; i < rows.size(); i++) {
            all.add(row(rows.get(i), start, end, i == rows.size() - 1));
        }
        return all;
    }

    private XYPlot row(Row row, long start, long end, boolean last) {
        XYIntervalSeries bars = new XYIntervalSeries("failures", false, true);
        // At least 3 px wide: a single failure in an hour must be seen.
        double least = (end - start) * 3.0 / Charts.WIDTH;
        for (int i = 0; i < row.counts().length; i++) {
            if (row.counts()[i] > 0) {
                double from = grid.startOf(i).toEpochMilli();
                double width = Math.max(least, grid.bucket().toMillis());
                bars.add(from, from, from + width, row.counts()[i], 0, row.counts()[i]);
            }
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(bars);
        NumberAxis count = Look.countAxis("");
        double top = Math.max(1, row.peak());
        count.setRange(0, top * 1.9);
        count.setTickUnit(new org.jfree.chart.axis.NumberTickUnit(top));
        count.setNumberFormatOverride(java.text.NumberFormat.getIntegerInstance(java.util.Locale.ROOT));
        XYPlot plot = new XYPlot(data, null, count, Look.bars(row.ink()));
        Look.quiet(plot);
        XYTextAnnotation label = new XYTextAnnotation(row.label(), start + (end - start) * 0.004, top * 1.82);
        label.setFont(row.ink() == Ink.WEATHER ? Look.SMALL : Look.BOLD);
        label.setPaint(row.ink() == Ink.WEATHER ? Ink.MUTED.color() : Ink.TEXT.color());
        label.setTextAnchor(TextAnchor.TOP_LEFT);
        plot.addAnnotation(label);
        mark(plot, last, end - start);
        return plot;
    }

    private void mark(XYPlot plot, boolean labelled, long span) {
        analysis.incidents().stream().limit(1).forEach(i -> plot.addDomainMarker(incident(i, span), Layer.BACKGROUND));
        analysis.timeline().pauses().stream()
                .sorted(java.util.Comparator.comparing(Pause::length).reversed())
                .limit(PAUSES)
                .forEach(p -> plot.addDomainMarker(
                        new ValueMarker(p.start().toEpochMilli(), Ink.PAUSE.color(), Look.DOTTED), Layer.BACKGROUND));
        analysis.timeline().shutdown().ifPresent(s -> {
            ValueMarker end = new ValueMarker(s.at().toEpochMilli(), Ink.TEXT.color(), Look.DASHED);
            if (labelled) {
                end.setLabel("shutdown");
                end.setLabelFont(Look.SMALL);
                end.setLabelPaint(Ink.TEXT.color());
                end.setLabelBackgroundColor(new Color(0, 0, 0, 0));
                end.setLabelAnchor(RectangleAnchor.TOP_LEFT);
                end.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
            }
            plot.addDomainMarker(end, Layer.FOREGROUND);
        });
    }

    private static IntervalMarker incident(Incident incident, long span) {
        double from = incident.first().toEpochMilli();
        double to = incident.first()
                .plus(Duration.between(incident.first(), incident.last()))
                .toEpochMilli();
        IntervalMarker marker = new IntervalMarker(from, Math.max(to, from + span * 0.004), Ink.SPAN.color());
        marker.setAlpha(1f);
        return marker;
    }
}
