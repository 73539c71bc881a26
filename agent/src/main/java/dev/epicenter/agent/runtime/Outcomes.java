package dev.epicenter.agent.runtime;

import dev.epicenter.events.OutcomeFetchedEvent;
import dev.epicenter.events.OutcomeLostEvent;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Failed outcomes that somebody may still ask for, and what became of them. */
final class Outcomes {
    private static final int MOST = 4096;
    private static final RecentTable<Outcome> TABLE = new RecentTable<>(10);
    /** Keeps the references alive: one that is itself collected is never enqueued. */
    private static final ConcurrentHashMap<Outcome, Boolean> PENDING = new ConcurrentHashMap<>();

    private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

    private Outcomes() {}

    /** Forgets what is gone. */
    static void sweep() {
        TABLE.sweep();
    }

    static Outcome add(
            Object holder, long taskId, FailureRef failure, String kind, String workClass, Outcome.Shared shared) {
        Outcome outcome = new Outcome(holder, taskId, failure, kind, workClass, shared, COLLECTED);
        Outcome evicted = TABLE.add(outcome, holder);
        if (evicted != null) {
            // Whether it is asked for can no longer be seen.
            PENDING.remove(evicted);
            evicted.clear();
            evicted.shared.fetch();
        }
        if (PENDING.size() < MOST) {
            PENDING.put(outcome, Boolean.TRUE);
        }
        return outcome;
    }

    static @Nullable Outcome find(Object holder) {
        return TABLE.find(holder);
    }

    /** It came too late: the future had another one already. */
    static void discard(Outcome outcome) {
        Object holder = outcome.get();
        if (holder != null) {
            TABLE.remove(outcome, holder);
        }
        outcome.clear();
        PENDING.remove(outcome);
        outcome.shared.remove();
    }

    /** Somebody asks for the outcome, if there is one. */
    static void fetched(Object holder, String how) {
        Outcome outcome = TABLE.find(holder);
        if (outcome != null) {
            fetched(outcome.shared, outcome.failureId, outcome.kind, how);
        }
    }

    /** Somebody asks for it, or gets it. */
    static void fetched(Outcome.Shared shared, long failureId, String kind, String how) {
        ThreadState thread = ThreadState.get();
        if (thread.busy || thread.quietFetches > 0 || !shared.fetch()) {
            return;
        }
        thread.busy = true;
        try {
            OutcomeFetchedEvent event = new OutcomeFetchedEvent();
            event.taskId = shared.taskId();
            event.failureId = failureId;
            event.kind = kind;
            event.how = how;
            Context.fill(event, thread);
            event.commit();
        } finally {
            thread.busy = false;
        }
    }

    /** Reports those that were collected and nobody had asked for. Called by {@link Ticker}. */
    static void reportLost() {
        for (Reference<?> gone = COLLECTED.poll(); gone != null; gone = COLLECTED.poll()) {
            Outcome outcome = (Outcome) gone;
            PENDING.remove(outcome);
            Outcome lost = outcome.shared.lose();
            if (lost != null) {
                OutcomeLostEvent event = new OutcomeLostEvent();
                event.taskId = lost.taskId;
                event.failureId = lost.failureId;
                event.thrownClass = lost.thrownClass;
                event.kind = lost.kind;
                event.workClass = lost.workClass;
                event.age = System.nanoTime() - lost.madeAt;
                event.commit();
            }
        }
    }

    static void clear() {
        TABLE.clear();
        PENDING.clear();
    }
}
