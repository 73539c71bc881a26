package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;

/** Which event type stands behind a failure. */
final class Events {
    private Events() {}

    static String of(Failure failure) {
        return Condition.of(failure.type())
                .map(Events::ofCondition)
                .orElseGet(() -> failure.type().endsWith("Error") ? "jdk.JavaErrorThrow" : "jdk.JavaExceptionThrow");
    }

    private static String ofCondition(Condition condition) {
        return switch (condition) {
            case OUT_OF_MEMORY -> "jdk.GCHeapSummary";
            case STACK_OVERFLOW, THREAD_DEATH -> "jdk.ThreadEnd";
            case TASK_STOPPED -> "jdk.ThreadPark";
            case DEADLOCK, HANG, WORK_LOST -> "jdk.ThreadDump";
            case GC_PAUSE -> "jdk.GarbageCollection";
            case CRASH, EXIT, KILLED, TERMINATED -> "jdk.Shutdown";
        };
    }
}
