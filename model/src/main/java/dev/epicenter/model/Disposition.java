package dev.epicenter.model;

/** What a handler did with what it caught. */
public enum Disposition {
    HANDLED,
    LOGGED,
    WRAPPED,
    RETHROWN,
    SWALLOWED,
    UNKNOWN;

    /** The word used in JSON and text. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
