package dev.epicenter.model;

/** How a link is known. */
public enum Certainty {
    /** The agent saw the objects. */
    OBSERVED,
    /** Concluded from the events; the link's confidence and evidence say how firmly. */
    INFERRED;

    /** The word used in JSON and text. */
    public String id() {
        return this == OBSERVED ? "observed" : "inferred";
    }
}
