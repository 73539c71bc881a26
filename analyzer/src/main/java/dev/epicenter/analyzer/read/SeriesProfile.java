package dev.epicenter.analyzer.read;

import java.util.Arrays;

/** Counts of one series by the buckets of a {@link ProfileClock}. */
final class SeriesProfile {
    private int[] counts = new int[4];
    private int doublings;

    /** Counts some. */
    void add(int bucket, int some, ProfileClock clock) {
        catchUp(clock);
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, Math.min(ProfileClock.BUCKETS, Math.max(bucket + 1, counts.length * 2)));
        }
        counts[bucket] = (int) Math.min(Integer.MAX_VALUE, (long) counts[bucket] + some);
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
