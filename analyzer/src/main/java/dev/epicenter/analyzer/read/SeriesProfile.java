package dev.epicenter.analyzer.read;

import java.util.Arrays;

/** Counts of one series by the buckets of a {@link ProfileClock}. */
final class SeriesProfile {
    private int[] counts = new int[4];
    private int doublings;

    /** Counts one. */
    void add(int bucket, ProfileClock clock) {
        catchUp(clock);
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, Math.min(ProfileClock.BUCKETS, Math.max(bucket + 1, counts.length * 2)));
        }
        if (counts[bucket] < Integer.MAX_VALUE) {
            counts[bucket]++;
        }
    }

    /** The counts, as many buckets as asked for. */
    long[] counts(int buckets, ProfileClock clock) {
        catchUp(clock);
        long[] all = new long[buckets];
        for (int i = 0; i < counts.length; i++) {
            all[Math.min(i, buckets - 1)] += counts[i];
        }
        return all;
    }

    private void catchUp(ProfileClock clock) {
        for (; doublings < clock.doublings(); doublings++) {
            for (int i = 0; i < counts.length; i++) {
                int count = counts[i];
                counts[i] = 0;
                counts[i / 2] += count;
            }
        }
    }
}
