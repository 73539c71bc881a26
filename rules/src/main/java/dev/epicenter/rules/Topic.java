package dev.epicenter.rules;

/** What a rule is about: the sections of docs/rules/README.md. */
public enum Topic {
    /** Something failed, and how. */
    FAILURE("failures", "What went wrong"),
    /** Rates, growth, cost: what presses, or will. */
    LOAD("load", "Time and load"),
    /** How far the recording carries. */
    DATA("data", "How far the recording carries"),
    /** Who is concerned, and how much. */
    IMPACT("impact", "Whom it concerns"),
    /** From a file of the user's. */
    USER("user", "Your own");

    private final String id;
    private final String heading;

    Topic(String id, String heading) {
        this.id = id;
        this.heading = heading;
    }

    /** The word used on the command line and in JSON. */
    public String id() {
        return id;
    }

    /** For people, above the rules of this topic. */
    public String heading() {
        return heading;
    }
}
