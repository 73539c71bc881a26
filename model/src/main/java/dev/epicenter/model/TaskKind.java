package dev.epicenter.model;

/** What ran a task. */
public enum TaskKind {
    THREAD("thread"),
    VIRTUAL_THREAD("virtual-thread"),
    /** A Runnable or Callable in an executor. */
    POOL("pool"),
    /** A task of a ScheduledExecutorService that runs once. */
    DELAYED("delayed"),
    /** A task of a ScheduledExecutorService that runs again and again. */
    PERIODIC("periodic"),
    FORK_JOIN("fork-join"),
    /** A stage of a CompletableFuture. */
    STAGE("stage"),
    TIMER("timer"),
    /** A subtask of a structured scope. */
    STRUCTURED("structured"),
    /** A request of a server. */
    REQUEST("request"),
    SHUTDOWN_HOOK("shutdown-hook");

    private final String id;

    TaskKind(String id) {
        this.id = id;
    }

    /** The word used in JSON and text. */
    public String id() {
        return id;
    }
}
