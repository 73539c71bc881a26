package dev.epicenter.agent.runtime;

import dev.epicenter.events.CauseAttachedEvent;
import dev.epicenter.events.FailureEvent;
import dev.epicenter.events.MessageAttachedEvent;
import dev.epicenter.events.SuppressedAttachedEvent;
import dev.epicenter.events.Words;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which throwables are recorded, and how each gets its number.
 *
 * <p>Of each {@linkplain FailureSite kind} some in any case and then some a second. A throwable with a cause goes with its cause:
 * what a recorded failure leads to is recorded, so that chains are whole. Whatever else needs a throwable's number (a handler, a
 * task's outcome) has it recorded then, if it was not.
 */
final class Failures {
    /** Causes of causes followed, and throwables recorded because one is. */
    private static final int DEPTH = 16;

    private static final int FOLLOWERS = 64;
    private static final int SUPPRESSED = 8;
    private static final int FRAMES = 24;
    /** Classes of the innermost frames whose code is looked at. */
    private static final int CLASSES = 12;

    private static final RecentTable<FailureRef> TABLE = new RecentTable<>(11);
    private static final AtomicLong IDS = new AtomicLong();
    private static final Budget TOTAL = new Budget(0, Settings.total);

    private Failures() {}

    /** Forgets what is gone. */
    static void sweep() {
        TABLE.sweep();
    }

    /** The record of a throwable, null when it is not recorded, or for an earlier recording only. */
    static @Nullable FailureRef find(Throwable throwable) {
        FailureRef ref = TABLE.find(throwable);
        if (ref != null && ref.recording != Ticker.recording) {
            TABLE.remove(ref, throwable);
            return null;
        }
        return ref;
    }

    /** Throwables whose number was forgotten. */
    static long forgotten() {
        return TABLE.forgotten();
    }

    static void clear() {
        TABLE.clear();
    }

    /** At the end of a constructor of {@link Throwable}. Constructors of subclasses have not run yet: calls no method of it. */
    static void constructed(
            Throwable throwable, @Nullable String message, @Nullable Throwable cause, @Nullable Object backtrace) {
        // A throwable that has no cause yet is its own.
        Throwable known = cause == throwable ? null : cause;
        FailureRef by = known == null ? null : find(known);
        long key = Backtrace.site(throwable.getClass(), backtrace);
        if (known != null) {
            key = Backtrace.mix(key, by != null ? by.site : System.identityHashCode(known.getClass()));
        }
        FailureSite site = FailureSites.of(key, throwable.getClass());
        site.count();
        if (!admits(site, known != null, by)) {
            return;
        }
        ThreadState thread = ThreadState.get();
        if (thread.busy) {
            return;
        }
        thread.busy = true;
        try {
            site.recorded();
            FailureRef ref = new FailureRef(throwable, IDS.incrementAndGet(), site.key);
            ref.message = message;
            ref.thrownAt = System.nanoTime();
            TABLE.add(ref, throwable);
            if (known != null) {
                ref.causeId = (by != null ? by : record(known, Words.ORIGIN_CAUSE, thread, 1)).id;
            }
            FailureEvent event = event(ref, throwable, Words.ORIGIN_CONSTRUCTED, thread);
            event.occurrence = site.total();
            event.stackHash = Backtrace.stack(backtrace);
            event.commit();
            Interrupts.constructed(ref, throwable, thread);
            if (Part.CODE.on) {
                CodeRequests.of(Backtrace.classes(backtrace, CLASSES));
            }
        } finally {
            thread.busy = false;
        }
    }

    private static boolean admits(FailureSite site, boolean caused, @Nullable FailureRef by) {
        if (site.budget.takeFirst()) {
            return true;
        }
        if (caused) {
            return by != null && by.followers++ < FOLLOWERS;
        }
        return site.budget.take() && TOTAL.take();
    }

    /**
     * The record of a throwable that something is to be said about, made now if there is none. The throwable is complete: its
     * own methods are asked for message and cause. Call with {@code thread.busy} set.
     */
    static FailureRef seen(Throwable throwable, String origin, ThreadState thread) {
        FailureRef ref = find(throwable);
        if (ref == null) {
            return record(throwable, origin, thread, 0);
        }
        if (!ref.complete) {
            complete(ref, throwable, thread);
        }
        return ref;
    }

    private static FailureRef record(Throwable throwable, String origin, ThreadState thread, int depth) {
        FailureRef ref = new FailureRef(throwable, IDS.incrementAndGet(), 0);
        ref.complete = true;
        TABLE.add(ref, throwable);
        ref.message = Settings.messages.asks() ? message(throwable) : null;
        Throwable cause = cause(throwable);
        if (cause != null && depth < DEPTH) {
            ref.causeId = known(cause, Words.ORIGIN_CAUSE, thread, depth).id;
        }
        Throwable[] suppressed = suppressed(throwable);
        FailureEvent event = event(ref, throwable, origin, thread);
        event.suppressedCount = suppressed.length;
        event.builtAt = Frames.text(frames(throwable), FRAMES);
        event.commit();
        for (int i = 0; i < suppressed.length && i < SUPPRESSED && depth < DEPTH; i++) {
            suppressed(ref, known(suppressed[i], Words.ORIGIN_SUPPRESSED, thread, depth), thread);
        }
        return ref;
    }

    private static FailureRef known(Throwable throwable, String origin, ThreadState thread, int depth) {
        FailureRef ref = find(throwable);
        return ref != null ? ref : record(throwable, origin, thread, depth + 1);
    }

    private static FailureEvent event(FailureRef ref, Throwable throwable, String origin, ThreadState thread) {
        FailureEvent event = new FailureEvent();
        event.failureId = ref.id;
        event.thrownClass = throwable.getClass();
        event.message = Settings.messages.written(ref.message);
        event.causeId = ref.causeId;
        event.origin = origin;
        event.siteId = ref.site;
        event.identityHash = System.identityHashCode(throwable);
        event.handlingFailureId = thread.handledFailure;
        event.handlingSiteId = thread.handledSite;
        Context.fill(event, thread);
        return event;
    }

    /** Asks a throwable that was recorded in its constructor for what its class may have made of it since. */
    private static void complete(FailureRef ref, Throwable throwable, ThreadState thread) {
        ref.complete = true;
        if (Settings.messages.asks()) {
            String message = message(throwable);
            if (message != null && !message.equals(ref.message)) {
                ref.message = message;
                MessageAttachedEvent event = new MessageAttachedEvent();
                event.failureId = ref.id;
                event.message = Settings.messages.written(message);
                Context.fill(event, thread);
                event.commit();
            }
        }
        Throwable cause = cause(throwable);
        if (cause != null) {
            caused(ref, known(cause, Words.ORIGIN_CAUSE, thread, 0), "getCause", thread);
        }
    }

    /** After {@code initCause}. */
    static void causeSet(Throwable throwable, @Nullable Throwable cause) {
        FailureRef ref = find(throwable);
        ThreadState thread = ThreadState.get();
        if (ref == null || cause == null || thread.busy) {
            return;
        }
        thread.busy = true;
        try {
            caused(ref, known(cause, Words.ORIGIN_CAUSE, thread, 0), "initCause", thread);
        } finally {
            thread.busy = false;
        }
    }

    /** After {@code addSuppressed}. */
    static void suppressedAdded(Throwable throwable, @Nullable Throwable suppressed) {
        FailureRef ref = find(throwable);
        ThreadState thread = ThreadState.get();
        if (ref == null || suppressed == null || thread.busy || ref.followers++ >= FOLLOWERS) {
            return;
        }
        thread.busy = true;
        try {
            suppressed(ref, seen(suppressed, Words.ORIGIN_SUPPRESSED, thread), thread);
        } finally {
            thread.busy = false;
        }
    }

    private static void caused(FailureRef ref, FailureRef cause, String how, ThreadState thread) {
        if (ref.causeId == cause.id) {
            return;
        }
        ref.causeId = cause.id;
        CauseAttachedEvent event = new CauseAttachedEvent();
        event.failureId = ref.id;
        event.causeId = cause.id;
        event.how = how;
        Context.fill(event, thread);
        event.commit();
    }

    private static void suppressed(FailureRef ref, FailureRef suppressed, ThreadState thread) {
        SuppressedAttachedEvent event = new SuppressedAttachedEvent();
        event.failureId = ref.id;
        event.suppressedId = suppressed.id;
        Context.fill(event, thread);
        event.commit();
    }

    // What follows calls code of the application, which may do anything: what it throws is not ours to report.

    private static @Nullable String message(Throwable throwable) {
        try {
            return throwable.getMessage();
        } catch (Throwable theirs) {
            return null;
        }
    }

    static @Nullable Throwable cause(Throwable throwable) {
        try {
            Throwable cause = throwable.getCause();
            return cause == throwable ? null : cause;
        } catch (Throwable theirs) {
            return null;
        }
    }

    private static Throwable[] suppressed(Throwable throwable) {
        try {
            return throwable.getSuppressed();
        } catch (Throwable theirs) {
            return new Throwable[0];
        }
    }

    private static StackTraceElement[] frames(Throwable throwable) {
        try {
            return throwable.getStackTrace();
        } catch (Throwable theirs) {
            return new StackTraceElement[0];
        }
    }
}
