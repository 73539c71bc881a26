package dev.epicenter.render.redact;

import java.util.List;
import java.util.SortedMap;

/** Hides secrets in texts that are no part of a diagnosis; the same secret gets the same placeholder in all of them. */
public final class TextRedactor {
    private final boolean on;
    private final SecretFinder finder;

    private TextRedactor(boolean on, SecretFinder finder) {
        this.on = on;
        this.finder = finder;
    }

    /** Hides what a redaction says. */
    public static TextRedactor of(Redaction redaction) {
        return new TextRedactor(redaction.on(), new SecretFinder(redaction.on() ? redaction.patterns() : List.of()));
    }

    /** A text without its secrets. */
    public String text(String text) {
        return on ? finder.hide(text) : text;
    }

    /** The name of a class, a method or an event without secrets that cannot be anything else. */
    public String name(String name) {
        return on ? finder.hideInName(name) : name;
    }

    /** The value of a property, flag or variable: all of it where the name says that it is a secret. */
    public String value(String name, String value) {
        return on ? finder.hideValue(name, value) : value;
    }

    /** How many different secrets of each kind were hidden so far. */
    public SortedMap<String, Integer> hidden() {
        return finder.hidden();
    }
}
