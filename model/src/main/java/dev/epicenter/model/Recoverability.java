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

    /** The layer of a failure, going by its type: a Throwable's class or a condition's name. */
    public static Recoverability of(String type) {
        return Condition.of(type).map(Recoverability::of).orElseGet(() -> ofThrowable(type));
    }

    private static Recoverability of(Condition condition) {
        return switch (condition) {
            case CRASH, KILLED -> SYSTEM;
            case EXIT, TERMINATED, WORK_LOST -> TERMINATION;
            case OUT_OF_MEMORY, STACK_OVERFLOW, GC_PAUSE, DEADLOCK, HANG -> RUNTIME;
            case THREAD_DEATH, TASK_STOPPED -> APPLICATION;
        };
    }

    /** The types that the platform itself throws: a recording does not tell what a class extends. */
    private static Recoverability ofThrowable(String type) {
        return switch (type) {
            case "java.lang.InterruptedException",
                    "java.util.concurrent.CancellationException",
                    "java.lang.ThreadDeath",
                    "java.nio.channels.ClosedByInterruptException" -> TERMINATION;
            case "java.lang.OutOfMemoryError",
                    "java.lang.StackOverflowError",
                    "java.lang.InternalError",
                    "java.lang.UnknownError",
                    "java.lang.VirtualMachineError",
                    "java.util.zip.ZipError" -> RUNTIME;
            default -> APPLICATION;
        };
    }

    /** The word used in JSON and text. */
    public String id() {
        return id;
    }
}
