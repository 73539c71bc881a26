package dev.epicenter.model;

/** How one failure led to another. */
public enum Relation {
    /** The second carries the first as its {@code getCause()}. */
    CAUSE("cause"),
    /** The second was thrown while the first was handled, or hid it; {@code close()} failing in its wake. */
    SUPPRESSED("suppressed"),
    /** The same failure, built again from the first. */
    RETHROW("rethrow"),
    /** The second stands in for the first without certainty that it carries it. */
    WRAP("wrap"),
    /** From a task's outcome to the thread that waited, or from submitter to worker. */
    ASYNC("async"),
    /** Into another process. */
    REMOTE("remote"),
    /** The first aborted code that left a field, lock, connection or class unusable for the second. */
    STATE("state"),
    /** From a failed static initialiser to those who needed the class. */
    CLASS_INIT("class-init"),
    /** Exhaustion: memory, threads, permits, connections, descriptors. */
    RESOURCE("resource"),
    /** Lock or deadlock. */
    BLOCKED_BY("blocked-by"),
    /** The collector or a safepoint stopped the threads for long. */
    PAUSED("paused"),
    /** A thread, task or process ended by it. */
    ENDED("ended");

    private final String id;

    Relation(String id) {
        this.id = id;
    }

    /** The word used in JSON and text. */
    public String id() {
        return id;
    }
}
