package dev.epicenter.agent.runtime;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What work is done for, wherever it goes: a request, or a piece of work that nobody else began. Shared by all tasks that come of it.
 * Gets its id when somebody asks for it, since most never fail.
 */
final class Trace {
    private static final AtomicReferenceFieldUpdater<Trace, @Nullable String> ID =
            AtomicReferenceFieldUpdater.newUpdater(Trace.class, String.class, "id");

    /** Whether what is submitted under it belongs to it: not so for threads that belong to nobody and live long. */
    final boolean inherited;

    private volatile @Nullable String id;

    /** A new one. */
    Trace(boolean inherited) {
        this.inherited = inherited;
    }

    /** One that somebody else began. */
    Trace(String id) {
        this.inherited = true;
        this.id = id;
    }

    /** 32 hexadecimal digits, as the W3C has it. */
    String id() {
        String known = id;
        if (known == null) {
            ID.compareAndSet(this, null, TraceIds.next());
            known = id;
        }
        return known == null ? "" : known;
    }
}
