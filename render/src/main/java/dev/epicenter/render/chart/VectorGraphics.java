package dev.epicenter.render.chart;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a {@link Graphics2D}, with all its ways to draw led to three: {@link #draw}, {@link #fill} and
 * {@link #drawString(String, float, float)}. Images, glyphs and attributed text are refused, since no chart of ours has any. A
 * clip is kept as the rectangle around it; JFreeChart sets no other.
 */
abstract class VectorGraphics extends Graphics2D {
    private static final FontRenderContext MEASURING = new FontRenderContext(null, true, true);

    private final RenderingHints hints = new RenderingHints(Map.of());
    private AffineTransform transform = new AffineTransform();
    private Paint paint = Color.BLACK;
    private Stroke stroke = Look.THIN;
    private Composite composite = AlphaComposite.SrcOver;
    private PlainFont font = Look.SMALL;
    private Color background = Color.WHITE;
    private @Nullable Rectangle2D clip;

    VectorGraphics() {}

    /** With the state of another. */
    VectorGraphics(VectorGraphics other) {
        hints.putAll(other.hints);
        transform = other.getTransform();
        paint = other.paint;
        stroke = other.stroke;
        composite = other.composite;
        font = other.font;
        background = other.background;
        clip = other.clip;
    }

    /** The transform itself, to read. */
    final AffineTransform place() {
        return transform;
    }

    /** The clip on the page, if any. */
    final @Nullable Rectangle2D clipOnPage() {
        return clip;
    }

    private static UnsupportedOperationException refused(String what) {
        return new UnsupportedOperationException("charts have no " + what);
    }

    // State.

    @Override
    public void setPaint(Paint newPaint) {
        paint = newPaint;
    }

    @Override
    public Paint getPaint() {
        return paint;
    }

    @Override
    public void setColor(Color color) {
        paint = color;
    }

    @Override
    public Color getColor() {
        return paint instanceof Color color ? color : Color.BLACK;
    }

    @Override
    public void setStroke(Stroke newStroke) {
        stroke = newStroke;
    }

    @Override
    public Stroke getStroke() {
        return stroke;
    }

    @Override
    public void setComposite(Composite newComposite) {
        composite = newComposite;
    }

    @Override
    public Composite getComposite() {
        return composite;
    }

    @Override
    public void setBackground(Color color) {
        background = color;
    }

    @Override
    public Color getBackground() {
        return background;
    }

    /** Fonts other than ours keep the one before: they could not be measured. */
    @Override
    public void setFont(Font newFont) {
        font = newFont instanceof PlainFont plain ? plain : font;
    }

    @Override
    public PlainFont getFont() {
        return font;
    }

    @Override
    public FontMetrics getFontMetrics(Font of) {
        return new PlainFont.Metrics(of instanceof PlainFont plain ? plain : font);
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return MEASURING;
    }

    @Override
    public void setPaintMode() {
        composite = AlphaComposite.SrcOver;
    }

    @Override
    public void setXORMode(Color color) {
        throw refused("XOR");
    }

    @Override
    public @Nullable GraphicsConfiguration getDeviceConfiguration() {
        return null;
    }

    // Hints.

    @Override
    public void setRenderingHint(RenderingHints.Key key, @Nullable Object value) {
        if (value == null) {
            hints.remove(key);
        } else {
            hints.put(key, value);
        }
    }

    @Override
    public @Nullable Object getRenderingHint(RenderingHints.Key key) {
        return hints.get(key);
    }

    @Override
    public void setRenderingHints(Map<?, ?> all) {
        hints.clear();
        hints.putAll(all);
    }

    @Override
    public void addRenderingHints(Map<?, ?> more) {
        hints.putAll(more);
    }

    @Override
    public RenderingHints getRenderingHints() {
        return (RenderingHints) hints.clone();
    }

    // Transform.

    @Override
    public void setTransform(AffineTransform newTransform) {
        transform = new AffineTransform(newTransform);
    }

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform(transform);
    }

    @Override
    public void transform(AffineTransform more) {
        transform.concatenate(more);
    }

    @Override
    public void translate(int x, int y) {
        transform.translate(x, y);
    }

    @Override
    public void translate(double x, double y) {
        transform.translate(x, y);
    }

    @Override
    public void rotate(double theta) {
        transform.rotate(theta);
    }

    @Override
    public void rotate(double theta, double x, double y) {
        transform.rotate(theta, x, y);
    }

    @Override
    public void scale(double x, double y) {
        transform.scale(x, y);
    }

    @Override
    public void shear(double x, double y) {
        transform.shear(x, y);
    }

    // Clip.

    @Override
    public void clip(Shape shape) {
        Rectangle2D more = transform.createTransformedShape(shape).getBounds2D();
        clip = clip == null ? more : clip.createIntersection(more);
    }

    @Override
    public void setClip(@Nullable Shape shape) {
        clip = shape == null ? null : transform.createTransformedShape(shape).getBounds2D();
    }

    @Override
    public @Nullable Shape getClip() {
        if (clip == null) {
            return null;
        }
        try {
            return transform.createInverse().createTransformedShape(clip).getBounds2D();
        } catch (java.awt.geom.NoninvertibleTransformException e) {
            return new Rectangle2D.Double();
        }
    }

    @Override
    public @Nullable Rectangle getClipBounds() {
        Shape shape = getClip();
        return shape == null ? null : shape.getBounds();
    }

    @Override
    public void clipRect(int x, int y, int width, int height) {
        clip(new Rectangle(x, y, width, height));
    }

    @Override
    public void setClip(int x, int y, int width, int height) {
        setClip(new Rectangle(x, y, width, height));
    }

    @Override
    public boolean hit(Rectangle rectangle, Shape shape, boolean onStroke) {
        return shape.intersects(rectangle);
    }

    // Shapes.

    @Override
    public void drawLine(int x1, int y1, int x2, int y2) {
        draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void fillRect(int x, int y, int width, int height) {
        fill(new Rectangle(x, y, width, height));
    }

    @Override
    public void clearRect(int x, int y, int width, int height) {
        Paint before = paint;
        paint = background;
        fill(new Rectangle(x, y, width, height));
        paint = before;
    }

    @Override
    public void drawRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        draw(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void fillRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        fill(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void drawOval(int x, int y, int width, int height) {
        draw(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void fillOval(int x, int y, int width, int height) {
        fill(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void drawArc(int x, int y, int width, int height, int start, int extent) {
        draw(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.OPEN));
    }

    @Override
    public void fillArc(int x, int y, int width, int height, int start, int extent) {
        fill(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.PIE));
    }

    @Override
    public void drawPolyline(int[] xs, int[] ys, int count) {
        draw(path(xs, ys, count, false));
    }

    @Override
    public void drawPolygon(int[] xs, int[] ys, int count) {
        draw(path(xs, ys, count, true));
    }

    @Override
    public void fillPolygon(int[] xs, int[] ys, int count) {
        fill(path(xs, ys, count, true));
    }

    private static Shape path(int[] xs, int[] ys, int count, boolean close) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < count; i++) {
            if (i == 0) {
                path.moveTo(xs[i], ys[i]);
            } else {
                path.lineTo(xs[i], ys[i]);
            }
        }
        if (close && count > 0) {
            path.closePath();
        }
        return path;
    }

    @Override
    public void drawString(String text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    // What charts have none of.

    @Override
    public void drawString(AttributedCharacterIterator text, int x, int y) {
        throw refused("attributed text");
    }

    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        throw refused("attributed text");
    }

    @Override
    public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
        throw refused("glyphs");
    }

    @Override
    public void copyArea(int x, int y, int width, int height, int dx, int dy) {
        throw refused("pixels");
    }

    @Override
    public boolean drawImage(Image image, AffineTransform at, @Nullable ImageObserver observer) {
        throw refused("images");
    }

    @Override
    public void drawImage(BufferedImage image, BufferedImageOp operation, int x, int y) {
        throw refused("images");
    }

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform at) {
        throw refused("images");
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform at) {
        throw refused("images");
    }

    @Override
    public boolean drawImage(Image image, int x, int y, @Nullable ImageObserver observer) {
        throw refused("images");
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, @Nullable ImageObserver observer) {
        throw refused("images");
    }

    @Override
    public boolean drawImage(Image image, int x, int y, Color behind, @Nullable ImageObserver observer) {
        throw refused("images");
    }

    @Override
    public boolean drawImage(
            Image image, int x, int y, int width, int height, Color behind, @Nullable ImageObserver observer) {
        throw refused("images");
    }

    @Override
    public boolean drawImage(
            Image image,
            int toX1,
            int toY1,
            int toX2,
            int toY2,
            int x1,
            int y1,
            int x2,
            int y2,
            @Nullable ImageObserver observer) {
        throw refused("images");
    }

    @Override
    public boolean drawImage(
            Image image,
            int toX1,
            int toY1,
            int toX2,
            int toY2,
            int x1,
            int y1,
            int x2,
            int y2,
            Color behind,
            @Nullable ImageObserver observer) {
        throw refused("images");
    }

    @Override
    public void dispose() {
        // Holds nothing but memory.
    }
}
