package dev.epicenter.render.chart;

import dev.epicenter.model.Curve;
import dev.epicenter.render.texts.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYDataset;

/**
 * A row of the timeline on its own scale, labelled inside, so that no colour has to be told from another.
 *
 * @param plot  makes what draws it
 * @param cells of the data table, as {@link #COLUMNS} says
 */
record Lane(Supplier<XYPlot> plot, List<String> cells) {
    static final List<String> COLUMNS = List.of("What", "Count", "Highest", "First", "Last");

    /** Room above the highest value, for the label. */
    private static final double HEADROOM = 1.9;

    /**
     * Makes what draws a row.
     *
     * @param quiet whether it is of minor interest
     * @param unit  of its values
     * @param top   highest value, more than zero
     */
    static XYPlot plot(
            String label,
            boolean quiet,
            Curve.Unit unit,
            double top,
            XYDataset data,
            XYItemRenderer renderer,
            Clock clock) {
        double upper = top * HEADROOM;
        XYPlot plot = new XYPlot(data, null, Axes.values("", unit, 0, upper, top, clock), renderer);
        Look.quiet(plot);
        XYTextAnnotation text = new XYTextAnnotation(label, clock.start().toEpochMilli(), upper * 0.97);
        text.setFont(quiet ? Look.SMALL : Look.BOLD);
        text.setPaint(quiet ? Ink.MUTED.color() : Ink.TEXT.color());
        text.setTextAnchor(TextAnchor.TOP_LEFT);
        plot.addAnnotation(text);
        return plot;
    }
}
