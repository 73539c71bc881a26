package dev.epicenter.analyzer.read;

import java.util.Arrays;

/** Sorts positions by time without boxes; equal times stay in their order. Keeps its arrays for the next time. */
final class TimeOrder {
    private long[] keys = new long[0];
    private int[] order = new int[0];

    /**
     * Positions from {@code from} to before {@code to} in order of their times.
     *
     * @return at least as many as asked for, valid until the next call
     */
    int[] of(long[] time, int from, int to) {
        int size = to - from;
        if (order.length < size) {
            order = new int[size];
        }
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        boolean sorted = true;
        for (int i = from; i < to; i++) {
            sorted &= i == from || time[i - 1] <= time[i];
            min = Math.min(min, time[i]);
            max = Math.max(max, time[i]);
        }
        if (sorted) {
            for (int i = 0; i < size; i++) {
                order[i] = from + i;
            }
            return order;
        }
        int indexBits = 32 - Integer.numberOfLeadingZeros(size);
        int timeBits = 64 - Long.numberOfLeadingZeros(max - min);
        if (timeBits + indexBits > 63) {
            boxed(time, from, size);
            return order;
        }
        if (keys.length < size) {
            keys = new long[size];
        }
        for (int i = 0; i < size; i++) {
            keys[i] = (time[from + i] - min) << indexBits | i;
        }
        Arrays.sort(keys, 0, size);
        long mask = (1L << indexBits) - 1;
        for (int i = 0; i < size; i++) {
            order[i] = from + (int) (keys[i] & mask);
        }
        return order;
    }

    private void boxed(long[] time, int from, int size) {
        Integer[] boxes = new Integer[size];
        Arrays.setAll(boxes, i -> from + i);
        Arrays.sort(boxes, (a, b) -> Long.compare(time[a], time[b]));
        for (int i = 0; i < size; i++) {
            order[i] = boxes[i];
        }
    }
}
