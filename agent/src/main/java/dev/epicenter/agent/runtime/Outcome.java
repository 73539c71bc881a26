package dev.epicenter.agent.runtime;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** The failed outcome of a task, as long as somebody can still ask for it. */
final class Outcome extends Recent {
    final long failureId;
    final String thrownClass;
    final String kind;
    final String workClass;
    final long madeAt = System.nanoTime();
    final Shared shared;

    /**
     * An outcome.
     *
     * @param holder what it is asked for: a future, or what stages of CompletableFutures share
     * @param id     number of the task
     */
    Outcome(
            Object holder,
            long id,
            FailureRef failure,
            String kind,
            String workClass,
            Shared shared,
            @Nullable ReferenceQueue<Object> queue) {
        super(holder, id, queue);
        this.failureId = failure.id;
        this.thrownClass = failure.type;
        this.kind = kind;
        this.workClass = workClass;
        this.shared = shared;
        shared.holders++;
    }

    /** What outcomes have in common that hand on the same failure: it is lost if the last of them is, and nobody has asked any. */
    static final class Shared {
        int holders;
        boolean fetched;
    }
}
