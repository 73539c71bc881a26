package dev.epicenter.agent.runtime;

import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The failed outcome of a task, as long as somebody can still ask for it. */
final class Outcome extends Recent {
    private static final AtomicLong IDS = new AtomicLong();

    final long failureId;
    final String thrownClass;
    final String kind;
    final long madeAt = System.nanoTime();
    final Shared shared;
    String workClass;
    /** The task that it is the outcome of, 0 while that is not known. */
    long taskId;

    /**
     * An outcome.
     *
     * @param holder what it is asked for: a future, or what stages of CompletableFutures share
     */
    Outcome(
            Object holder,
            long taskId,
            FailureRef failure,
            String kind,
            String workClass,
            Shared shared,
            @Nullable ReferenceQueue<Object> queue) {
        super(holder, IDS.incrementAndGet(), queue);
        this.taskId = taskId;
        this.failureId = failure.id;
        this.thrownClass = failure.type;
        this.kind = kind;
        this.workClass = workClass;
        this.shared = shared;
        shared.add(this);
    }

    /** What outcomes have in common that hand on the same failure: it is lost if the last of them is, and nobody has asked any. */
    static final class Shared {
        private int holders;
        private boolean fetched;
        private @Nullable Outcome first;

        synchronized void add(Outcome outcome) {
            holders++;
            if (first == null) {
                first = outcome;
            }
        }

        /** Another outcome came first, so that this one never was one. */
        synchronized void remove() {
            holders--;
        }

        /** Somebody asks for it: true the first time. */
        synchronized boolean fetch() {
            boolean before = fetched;
            fetched = true;
            return !before;
        }

        /** A holder is gone: where the failure comes from, if it is lost with it, else null. */
        synchronized @Nullable Outcome lose() {
            return --holders == 0 && !fetched ? first : null;
        }

        /** The task that the failure comes from, 0 when not known. */
        synchronized long taskId() {
            return first == null ? 0 : first.taskId;
        }
    }
}
