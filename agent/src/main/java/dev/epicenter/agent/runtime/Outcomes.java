package dev.epicenter.agent.runtime;

import dev.epicenter.events.OutcomeFetchedEvent;
import dev.epicenter.events.OutcomeLostEvent;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** Failed outcomes that somebody may still ask for, and what became of them. */
final class Outcomes {
    private static final RecentTable<Outcome> TABLE = new RecentTable<>(10);
    private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

    private Outcomes() {}

    static Outcome add(
            Object holder, long taskId, FailureRef failure, String kind, String workClass, Outcome.Shared shared) {
        synchronized (shared) {
            Outcome outcome = new Outcome(holder, taskId, failure, kind, workClass, shared, COLLECTED);
            TABLE.add(outcome, holder);
            return outcome;
        }
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
        synchronized (outcome.shared) {
            outcome.shared.holders--;
        }
    }

    /** Somebody asks for the outcome, if there is one. */
    static void fetched(Object holder, String how) {
        Outcome outcome = TABLE.find(holder);
        if (outcome == null) {
            return;
        }
        ThreadState thread = ThreadState.get();
        if (thread.busy || thread.quietFetches > 0) {
            return;
        }
        synchronized (outcome.shared) {
            if (outcome.shared.fetched) {
                return;
            }
            outcome.shared.fetched = true;
        }
        thread.busy = true;
        try {
            OutcomeFetchedEvent event = new OutcomeFetchedEvent();
            event.taskId = outcome.id;
            event.failureId = outcome.failureId;
            event.kind = outcome.kind;
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
            boolean lost;
            synchronized (outcome.shared) {
                lost = --outcome.shared.holders == 0 && !outcome.shared.fetched;
            }
            if (lost) {
                OutcomeLostEvent event = new OutcomeLostEvent();
                event.taskId = outcome.id;
                event.failureId = outcome.failureId;
                event.thrownClass = outcome.thrownClass;
                event.kind = outcome.kind;
                event.workClass = outcome.workClass;
                event.age = System.nanoTime() - outcome.madeAt;
                event.commit();
            }
        }
    }

    static void clear() {
        TABLE.clear();
    }
}
