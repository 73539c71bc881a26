package dev.epicenter.model;

/** How a task ended. */
public enum TaskOutcome {
    COMPLETED,
    FAILED,
    CANCELLED,
    /** The executor did not take it. */
    REJECTED,
    /** It was queued, or ran, when its executor was shut down at once. */
    ABANDONED,
    /** It had not ended when the recording did. */
    UNFINISHED,
    UNKNOWN;

    /** The word used in JSON and text. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
