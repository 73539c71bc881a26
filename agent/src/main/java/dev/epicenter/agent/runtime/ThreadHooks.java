package dev.epicenter.agent.runtime;

import org.jspecify.annotations.Nullable;

/** Woven into {@link Thread} and virtual threads. */
public final class ThreadHooks {
    private ThreadHooks() {}

    /** A virtual thread is created that will run {@code work}. */
    public static void virtualCreated(Object thread, @Nullable Object work) {
        if (Gate.open() && Part.TASKS.on && work != null) {
            try {
                Starts.created((Thread) thread, work, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** A thread is told to start; {@code work} is the Runnable it was given, null when it has none or keeps it elsewhere. */
    public static void started(Object thread, @Nullable Object work) {
        if (Gate.open() && Part.TASKS.on) {
            try {
                Starts.started((Thread) thread, work, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

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

    /** A thread is interrupted. */
    public static void interrupted(Object thread) {
        if (Gate.open() && Part.INTERRUPTS.on) {
            try {
                Interrupts.requested((Thread) thread);
            } catch (Throwable fault) {
                Faults.in(Part.INTERRUPTS, fault);
            }
        }
    }

    /** The current thread asked whether it is interrupted, which it then no longer is. */
    public static void statusCleared(boolean was) {
        if (was && Gate.open() && Part.INTERRUPTS.on) {
            try {
                Interrupts.statusCleared();
            } catch (Throwable fault) {
                Faults.in(Part.INTERRUPTS, fault);
            }
        }
    }

    /** The current thread is about to end. */
    public static void ending(Object thread) {
        if (Gate.open() && Part.PROCESS.on) {
            try {
                Shutdowns.ending((Thread) thread);
            } catch (Throwable fault) {
                Faults.in(Part.PROCESS, fault);
            }
        }
    }
}
