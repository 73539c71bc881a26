package dev.epicenter.render.chart;

import dev.epicenter.model.Curve;
import dev.epicenter.render.texts.Clock;
import dev.epicenter.render.texts.Units;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** One quantity against another: dots measured, a line fitted, dashes projected with the room that the projection leaves. */
final class CurveChart {
    private static final int HEIGHT = 300;
    private static final int TICKS = 4;

    private final Curve curve;
    private final Clock clock;

    private CurveChart(Curve curve, Clock clock) {
        this.curve = curve;
        this.clock = clock;
    }

    /** Empty where there is nothing to draw: fewer than two places. */
    static Optional<Chart> of(Curve curve, Clock clock) {
        return curve.points().size() + curve.fit().size() + curve.projection().size() < 2
                ? Optional.empty()
                : Optional.of(new CurveChart(curve, clock).chart());
    }

    private Chart chart() {
        List<List<String>> table = new ArrayList<>();
        curve.points().forEach(p -> table.add(row("measured", p)));
        curve.fit().forEach(p -> table.add(row("fitted", p)));
        curve.projection().forEach(p -> table.add(row("projected", p)));
        return new Chart(
                "curve-" + curve.id(),
                curve.title(),
                curve.text() + (curve.method().isEmpty() ? "" : " Method: " + curve.method()),
                List.of(label(curve.x()), label(curve.y()), "Range", "How known"),
                table,
                HEIGHT,
                this::draw);
    }

    private List<String> row(String how, Curve.Point p) {
        Curve.Unit unit = curve.y().unit();
        return List.of(
                Units.show(curve.x().unit(), p.x(), clock),
                Units.show(unit, p.y(), clock),
                p.low() == p.high()
                        ? ""
                        : Units.show(unit, p.low(), clock) + " to " + Units.show(unit, p.high(), clock),
                how);
    }

    private static String label(Curve.Axis axis) {
        String unit = Units.name(axis.unit());
        return axis.label() + (unit.isEmpty() ? "" : ", " + unit);
    }

    private JFreeChart draw() {
        List<Curve.Point> all = Stream.of(curve.points(), curve.fit(), curve.projection())
                .flatMap(List::stream)
                .toList();
        double high = all.stream().mapToDouble(Curve.Point::high).max().orElse(1);
        double low =
                Math.min(0, all.stream().mapToDouble(Curve.Point::low).min().orElse(0));
        double room = (high - low) * 0.06;
        Curve.Unit unit = curve.y().unit();
        NumberAxis y =
                Axes.values(label(curve.y()), unit, low, high + room, Units.step(unit, high - low, TICKS), clock);
        XYPlot plot = new XYPlot(measured(), xAxis(all), y, dots());
        plot.setDataset(1, fitted());
        plot.setRenderer(1, line());
        plot.setDataset(2, projected());
        plot.setRenderer(2, dashes());
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
        Look.quiet(plot);
        for (Curve.Mark mark : curve.marks()) {
            plot.addDomainMarker(mark(mark), Layer.FOREGROUND);
        }
        return Look.chartWithLegend(plot);
    }

    /** Time is drawn in milliseconds. */
    private double x(double value) {
        return curve.x().unit() == Curve.Unit.TIME ? value * 1_000 : value;
    }

    private NumberAxis xAxis(List<Curve.Point> all) {
        double from = all.stream().mapToDouble(p -> x(p.x())).min().orElse(0);
        double to = Stream.concat(
                        all.stream().map(p -> x(p.x())), curve.marks().stream().map(m -> x(m.x())))
                .max(Double::compare)
                .orElse(1.0);
        double room = (to - from) * 0.03;
        Curve.Unit unit = curve.x().unit();
        return unit == Curve.Unit.TIME
                ? Axes.time(clock, from - room, to + room)
                : Axes.values(label(curve.x()), unit, from - room, to + room, Units.step(unit, to - from, 8), clock);
    }

    private XYIntervalSeriesCollection measured() {
        XYIntervalSeries series = new XYIntervalSeries("measured, with its range", false, true);
        curve.points().forEach(p -> series.add(x(p.x()), x(p.x()), x(p.x()), p.y(), p.low(), p.high()));
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        return data;
    }

    private static XYErrorRenderer dots() {
        XYErrorRenderer dots = new XYErrorRenderer();
        dots.setDrawXError(false);
        dots.setSeriesPaint(0, Ink.FAILURE.color());
        dots.setSeriesShape(0, new Ellipse2D.Double(-3, -3, 6, 6));
        dots.setErrorPaint(Ink.FAILURE.color());
        dots.setErrorStroke(Look.THIN);
        return dots;
    }

    private XYSeriesCollection fitted() {
        XYSeriesCollection data = new XYSeriesCollection();
        if (!curve.fit().isEmpty()) {
            XYSeries series = Look.series("fitted");
            curve.fit().forEach(p -> series.add(x(p.x()), p.y()));
            data.addSeries(series);
        }
        return data;
    }

    private static XYLineAndShapeRenderer line() {
        XYLineAndShapeRenderer line = new XYLineAndShapeRenderer(true, false);
        line.setDrawSeriesLineAsPath(true);
        line.setSeriesPaint(0, Ink.TEXT.color());
        line.setSeriesStroke(0, Look.THICK);
        return line;
    }

    private YIntervalSeriesCollection projected() {
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        if (!curve.projection().isEmpty()) {
            YIntervalSeries series = new YIntervalSeries("projected, with its range", false, true);
            curve.projection().forEach(p -> series.add(x(p.x()), p.y(), p.low(), p.high()));
            data.addSeries(series);
        }
        return data;
    }

    private static DeviationRenderer dashes() {
        DeviationRenderer dashes = new DeviationRenderer(true, false);
        dashes.setSeriesPaint(0, Ink.ROOT.color());
        dashes.setSeriesFillPaint(0, Ink.ROOT.color());
        dashes.setAlpha(0.15f);
        dashes.setSeriesStroke(0, Look.DASHED);
        return dashes;
    }

    private ValueMarker mark(Curve.Mark mark) {
        ValueMarker line = new ValueMarker(x(mark.x()), Ink.MUTED.color(), Look.DOTTED);
        line.setLabel(mark.label());
        line.setLabelFont(Look.SMALL);
        line.setLabelPaint(Ink.TEXT.color());
        line.setLabelBackgroundColor(new Color(0, 0, 0, 0));
        line.setLabelAnchor(RectangleAnchor.TOP_LEFT);
        line.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
        return line;
    }
}
