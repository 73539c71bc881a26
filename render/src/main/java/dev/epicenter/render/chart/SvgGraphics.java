package dev.epicenter.render.chart;

import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.function.Function;

/**
 * Writes what is drawn as SVG: paths and texts with presentation attributes, and nothing else, so that the result is inert and
 * passes a policy that forbids styles. Neighbours that look the same become one path. Clipping cuts rectangles and leaves out
 * what lies outside altogether; the charts draw nothing else that crosses an edge.
 */
final class SvgGraphics extends VectorGraphics {
    /** What has been written, and the path that still grows; shared by all copies. */
    private static final class Sheet {
        final StringOutput out = new StringOutput(1 << 14);
        final StringBuilder path = new StringBuilder();
        String look = "";

        void add(String shapeLook, String data) {
            if (!shapeLook.equals(look)) {
                flush();
                look = shapeLook;
            }
            path.append(data);
        }

        void flush() {
            if (!path.isEmpty()) {
                out.writeContent("<path " + look + " d=\"" + path + "\"/>\n");
                path.setLength(0);
            }
            look = "";
        }
    }

    private final Sheet sheet;
    private final Function<Color, String> colors;

    /** @param colors what stands for a colour in the SVG */
    SvgGraphics(Function<Color, String> colors) {
        this.sheet = new Sheet();
        this.colors = colors;
    }

    private SvgGraphics(SvgGraphics other) {
        super(other);
        this.sheet = other.sheet;
        this.colors = other.colors;
    }

    @Override
    public Graphics create() {
        return new SvgGraphics(this);
    }

    /** The elements drawn so far. */
    String elements() {
        sheet.flush();
        return sheet.out.toString();
    }

    @Override
    public void fill(Shape shape) {
        add(shape, "fill=\"" + colors.apply(getColor()) + "\"" + opacity("fill-opacity"));
    }

    @Override
    public void draw(Shape shape) {
        StringBuilder look = new StringBuilder("fill=\"none\" stroke=\"")
                .append(colors.apply(getColor()))
                .append('"')
                .append(opacity("stroke-opacity"));
        if (getStroke() instanceof BasicStroke stroke) {
            if (stroke.getLineWidth() != 1) {
                look.append(" stroke-width=\"")
                        .append(number(stroke.getLineWidth()))
                        .append('"');
            }
            if (stroke.getDashArray() != null) {
                look.append(" stroke-dasharray=\"");
                for (float dash : stroke.getDashArray()) {
                    look.append(number(dash)).append(' ');
                }
                look.setCharAt(look.length() - 1, '"');
            }
        }
        add(shape, look.toString());
    }

    private void add(Shape shape, String look) {
        Rectangle2D page = clipOnPage();
        Rectangle2D bounds = place().createTransformedShape(shape).getBounds2D();
        Shape drawn = shape;
        if (page != null && !page.contains(bounds)) {
            if (bounds.getMaxX() < page.getMinX()
                    || bounds.getMinX() > page.getMaxX()
                    || bounds.getMaxY() < page.getMinY()
                    || bounds.getMinY() > page.getMaxY()) {
                return;
            }
            if (shape instanceof Rectangle2D && place().isIdentity()) {
                drawn = bounds.createIntersection(page);
            }
        }
        sheet.add(look, drawn instanceof Rectangle2D box && place().isIdentity() ? box(box) : path(drawn));
    }

    private static String box(Rectangle2D box) {
        String width = number(box.getWidth());
        return "M" + number(box.getX()) + " " + number(box.getY()) + "h" + width + "v" + number(box.getHeight()) + "h"
                + (width.equals("0") ? "0" : "-" + width) + "z";
    }

    private String path(Shape shape) {
        StringBuilder data = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator i = shape.getPathIterator(place()); !i.isDone(); i.next()) {
            switch (i.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> points(data, 'M', at, 2);
                case PathIterator.SEG_LINETO -> points(data, 'L', at, 2);
                case PathIterator.SEG_QUADTO -> points(data, 'Q', at, 4);
                case PathIterator.SEG_CUBICTO -> points(data, 'C', at, 6);
                default -> data.append('z');
            }
        }
        return data.toString();
    }

    private static void points(StringBuilder data, char command, double[] at, int count) {
        data.append(command);
        for (int i = 0; i < count; i++) {
            data.append(i == 0 ? "" : " ").append(number(at[i]));
        }
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (text.isBlank()) {
            return;
        }
        sheet.flush();
        AffineTransform t = place();
        boolean upright = (t.getType() & ~AffineTransform.TYPE_TRANSLATION) == 0;
        StringBuilder start = new StringBuilder("<text x=\"")
                .append(number(upright ? x + t.getTranslateX() : x))
                .append("\" y=\"")
                .append(number(upright ? y + t.getTranslateY() : y))
                .append("\" font-size=\"")
                .append(getFont().getSize())
                .append('"');
        if (!upright) {
            double[] m = new double[6];
            t.getMatrix(m);
            start.append(" transform=\"matrix(");
            for (int i = 0; i < m.length; i++) {
                start.append(i == 0 ? "" : " ").append(number(m[i]));
            }
            start.append(")\"");
        }
        if (getFont().isBold()) {
            start.append(" font-weight=\"bold\"");
        }
        // The reader's fonts may be wider than what the layout reckoned with.
        start.append(" textLength=\"")
                .append(number(getFont().width(text)))
                .append("\" lengthAdjust=\"spacingAndGlyphs\"");
        start.append(" fill=\"").append(colors.apply(getColor())).append('"').append(opacity("fill-opacity"));
        sheet.out.writeContent(start.append('>').toString());
        Escape.htmlContent(text, sheet.out);
        sheet.out.writeContent("</text>\n");
    }

    private String opacity(String attribute) {
        double alpha = getColor().getAlpha() / 255.0;
        if (getComposite() instanceof AlphaComposite composite) {
            alpha *= composite.getAlpha();
        }
        return alpha >= 1 ? "" : " " + attribute + "=\"" + Math.round(alpha * 100) / 100.0 + "\"";
    }

    /** With one decimal place at most: a tenth of a pixel. */
    private static String number(double value) {
        long tenths = Math.round(value * 10);
        if (tenths % 10 == 0) {
            return Long.toString(tenths / 10);
        }
        long size = Math.abs(tenths);
        return (tenths < 0 ? "-" : "") + size / 10 + "." + size % 10;
    }
}
