package dev.epicenter.analyzer.read;

import java.util.Arrays;

/** Sorts positions by time without boxes; equal times stay in their order. Keeps its array for the next time. */
final class TimeOrder {
    /** Each a time, or what is left of it, and in its last bits a position less {@link #from}. */
    private long[] keys = new long[0];

    private long mask;
    private int from;
    private boolean sorted;

    /** Puts the positions from {@code from} to before {@code to} in the order of their times. */
    void sort(long[] time, int from, int to) {
        this.from = from;
        int size = to - from;
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        sorted = true;
        for (int i = from; i < to; i++) {
            sorted &= i == from || time[i - 1] <= time[i];
            min = Math.min(min, time[i]);
            max = Math.max(max, time[i]);
        }
        if (sorted) {
            return;
        }
        if (keys.length < size) {
            keys = new long[size + size / 8];
        }
        int indexBits = 32 - Integer.numberOfLeadingZeros(size);
        int timeBits = 64 - Long.numberOfLeadingZeros(max - min);
        if (timeBits + indexBits > 63) {
            boxed(time, size);
            return;
        }
        for (int i = 0; i < size; i++) {
            keys[i] = (time[from + i] - min) << indexBits | i;
        }
        Arrays.sort(keys, 0, size);
        mask = (1L << indexBits) - 1;
    }

    /** The position that comes at a place in the order. */
    int at(int place) {
        return from + (sorted ? place : (int) (keys[place] & mask));
    }

    /** Times too far apart to share a number with a position. */
    private void boxed(long[] time, int size) {
        Integer[] boxes = new Integer[size];
        Arrays.setAll(boxes, i -> from + i);
        Arrays.sort(boxes, (a, b) -> Long.compare(time[a], time[b]));
        for (int i = 0; i < size; i++) {
            keys[i] = boxes[i] - from;
        }
        mask = -1;
    }
}
