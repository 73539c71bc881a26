package dev.epicenter.agent.runtime;

import dev.epicenter.events.Words;
import org.jspecify.annotations.Nullable;

/** Woven into {@link java.util.concurrent.CompletableFuture} and what belongs to it. */
public final class StageHooks {
    private StageHooks() {}

    /** A stage is made that waits for another or for a thread: {@code work} completes {@code future} by {@code function}. */
    public static void created(Object work, @Nullable Object future, @Nullable Object function) {
        if (Gate.open() && Part.STAGES.on && future != null) {
            try {
                Stages.created(work, future, function, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.STAGES, fault);
            }
        }
    }

    /** A stage is about to be completed by an exception, its own or that in the result of another. */
    public static void completing(Object future, @Nullable Throwable thrown, @Nullable Object result) {
        if (Gate.open() && Part.STAGES.on && thrown != null) {
            try {
                Stages.completing(future, thrown, result, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.STAGES, fault);
            }
        }
    }

    /** A stage is about to be completed by the result of another. */
    public static void relaying(Object future, @Nullable Object result) {
        if (Gate.open() && Part.STAGES.on && result != null && Stages.isFailed(result)) {
            try {
                Stages.relaying(future, result, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.STAGES, fault);
            }
        }
    }

    /** It has been, unless something else was faster. */
    public static void completed(boolean done, Object future) {
        if (Gate.open() && Part.STAGES.on) {
            try {
                Stages.completed(done, future, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.STAGES, fault);
            }
        }
    }

    /** The JDK made the result of a stage that failed. */
    public static void resultMade(Object result, @Nullable Throwable thrown) {
        if (Gate.open() && Part.STAGES.on && thrown != null) {
            try {
                Stages.resultMade(result, thrown, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.STAGES, fault);
            }
        }
    }

    /** A stage is there that may have had a result from its beginning. */
    public static void made(@Nullable Object future, @Nullable Object result) {
        if (Gate.open() && Part.STAGES.on && future != null && Stages.isFailed(result)) {
            try {
                Stages.made(future, result, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.STAGES, fault);
            }
        }
    }

    /** Somebody asks for a result. */
    public static void asked(@Nullable Object result) {
        if (Gate.open() && Part.STAGES.on && result != null && Stages.isFailed(result)) {
            TaskHooks.fetched(result, Words.FETCHED_BY_GET);
        }
    }

    /** Somebody asks whether a stage has failed, or by what. */
    public static void inspected(@Nullable Object result) {
        if (Gate.open() && Part.STAGES.on && result != null && Stages.isFailed(result)) {
            TaskHooks.fetched(result, Words.FETCHED_BY_INSPECTION);
        }
    }

    /** A function that is interested in failures gets a result. */
    public static void handled(@Nullable Object result, @Nullable Object function) {
        if (Gate.open()
                && Part.STAGES.on
                && result != null
                && Stages.isFailed(result)
                && Stages.isInterested(function)) {
            TaskHooks.fetched(result, Words.FETCHED_BY_STAGE);
        }
    }

    /** A function that is interested in failures gets one. */
    public static void given(@Nullable Object thrown) {
        if (Gate.open() && Part.STAGES.on && thrown instanceof Throwable) {
            try {
                Stages.given((Throwable) thrown);
            } catch (Throwable fault) {
                Faults.in(Part.STAGES, fault);
            }
        }
    }
}
