package dev.epicenter.analyzer.read;

import dev.epicenter.model.ThreadRef;
import java.util.Arrays;

/** Counts distinct threads up to {@value #LIMIT}. */
final class ThreadCounter {
    static final int LIMIT = 256;

    private long[] keys = new long[2];
    private int size;
    private long last;

    void add(ThreadRef thread) {
        long key =
                thread.id() >= 0 ? thread.id() : Long.MIN_VALUE + thread.name().hashCode();
        if (size == LIMIT || (size > 0 && key == last)) {
            return;
        }
        last = key;
        int at = Arrays.binarySearch(keys, 0, size, key);
        if (at >= 0) {
            return;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        int insert = -at - 1;
        System.arraycopy(keys, insert, keys, insert + 1, size - insert);
        keys[insert] = key;
        size++;
    }

    int size() {
        return size;
    }
}
