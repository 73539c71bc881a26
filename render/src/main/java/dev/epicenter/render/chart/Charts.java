package dev.epicenter.render.chart;

import dev.epicenter.model.Analysis;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.SVGGraphics2D;

/** The charts of a report. */
public final class Charts {
    static final int WIDTH = 1_080;

    private Charts() {}

    /** Those for which the analysis has data, in the order of the page. */
    public static List<Chart> of(Analysis analysis) {
        List<Chart> charts = new ArrayList<>();
        FailuresOverTime.chart(analysis).ifPresent(charts::add);
        ThrownAgainstRecorded.chart(analysis).ifPresent(charts::add);
        return charts;
    }

    /**
     * Draws. Empty where the JVM has no fonts or no graphics libraries (a slim container): the data table still tells the
     * same. The id keeps clip paths of several charts on one page apart, and the output the same from run to run.
     */
    static String draw(JFreeChart chart, int height, String id) {
        try {
            SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, height);
            graphics.setDefsKeyPrefix(id);
            chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
            return InertSvg.of(
                    graphics.getSVGElement(null, false, new org.jfree.svg.ViewBox(0, 0, WIDTH, height), null, null));
        } catch (XMLStreamException | RuntimeException | LinkageError | java.awt.AWTError | InternalError e) {
            return "";
        }
    }
}
