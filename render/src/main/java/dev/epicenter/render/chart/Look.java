package dev.epicenter.render.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Stroke;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** How all charts look: quiet axes, no frames, one font. */
final class Look {
    static final PlainFont SMALL = new PlainFont(Font.PLAIN, 12);
    static final PlainFont BOLD = new PlainFont(Font.BOLD, 12);
    static final PlainFont TITLE = new PlainFont(Font.BOLD, 16);
    static final Stroke THIN = new BasicStroke(1f);
    static final Stroke THICK = new BasicStroke(2f);
    static final Stroke DASHED =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {5f, 4f}, 0f);
    static final Stroke DOTTED =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {1.5f, 3f}, 0f);

    private Look() {}

    static void quiet(XYPlot plot) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Ink.LINE.color());
        plot.setRangeGridlineStroke(THIN);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    }

    static XYBarRenderer bars(Ink fill) {
        XYBarRenderer bars = new XYBarRenderer();
        bars.setBarPainter(new StandardXYBarPainter());
        bars.setShadowVisible(false);
        bars.setDrawBarOutline(false);
        bars.setSeriesPaint(0, fill.color());
        return bars;
    }

    /** Lines of series 0, 1, … in these strokes; dots where there is nothing to join. */
    static XYLineAndShapeRenderer lines(XYSeriesCollection data, Ink ink, Stroke... strokes) {
        XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false);
        lines.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < data.getSeriesCount(); i++) {
            lines.setSeriesPaint(i, i == 0 ? ink.color() : Ink.MUTED.color());
            lines.setSeriesStroke(i, strokes[i]);
            lines.setSeriesShapesVisible(i, data.getItemCount(i) < 2);
            lines.setSeriesShape(i, new java.awt.geom.Ellipse2D.Double(-2.5, -2.5, 5, 5));
        }
        return lines;
    }

    /** A series that keeps the order in which it is filled, which is by x already. */
    static XYSeries series(String name) {
        return new XYSeries(name, false, true);
    }

    static JFreeChart chart(Plot plot) {
        JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(4, 4, 4, 30));
        return chart;
    }

    /** With a legend of the plot's own shapes and strokes, so that it is understood without colour. */
    static JFreeChart chartWithLegend(Plot plot) {
        JFreeChart chart = chart(plot);
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.TOP);
        legend.setItemFont(SMALL);
        legend.setItemPaint(Ink.TEXT.color());
        legend.setBackgroundPaint(null);
        legend.setHorizontalAlignment(org.jfree.chart.ui.HorizontalAlignment.LEFT);
        chart.addLegend(legend);
        return chart;
    }
}
