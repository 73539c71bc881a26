package dev.epicenter.render.redact;

import java.util.List;

/**
 * What is to be hidden.
 *
 * @param on       whether secrets and personal data of known shapes are
 * @param patterns what a user wants hidden besides
 */
public record Redaction(boolean on, List<UserPattern> patterns) {
    /** What is known, as by default. */
    public static final Redaction ON = new Redaction(true, List.of());

    /** Nothing. */
    public static final Redaction OFF = new Redaction(false, List.of());

    public Redaction {
        patterns = List.copyOf(patterns);
    }
}
