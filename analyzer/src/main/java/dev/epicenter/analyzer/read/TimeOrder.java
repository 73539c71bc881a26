package dev.epicenter.analyzer.read;

import java.util.Arrays;

/** Sorts positions by time without boxes; equal times stay in their order. */
final class TimeOrder {
    private TimeOrder() {}

    static int[] of(long[] time, int size) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        boolean sorted = true;
        for (int i = 0; i < size; i++) {
            sorted &= i == 0 || time[i - 1] <= time[i];
            min = Math.min(min, time[i]);
            max = Math.max(max, time[i]);
        }
        int[] order = new int[size];
        if (sorted) {
            Arrays.setAll(order, i -> i);
            return order;
        }
        int indexBits = 32 - Integer.numberOfLeadingZeros(size);
        int timeBits = 64 - Long.numberOfLeadingZeros(max - min);
        if (timeBits + indexBits > 63) {
            return boxed(time, size);
        }
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (time[i] - min) << indexBits | i;
        }
        Arrays.sort(keys);
        long mask = (1L << indexBits) - 1;
        for (int i = 0; i < size; i++) {
            order[i] = (int) (keys[i] & mask);
        }
        return order;
    }

    private static int[] boxed(long[] time, int size) {
        Integer[] boxes = new Integer[size];
        Arrays.setAll(boxes, i -> i);
        Arrays.sort(boxes, (a, b) -> Long.compare(time[a], time[b]));
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = boxes[i];
        }
        return order;
    }
}
