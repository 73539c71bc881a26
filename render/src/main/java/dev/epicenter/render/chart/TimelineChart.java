package dev.epicenter.render.chart;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.Incident;
import dev.epicenter.render.texts.Clock;
import java.awt.Color;
import java.awt.Stroke;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;

/** Failures, pauses, processor, heap and threads on one axis, with the incidents' spans and the process' end. */
final class TimelineChart {
    private static final int LANE_HEIGHT = 62;
    private static final int AXIS_HEIGHT = 56;
    /** Incidents that are marked; the page lists all. */
    private static final int INCIDENTS = 5;

    private static final Color CLEAR = new Color(0, 0, 0, 0);

    private final Analysis analysis;
    private final Clock clock;
    private final double least;

    private TimelineChart(Analysis analysis, Clock clock) {
        this.analysis = analysis;
        this.clock = clock;
        this.least = (clock.end().toEpochMilli() - clock.start().toEpochMilli()) * 0.004;
    }

    static Optional<Chart> of(Analysis analysis, Clock clock) {
        return new TimelineChart(analysis, clock).chart();
    }

    private Optional<Chart> chart() {
        List<Lane> lanes = new ArrayList<>();
        if (!analysis.graph().series().isEmpty()) {
            lanes.addAll(new FailureLanes(analysis, clock).lanes());
        }
        lanes.addAll(new MachineLanes(analysis, clock).lanes());
        if (lanes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Chart(
                "timeline",
                "What happened when",
                "Rows share the time axis; each has its own scale. " + legend(),
                Lane.COLUMNS,
                lanes.stream().map(Lane::cells).toList(),
                lanes.size() * LANE_HEIGHT + AXIS_HEIGHT,
                () -> draw(lanes)));
    }

    private String legend() {
        List<String> marks = new ArrayList<>();
        if (!analysis.incidents().isEmpty()) {
            marks.add("shaded and numbered: incidents");
        }
        analysis.crashes().stream()
                .map(CrashLog::at)
                .flatMap(Optional::stream)
                .forEach(at -> marks.add("solid line: crash at " + clock.time(at)));
        analysis.timeline().shutdown().ifPresent(s -> marks.add("dashed line: shutdown at " + clock.time(s.at())));
        if (marks.isEmpty()) {
            return "";
        }
        String all = String.join("; ", marks);
        return Character.toUpperCase(all.charAt(0)) + all.substring(1) + ".";
    }

    private JFreeChart draw(List<Lane> lanes) {
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(Axes.time(clock));
        all.setGap(6);
        all.setBackgroundPaint(null);
        all.setOutlineVisible(false);
        for (int i = 0; i < lanes.size(); i++) {
            XYPlot plot = lanes.get(i).plot().get();
            mark(plot, i == lanes.size() - 1);
            all.add(plot);
        }
        return Look.chart(all);
    }

    private void mark(XYPlot plot, boolean labelled) {
        for (int i = Math.min(INCIDENTS, analysis.incidents().size()) - 1; i >= 0; i--) {
            plot.addDomainMarker(
                    span(analysis.incidents().get(i), labelled ? String.valueOf(i + 1) : ""), Layer.BACKGROUND);
        }
        for (CrashLog crash : analysis.crashes()) {
            crash.at().ifPresent(at -> line(plot, at, Look.THICK, labelled ? "crash" : ""));
        }
        analysis.timeline().shutdown().ifPresent(s -> line(plot, s.at(), Look.DASHED, labelled ? "shutdown" : ""));
    }

    private static void line(XYPlot plot, Instant at, Stroke stroke, String label) {
        ValueMarker line = new ValueMarker(at.toEpochMilli(), Ink.TEXT.color(), stroke);
        label(line, label, RectangleAnchor.TOP_LEFT, TextAnchor.TOP_RIGHT);
        plot.addDomainMarker(line, Layer.FOREGROUND);
    }

    private Marker span(Incident incident, String label) {
        double from = incident.first().toEpochMilli();
        double to = Math.max(incident.last().toEpochMilli(), from + least);
        IntervalMarker span = new IntervalMarker(from, to, Ink.SPAN.color());
        span.setAlpha(1f);
        label(span, label, RectangleAnchor.BOTTOM_LEFT, TextAnchor.BOTTOM_LEFT);
        return span;
    }

    private static void label(Marker marker, String label, RectangleAnchor anchor, TextAnchor text) {
        if (!label.isEmpty()) {
            marker.setLabel(label);
            marker.setLabelFont(Look.BOLD);
            marker.setLabelPaint(Ink.TEXT.color());
            marker.setLabelBackgroundColor(CLEAR);
            marker.setLabelAnchor(anchor);
            marker.setLabelTextAnchor(text);
        }
    }
}
