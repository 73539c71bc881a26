package dev.epicenter.model;

import java.util.Arrays;
import java.util.Optional;

/** A failure that no Throwable in the recording stands for. Its name is used where a Throwable has its class name. */
public enum Condition {
    /** The heap, or metaspace, was full: HotSpot's own OutOfMemoryError leaves no throw event. */
    OUT_OF_MEMORY("out-of-memory"),
    /** HotSpot's own StackOverflowError leaves no throw event either. */
    STACK_OVERFLOW("stack-overflow"),
    /** Threads wait for each other in a circle, as a thread dump in the recording says. */
    DEADLOCK("deadlock"),
    /** The collector or a safepoint stopped all threads for long. */
    GC_PAUSE("gc-pause"),
    /** A thread stopped showing. */
    HANG("hang"),
    /** The virtual machine crashed. */
    CRASH("crash"),
    /** The process ended by System.exit or Runtime.halt. */
    EXIT("exit"),
    /** The process was killed from outside. */
    KILLED("killed"),
    /** The process was told to end from outside (SIGTERM, SIGINT, SIGHUP) and shut down. */
    TERMINATED("terminated"),
    /** Work was under way when the process ended, and nobody waited for it. */
    WORK_LOST("work-lost"),
    /** A thread ended by an exception that nobody caught. */
    THREAD_DEATH("thread-death"),
    /** A periodic task does not run any more. */
    TASK_STOPPED("task-stopped");

    /** Start of every condition's name; no Java package is called so. */
    public static final String PREFIX = "jvm.";

    private final String typeName;

    Condition(String id) {
        this.typeName = "jvm." + id;
    }

    /** The name that stands in {@link Failure#type()}, such as {@code jvm.deadlock}. */
    public String typeName() {
        return typeName;
    }

    /** The condition of that {@link #typeName()}. */
    public static Optional<Condition> of(String typeName) {
        if (!typeName.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Arrays.stream(values()).filter(c -> c.typeName.equals(typeName)).findFirst();
    }
}
