package dev.epicenter.analyzer.group;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Recoverability;

/** Which layer a chain's root belongs to. */
final class Layers {
    private Layers() {}

    static Recoverability of(Story story) {
        String type = story.root().type();
        if (type.startsWith(Condition.PREFIX)) {
            return Condition.of(type)
                    .map(condition -> switch (condition) {
                        case CRASH, KILLED -> Recoverability.SYSTEM;
                        case EXIT -> Recoverability.TERMINATION;
                        case OUT_OF_MEMORY, STACK_OVERFLOW, GC_PAUSE, DEADLOCK, HANG -> Recoverability.RUNTIME;
                        case THREAD_DEATH, TASK_STOPPED -> Recoverability.APPLICATION;
                    })
                    .orElse(Recoverability.RUNTIME);
        }
        return switch (type) {
            case "java.lang.InterruptedException",
                    "java.util.concurrent.CancellationException",
                    "java.lang.ThreadDeath",
                    "java.nio.channels.ClosedByInterruptException" -> Recoverability.TERMINATION;
            case "java.lang.OutOfMemoryError",
                    "java.lang.StackOverflowError",
                    "java.lang.InternalError",
                    "java.lang.UnknownError",
                    "java.lang.VirtualMachineError" -> Recoverability.RUNTIME;
            default -> Recoverability.APPLICATION;
        };
    }
}
