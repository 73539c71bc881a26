package dev.epicenter.render.chart;

import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;

/**
 * A chart, drawn when it is asked for: inside of a page, as a picture of its own, or as its data.
 *
 * @param id          stable short name, for anchors and file names
 * @param title       what it shows
 * @param description the same in words, for those who can't see it
 * @param columns     head of the data table
 * @param rows        the data, each with as many cells as there are columns
 * @param height      pixels at {@value #WIDTH} wide, without title
 * @param drawing     makes the chart
 */
public record Chart(
        String id,
        String title,
        String description,
        List<String> columns,
        List<List<String>> rows,
        int height,
        Supplier<JFreeChart> drawing) {
    /** Pixels from side to side. */
    public static final int WIDTH = 1_080;

    /** Room for title and description of a picture. */
    private static final int HEAD = 64;

    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ";

    public Chart {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * For a page that names and describes it beside: inert, in the page's colours. Needs no fonts; empty all the same where the
     * JVM came without its graphics classes.
     */
    public String svg() {
        try {
            SvgGraphics graphics = new SvgGraphics(Ink::themed);
            drawing.get().draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
            return SVG + WIDTH + " " + height + "\" aria-hidden=\"true\" focusable=\"false\">\n" + graphics.elements()
                    + "</svg>";
        } catch (LinkageError e) {
            return "";
        }
    }

    /** A picture of its own, as an SVG document; needs no fonts. */
    public String svgFile() {
        SvgGraphics graphics = new SvgGraphics(Ink::plain);
        titled().draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height + HEAD));
        StringOutput out = new StringOutput();
        out.writeContent(
                SVG + WIDTH + " " + (height + HEAD) + "\" width=\"" + WIDTH + "\" height=\"" + (height + HEAD)
                        + "\" role=\"img\" font-family=\"system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif\">\n<title>");
        Escape.htmlContent(title, out);
        out.writeContent("</title>\n<desc>");
        Escape.htmlContent(description, out);
        out.writeContent("</desc>\n" + graphics.elements() + "</svg>\n");
        return out.toString();
    }

    /**
     * A picture of its own, as a PNG file.
     *
     * @param scale pixels of the picture for each of the chart's, at least 1
     * @throws IOException when this JVM cannot draw: it has no fonts or no graphics libraries, as in a slim container
     */
    public byte[] png(int scale) throws IOException {
        try {
            BufferedImage image = new BufferedImage(WIDTH * scale, (height + HEAD) * scale, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.scale(scale, scale);
            titled().draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height + HEAD));
            graphics.dispose();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (LinkageError | java.awt.AWTError | InternalError | NullPointerException e) {
            throw new IOException("this JVM cannot draw pictures: it has no fonts or no graphics libraries", e);
        }
    }

    private JFreeChart titled() {
        JFreeChart chart = drawing.get();
        chart.setBackgroundPaint(Ink.CARD.color());
        chart.setPadding(new RectangleInsets(10, 12, 10, 32));
        chart.addSubtitle(0, line(description, Look.SMALL, Ink.MUTED));
        chart.setTitle(line(title, Look.TITLE, Ink.TEXT));
        return chart;
    }

    private static TextTitle line(String text, PlainFont font, Ink ink) {
        TextTitle line = new TextTitle(text, font);
        line.setPaint(ink.color());
        line.setHorizontalAlignment(HorizontalAlignment.LEFT);
        line.setTextAlignment(HorizontalAlignment.LEFT);
        line.setMargin(new RectangleInsets(0, 0, 4, 0));
        return line;
    }
}
