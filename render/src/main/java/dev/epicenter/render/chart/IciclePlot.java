package dev.epicenter.render.chart;

import dev.epicenter.render.texts.Words;
import dev.epicenter.render.view.StackTree;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.PlotState;
import org.jspecify.annotations.Nullable;

/** Draws a stack tree from the top down: a flame graph that hangs. JFreeChart has no such plot. */
final class IciclePlot extends Plot {
    private static final long serialVersionUID = 1;

    static final double ROW = 20;
    private static final double LEAST_BOX = 1.5;
    private static final int LEAST_LETTERS = 3;
    private static final double TEXT_INSET = 5;

    private final transient StackTree.Node root;

    IciclePlot(StackTree.Node root) {
        this.root = root;
        setBackgroundPaint(null);
        setOutlineVisible(false);
    }

    @Override
    public String getPlotType() {
        return "Icicle";
    }

    @Override
    public LegendItemCollection getLegendItems() {
        LegendItemCollection items = new LegendItemCollection();
        for (Ink ink : List.of(Ink.OWN, Ink.OTHER)) {
            items.add(new LegendItem(
                    ink == Ink.OWN ? "the application (bold)" : "libraries and the JDK",
                    "",
                    "",
                    "",
                    new Rectangle2D.Double(-6, -5, 12, 10),
                    ink.color(),
                    Look.THIN,
                    Ink.MUTED.color()));
        }
        return items;
    }

    @Override
    public void draw(
            Graphics2D graphics,
            Rectangle2D area,
            @Nullable Point2D anchor,
            @Nullable PlotState parentState,
            @Nullable PlotRenderingInfo info) {
        if (root.count() > 0) {
            children(
                    graphics,
                    root,
                    area.getX() + 4,
                    area.getY() + 4,
                    (area.getWidth() - 8) / root.count(),
                    area.getMaxY());
        }
    }

    private static void children(
            Graphics2D graphics, StackTree.Node parent, double left, double y, double perFailure, double bottom) {
        double x = left;
        if (y + ROW > bottom) {
            return;
        }
        for (StackTree.Node node : parent.children()) {
            double width = node.count() * perFailure;
            if (width >= LEAST_BOX) {
                box(graphics, node, x, y, width);
                children(graphics, node, x, y + ROW, perFailure, bottom);
            }
            x += width;
        }
    }

    private static void box(Graphics2D graphics, StackTree.Node node, double x, double y, double width) {
        Rectangle2D box = new Rectangle2D.Double(x, y, Math.max(1, width - 1), ROW - 1);
        graphics.setPaint((node.inApp() ? Ink.OWN : Ink.OTHER).color());
        graphics.fill(box);
        PlainFont font = node.inApp() ? Look.BOLD : Look.SMALL;
        String text = fitting(node.name(), font, width - 2 * TEXT_INSET);
        if (text.length() >= LEAST_LETTERS) {
            graphics.setFont(font);
            graphics.setPaint(Ink.TEXT.color());
            graphics.drawString(text, (float) (x + TEXT_INSET), (float) (y + ROW - 6));
        }
    }

    private static String fitting(String name, PlainFont font, double width) {
        String text = name;
        while (font.width(text) > width) {
            int letters = Math.min(text.length() - 1, (int) (text.length() * width / font.width(text)));
            if (letters < LEAST_LETTERS) {
                return "";
            }
            text = Words.shorten(name, letters);
        }
        return text;
    }
}
