package dev.epicenter.render.chart;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;

/**
 * A font that is measured without the machine's fonts: the reader's fonts are not known when a report is written, starting the
 * JDK's font machinery costs more than drawing, and slim containers have none. Widths are those of Helvetica, which the fonts
 * of today's systems were made to match: Adobe Font Metrics for Helvetica (core 14 fonts), printable ASCII.
 */
final class PlainFont extends Font {
    private static final long serialVersionUID = 1;

    private static final double ASCENT = 0.93;
    private static final double DESCENT = 0.24;
    private static final double BOLDER = 1.07;
    /** Widths in thousandths of the size, from the space to the tilde. */
    private static final int[] WIDTHS = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
                556,
        556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556,
                833,
        722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500,
                556,
        556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500,
                334,
        260, 334, 584
    };
    /** Of letters beyond ASCII; those of East Asia, from Hangul on, are square. */
    private static final int OTHER = 600;

    private static final int SQUARE = 1_000;
    private static final char FIRST_SQUARE = '\u1100';

    PlainFont(int style, int size) {
        super(SANS_SERIF, style, size);
    }

    /** Width of a text in pixels. */
    double width(String text) {
        long sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int index = c - ' ';
            sum += index >= 0 && index < WIDTHS.length ? WIDTHS[index] : c >= FIRST_SQUARE ? SQUARE : OTHER;
        }
        return sum * getSize() * (isBold() ? BOLDER : 1) / 1_000;
    }

    @Override
    public LineMetrics getLineMetrics(String text, FontRenderContext context) {
        return new Line(text.length(), getSize());
    }

    /** JFreeChart keeps its default font where the new one is equal to it, so this one is equal to none. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Measures for JFreeChart's layout. */
    static final class Metrics extends FontMetrics {
        private static final long serialVersionUID = 1;

        Metrics(PlainFont font) {
            super(font);
        }

        @Override
        public int getAscent() {
            return (int) Math.round(ASCENT * font.getSize());
        }

        @Override
        public int getDescent() {
            return (int) Math.round(DESCENT * font.getSize());
        }

        @Override
        public int charWidth(char c) {
            return stringWidth(String.valueOf(c));
        }

        @Override
        public int charsWidth(char[] text, int from, int length) {
            return stringWidth(new String(text, from, length));
        }

        @Override
        public int stringWidth(String text) {
            return (int) Math.ceil(((PlainFont) font).width(text));
        }

        @Override
        public Rectangle2D getStringBounds(String text, Graphics graphics) {
            return new Rectangle2D.Double(0, -getAscent(), ((PlainFont) font).width(text), getHeight());
        }

        @Override
        public LineMetrics getLineMetrics(String text, Graphics graphics) {
            return new Line(text.length(), font.getSize());
        }
    }

    private static final class Line extends LineMetrics {
        private final int letters;
        private final int size;

        Line(int letters, int size) {
            this.letters = letters;
            this.size = size;
        }

        @Override
        public int getNumChars() {
            return letters;
        }

        @Override
        public float getAscent() {
            return (float) (ASCENT * size);
        }

        @Override
        public float getDescent() {
            return (float) (DESCENT * size);
        }

        @Override
        public float getLeading() {
            return 0;
        }

        @Override
        public float getHeight() {
            return getAscent() + getDescent();
        }

        @Override
        public int getBaselineIndex() {
            return ROMAN_BASELINE;
        }

        @Override
        public float[] getBaselineOffsets() {
            return new float[3];
        }

        @Override
        public float getStrikethroughOffset() {
            return -getAscent() / 3;
        }

        @Override
        public float getStrikethroughThickness() {
            return 1;
        }

        @Override
        public float getUnderlineOffset() {
            return 1;
        }

        @Override
        public float getUnderlineThickness() {
            return 1;
        }
    }
}
