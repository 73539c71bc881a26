package dev.epicenter.render;

import dev.epicenter.render.redact.Redaction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * How to render.
 *
 * @param redaction   which secrets and personal data are hidden
 * @param width       columns of text, at least 40
 * @param toolVersion version that the report names
 * @param generatedAt time that the report names; given, so that equal input gives equal output
 * @param sourceRoots where the application's sources lie, for formats that point into them; may be none
 */
public record RenderOptions(
        Redaction redaction, int width, String toolVersion, Instant generatedAt, List<Path> sourceRoots) {
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
        return new RenderOptions(Redaction.ON, DEFAULT_WIDTH, toolVersion, generatedAt, List.of());
    }

    /** The same with other secrets hidden, or none. */
    public RenderOptions withRedaction(Redaction other) {
        return new RenderOptions(other, width, toolVersion, generatedAt, sourceRoots);
    }

    /** The same with another width. */
    public RenderOptions withWidth(int columns) {
        return new RenderOptions(redaction, columns, toolVersion, generatedAt, sourceRoots);
    }

    /** The same with sources elsewhere. */
    public RenderOptions withSourceRoots(List<Path> roots) {
        return new RenderOptions(redaction, width, toolVersion, generatedAt, roots);
    }
}
