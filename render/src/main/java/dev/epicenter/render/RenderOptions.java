package dev.epicenter.render;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * How to render.
 *
 * @param redact      whether secrets and personal data are hidden
 * @param width       columns of text, at least 40
 * @param toolVersion version that the report names
 * @param generatedAt time that the report names; given, so that equal input gives equal output
 * @param sourceRoots where the application's sources lie, for formats that point into them; may be none
 */
public record RenderOptions(
        boolean redact, int width, String toolVersion, Instant generatedAt, List<Path> sourceRoots) {
    /** Columns where nothing else is known. */
    public static final int DEFAULT_WIDTH = 80;

    private static final int MIN_WIDTH = 40;

    public RenderOptions {
        sourceRoots = List.copyOf(sourceRoots);
        if (width < MIN_WIDTH) {
            throw new IllegalArgumentException("fewer than " + MIN_WIDTH + " columns: " + width);
        }
    }

    /** Redacted, 80 columns. */
    public static RenderOptions of(String toolVersion, Instant generatedAt) {
        return new RenderOptions(true, DEFAULT_WIDTH, toolVersion, generatedAt, List.of());
    }

    /** The same with redaction on or off. */
    public RenderOptions withRedact(boolean on) {
        return new RenderOptions(on, width, toolVersion, generatedAt, sourceRoots);
    }

    /** The same with another width. */
    public RenderOptions withWidth(int columns) {
        return new RenderOptions(redact, columns, toolVersion, generatedAt, sourceRoots);
    }

    /** The same with sources elsewhere. */
    public RenderOptions withSourceRoots(List<Path> roots) {
        return new RenderOptions(redact, width, toolVersion, generatedAt, roots);
    }
}
