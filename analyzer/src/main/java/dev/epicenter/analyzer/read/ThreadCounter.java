package dev.epicenter.analyzer.read;

import dev.epicenter.model.ThreadRef;

/** Counts distinct threads up to {@value #LIMIT}. A hash set: 0, which is no thread's id in Java, is free. */
final class ThreadCounter {
    static final int LIMIT = 256;

    private long[] keys = new long[4];
    private int size;
    private long last;

    void add(ThreadRef thread) {
        long key =
                thread.id() > 0 ? thread.id() : Long.MIN_VALUE + thread.name().hashCode();
        if (key == last || size == LIMIT) {
            return;
        }
        last = key;
        int slot = slot(keys, key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
            if (size * 2 > keys.length) {
                grow();
            }
        }
    }

    int size() {
        return size;
    }

    private static int slot(long[] keys, long key) {
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 48) & keys.length - 1;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] old = keys;
        keys = new long[old.length * 2];
        for (long key : old) {
            if (key != 0) {
                keys[slot(keys, key)] = key;
            }
        }
    }
}
