package dev.epicenter.agent.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Objects of the application that something is known of, found by identity. Bounded and without locks: a group of slots for each
 * hash; when all of them are taken by objects that are alive, the oldest is forgotten. Two threads that add to the same slot at once
 * may lose one, too.
 */
final class RecentTable<R extends Recent> {
    private static final int GROUP = 4;

    private final AtomicReferenceArray<@Nullable R> slots;
    private final int shift;
    private final LongAdder forgotten = new LongAdder();

    /** Of {@code 4 << bits} slots. */
    RecentTable(int bits) {
        slots = new AtomicReferenceArray<>(GROUP << bits);
        shift = 32 - bits;
    }

    /** What is known of the object, null when nothing; of several, the first. */
    @Nullable
    R find(Object object) {
        int from = group(object);
        R found = null;
        for (int i = from; i < from + GROUP; i++) {
            R each = slots.getAcquire(i);
            if (each != null && each.refersTo(object) && (found == null || each.id < found.id)) {
                found = each;
            }
        }
        return found;
    }

    /** The same, and forgets it. */
    @Nullable
    R take(Object object) {
        R found = find(object);
        if (found != null) {
            remove(found, object);
        }
        return found;
    }

    /** Adds it; what had to make room, null when nothing. */
    @Nullable
    R add(R added, Object object) {
        int from = group(object);
        int oldest = from;
        long oldestId = Long.MAX_VALUE;
        for (int i = from; i < from + GROUP; i++) {
            R there = slots.getAcquire(i);
            if (there == null || there.refersTo(null)) {
                slots.setRelease(i, added);
                return null;
            }
            if (there.id < oldestId) {
                oldest = i;
                oldestId = there.id;
            }
        }
        R evicted = slots.getAcquire(oldest);
        slots.setRelease(oldest, added);
        if (evicted != null && evicted.isMissed()) {
            forgotten.increment();
        }
        return evicted;
    }

    void remove(R known, Object object) {
        int from = group(object);
        for (int i = from; i < from + GROUP; i++) {
            if (slots.getAcquire(i) == known) {
                slots.compareAndSet(i, known, null);
            }
        }
    }

    /** Forgets what is known of objects that are gone. */
    void sweep() {
        for (int i = 0; i < slots.length(); i++) {
            R there = slots.getAcquire(i);
            if (there != null && there.refersTo(null)) {
                slots.compareAndSet(i, there, null);
            }
        }
    }

    /** How many had to make room. */
    long forgotten() {
        return forgotten.sum();
    }

    void clear() {
        for (int i = 0; i < slots.length(); i++) {
            slots.setRelease(i, null);
        }
    }

    private int group(Object object) {
        return (System.identityHashCode(object) * 0x9E3779B9 >>> shift) * GROUP;
    }
}
