package dev.epicenter.agent.runtime;

import org.jspecify.annotations.Nullable;

/** Woven into {@link Throwable}. */
public final class FailureHooks {
    private FailureHooks() {}

    /** At the end of its constructors. */
    public static void constructed(
            Throwable throwable, @Nullable String message, @Nullable Throwable cause, @Nullable Object backtrace) {
        if (Gate.open() && Part.FAILURES.on) {
            try {
                Failures.constructed(throwable, message, cause, backtrace);
            } catch (Throwable fault) {
                Faults.in(Part.FAILURES, fault);
            }
        }
    }

    /** At the end of {@code initCause}. */
    public static void causeSet(Throwable throwable, @Nullable Throwable cause) {
        if (Gate.open() && Part.FAILURES.on) {
            try {
                Failures.causeSet(throwable, cause);
            } catch (Throwable fault) {
                Faults.in(Part.FAILURES, fault);
            }
        }
    }

    /** At the end of {@code addSuppressed}. */
    public static void suppressedAdded(Throwable throwable, @Nullable Throwable suppressed) {
        if (Gate.open() && Part.FAILURES.on) {
            try {
                Failures.suppressedAdded(throwable, suppressed);
            } catch (Throwable fault) {
                Faults.in(Part.FAILURES, fault);
            }
        }
    }
}
