package dev.epicenter.agent.runtime;

import org.jspecify.annotations.Nullable;

/** Woven into {@link Thread}. */
public final class ThreadHooks {
    private ThreadHooks() {}

    /** The current thread ends by {@code throwable}; {@code handler} is asked next. */
    public static void uncaught(@Nullable Object handler, Throwable throwable) {
        if (Gate.open() && Part.FAILURES.on) {
            try {
                Uncaught.record(handler, throwable);
            } catch (Throwable fault) {
                Faults.in(Part.FAILURES, fault);
            }
        }
    }
}
