package dev.epicenter.render.chart;

import dev.epicenter.model.Analysis;
import dev.epicenter.render.texts.Clock;
import dev.epicenter.render.texts.Words;
import dev.epicenter.render.view.HeatMap;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Which kinds of failure occurred when: rows of types, darker where there were more. */
final class HeatMapChart {
    private static final int ROW_HEIGHT = 24;
    private static final int AXIS_HEIGHT = 90;
    private static final double[] OPACITY = {0.4, 0.55, 0.7, 0.85, 1};

    private HeatMapChart() {}

    static Optional<Chart> of(Analysis analysis, Clock clock) {
        return HeatMap.of(analysis).map(map -> chart(map, clock));
    }

    private static Chart chart(HeatMap map, Clock clock) {
        List<List<String>> table = map.rows().stream()
                .map(row -> List.of(
                        label(row),
                        Words.count(row.total()),
                        Words.count(row.counts()[row.peak()]) + " in "
                                + Words.length(map.buckets().width()),
                        clock.time(map.buckets().startOf(row.peak()))))
                .toList();
        return new Chart(
                "heat-map",
                map.services() ? "Which service failed how, and when" : "Which type of failure, and when",
                "Failures in " + Words.length(map.buckets().width())
                        + " steps, one row a type" + (map.services() ? " and service" : "")
                        + "; the stronger the shade, the more, each about ten times the one before. On the path: orange; background: "
                        + "grey.",
                List.of("Type", "Count", "Highest", "Highest at"),
                table,
                map.rows().size() * ROW_HEIGHT + AXIS_HEIGHT,
                () -> draw(map, clock));
    }

    private static String label(HeatMap.Row row) {
        return row.label()
                + switch (row.kind()) {
                    case PATH -> " · on the path";
                    case OTHER -> "";
                    case BACKGROUND -> " · background";
                };
    }

    private static Ink ink(HeatMap.Kind kind) {
        return switch (kind) {
            case PATH -> Ink.ROOT;
            case OTHER -> Ink.FAILURE;
            case BACKGROUND -> Ink.WEATHER;
        };
    }

    private static JFreeChart draw(HeatMap map, Clock clock) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYBarRenderer boxes = Look.bars(Ink.FAILURE);
        boxes.setUseYInterval(true);
        for (HeatMap.Kind kind : HeatMap.Kind.values()) {
            for (int level = 0; level < OPACITY.length; level++) {
                int series = data.getSeriesCount();
                data.addSeries(boxes(map, kind, level));
                boxes.setSeriesPaint(series, ink(kind).color(OPACITY[level]));
                boxes.setSeriesVisibleInLegend(series, kind == HeatMap.Kind.OTHER);
            }
        }
        SymbolAxis types = new SymbolAxis(
                "",
                map.rows().stream()
                        .map(row -> Words.shortenMiddle(label(row), 52))
                        .toArray(String[]::new));
        Axes.quiet(types);
        types.setTickLabelPaint(Ink.TEXT.color());
        types.setGridBandsVisible(false);
        types.setInverted(true);
        types.setTickMarksVisible(false);
        types.setRange(-0.5, map.rows().size() - 0.5);
        XYPlot plot = new XYPlot(data, Axes.time(clock), types, boxes);
        Look.quiet(plot);
        return Look.chartWithLegend(plot);
    }

    /** Neighbours of the same shade become one box. */
    private static XYIntervalSeries boxes(HeatMap map, HeatMap.Kind kind, int level) {
        XYIntervalSeries boxes = new XYIntervalSeries(
                kind == HeatMap.Kind.OTHER ? HeatMap.LEVELS.get(level) : kind + " " + level, false, true);
        for (int y = 0; y < map.rows().size(); y++) {
            long[] counts = map.rows().get(y).counts();
            for (int i = 0; map.rows().get(y).kind() == kind && i < counts.length; i++) {
                int from = i;
                while (i < counts.length && HeatMap.level(counts[i]) == level) {
                    i++;
                }
                if (i > from) {
                    double start = map.buckets().startOf(from).toEpochMilli();
                    boxes.add(start, start, map.buckets().startOf(i).toEpochMilli(), y, y - 0.42, y + 0.42);
                }
            }
        }
        return boxes;
    }
}
