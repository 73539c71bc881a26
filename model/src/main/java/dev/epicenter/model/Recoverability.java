package dev.epicenter.model;

/** Which layer a failure belongs to, and so who could have recovered from it. */
public enum Recoverability {
    /** A handler can recover. */
    APPLICATION("application"),
    /** Exit, interrupt, cancel, stop: handlers are bypassed by intent. */
    TERMINATION("termination"),
    /** Virtual machine error, memory, stack overflow. */
    RUNTIME("runtime"),
    /** Signal, crash, kill. */
    SYSTEM("system");

    private final String id;

    Recoverability(String id) {
        this.id = id;
    }

    /** The word used in JSON and text. */
    public String id() {
        return id;
    }
}
