package dev.epicenter.render.chart;

import dev.epicenter.model.Analysis;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

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
     * same. The id keeps clip paths of several charts on one page apart.
     */
    static String draw(JFreeChart chart, int height, String id) {
        try {
            // The JDK's own DOM, so that Batik's, with its CSS parser, is not needed.
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
            SVGGraphics2D graphics = new SVGGraphics2D(document);
            chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
            Element drawn = graphics.getRoot();
            drawn.setAttribute("viewBox", "0 0 " + WIDTH + " " + height);
            return InertSvg.of(drawn, id + "-");
        } catch (ParserConfigurationException
                | XMLStreamException
                | RuntimeException
                | LinkageError
                | java.awt.AWTError
                | InternalError e) {
            return "";
        }
    }
}
