package dev.epicenter.model;

/** The answer in one word. */
public enum Verdict {
    /** Something failed, and the report says where it began. */
    INCIDENT("incident"),
    /** Nothing failed that the recording could show. */
    HEALTHY("healthy"),
    /** The recording does not hold what an answer would rest on. */
    INSUFFICIENT_DATA("insufficient-data");

    private final String id;

    Verdict(String id) {
        this.id = id;
    }

    /** The word used in JSON and text. */
    public String id() {
        return id;
    }
}
