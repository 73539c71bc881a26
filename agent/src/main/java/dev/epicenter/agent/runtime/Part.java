package dev.epicenter.agent.runtime;

/** What can be recorded or left out, by option or because it does not work here. */
public enum Part {
    FAILURES("failures"),
    HANDLERS("handlers"),
    TASKS("tasks"),
    STAGES("stages"),
    INTERRUPTS("interrupts"),
    REQUESTS("requests"),
    PROCESS("process"),
    CODE("code");

    private final String id;

    /** Plain, since hooks read it: that a thread sees a change late does no harm. */
    boolean on = true;

    Part(String id) {
        this.id = id;
    }

    /** The word used in options and events. */
    public String id() {
        return id;
    }

    /** Whether it is recorded. */
    public boolean isOn() {
        return on;
    }

    /** Leaves it out from now on, or takes it up. */
    public void set(boolean recorded) {
        on = recorded;
    }
}
