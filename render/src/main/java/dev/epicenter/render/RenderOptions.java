package dev.epicenter.render;

import java.time.Instant;

/**
 * How to render.
 *
 * @param redact      whether secrets and personal data are hidden
 * @param color       whether text may use ANSI colours
 * @param width       columns of text, at least 40
 * @param toolVersion version that the report names
 * @param generatedAt time that the report names; given, so that equal input gives equal output
 */
public record RenderOptions(boolean redact, boolean color, int width, String toolVersion, Instant generatedAt) {
    /** Columns where nothing else is known. */
    public static final int DEFAULT_WIDTH = 80;

    private static final int MIN_WIDTH = 40;

    public RenderOptions {
        if (width < MIN_WIDTH) {
            throw new IllegalArgumentException("fewer than " + MIN_WIDTH + " columns: " + width);
        }
    }

    /** Redacted, without colour, 80 columns. */
    public static RenderOptions of(String toolVersion, Instant generatedAt) {
        return new RenderOptions(true, false, DEFAULT_WIDTH, toolVersion, generatedAt);
    }

    /** The same with redaction on or off. */
    public RenderOptions withRedact(boolean on) {
        return new RenderOptions(on, color, width, toolVersion, generatedAt);
    }

    /** The same with or without ANSI colours. */
    public RenderOptions withColor(boolean on) {
        return new RenderOptions(redact, on, width, toolVersion, generatedAt);
    }

    /** The same with another width. */
    public RenderOptions withWidth(int columns) {
        return new RenderOptions(redact, color, columns, toolVersion, generatedAt);
    }
}
