package dev.epicenter.analyzer.jfr;

import java.util.Arrays;

/** A map from long to long without boxes. Absent is -1, so values are 0 or more. */
public final class LongTable {
    private static final int START = 32;

    private long[] keys = new long[START];
    private long[] values = new long[START];
    private int size;

    public LongTable() {
        Arrays.fill(values, -1);
    }

    /** Value of a key, -1 when there is none. */
    public long get(long key) {
        return values[slot(key)];
    }

    /** Sets the value of a key. */
    public void put(long key, long value) {
        int slot = slot(key);
        if (values[slot] < 0) {
            slot = take(key, slot);
        }
        values[slot] = value;
    }

    /** Sets the value of a key that has none. */
    public void putIfAbsent(long key, long value) {
        int slot = slot(key);
        if (values[slot] < 0) {
            int taken = take(key, slot);
            values[taken] = value;
        }
    }

    private int take(long key, int slot) {
        int taken = slot;
        if (size * 2 >= keys.length) {
            grow();
            taken = slot(key);
        }
        keys[taken] = key;
        size++;
        return taken;
    }

    /** How many keys there are. */
    public int size() {
        return size;
    }

    /** Forgets all. */
    public void clear() {
        if (size > 0) {
            Arrays.fill(values, -1);
            size = 0;
        }
    }

    /** Told of each key and its value, in no order. */
    @FunctionalInterface
    public interface Visitor {
        /** One of them. */
        void visit(long key, long value);
    }

    /** Visits all. */
    public void forEach(Visitor visitor) {
        for (int i = 0; i < keys.length; i++) {
            if (values[i] >= 0) {
                visitor.visit(keys[i], values[i]);
            }
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (values[slot] >= 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[oldKeys.length * 2];
        Arrays.fill(values, -1);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] >= 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
