package dev.epicenter.model;

/** What users saw. */
public enum SymptomKind {
    /** A caller got an exception. */
    REQUEST_FAILED("request-failed"),
    /** Work that nobody asked the outcome of was lost. */
    TASK_LOST("task-lost"),
    /** A thread ended by an exception. */
    THREAD_DIED("thread-died"),
    /** Something waits and nothing goes on. */
    HANG("hang"),
    /** Threads wait for each other in a circle. */
    DEADLOCK("deadlock"),
    /** The process ended itself. */
    EXIT("exit"),
    /** The process was ended from outside. */
    KILLED("killed"),
    /** The virtual machine crashed. */
    CRASH("crash"),
    /** Memory ran out. */
    OOM("oom");

    private final String id;

    SymptomKind(String id) {
        this.id = id;
    }

    /** The word used in JSON and text. */
    public String id() {
        return id;
    }
}
