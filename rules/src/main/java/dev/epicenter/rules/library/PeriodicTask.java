package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from a stack whether a task that repeats was running, and which: the JDK's two runners. */
enum PeriodicTask {
    /** {@code ScheduledThreadPoolExecutor}: only a repeating task runs through {@code runAndReset}, a one-shot one does not. */
    SCHEDULED("java.util.concurrent.FutureTask", "runAndReset"),
    /** {@code java.util.Timer}: one thread for all its tasks. */
    TIMER("java.util.TimerThread", "mainLoop");

    /** In a text that somebody else wrote about a task. */
    private static final Pattern WORDS = Pattern.compile(
            "\\b(periodic|scheduled|recurring|fixed[- ](rate|delay)|timer)\\b", Pattern.CASE_INSENSITIVE);

    private final String type;
    private final String method;

    PeriodicTask(String type, String method) {
        this.type = type;
        this.method = method;
    }

    /** The runner on this stack. */
    static Optional<PeriodicTask> on(StackTrace stack) {
        for (PeriodicTask runner : values()) {
            if (stack.passes(runner.type, runner.method)) {
                return Optional.of(runner);
            }
        }
        return Optional.empty();
    }

    /** The runner on the stack of any of these. */
    static Optional<PeriodicTask> on(List<Failure> failures) {
        return failures.stream().flatMap(f -> on(f.stack()).stream()).findFirst();
    }

    /** Whether a text speaks of a task that repeats. */
    static boolean isMeantBy(String text) {
        return WORDS.matcher(text).find();
    }

    /** The task's own method: the frame that the runner called, the JDK's adapters skipped. */
    Optional<Frame> task(StackTrace stack) {
        Frame task = null;
        for (Frame frame : stack.frames()) {
            if (frame.type().equals(type) && frame.method().equals(method)) {
                break;
            }
            if (!frame.type().startsWith("java.util.concurrent.")
                    && !frame.type().contains("$$Lambda")) {
                task = frame;
            }
        }
        return Optional.ofNullable(task);
    }
}
