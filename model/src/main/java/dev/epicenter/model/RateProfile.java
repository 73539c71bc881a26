package dev.epicenter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** How often something happened over time: counts in buckets of equal width. Immutable. */
public final class RateProfile {
    private final Instant start;
    private final Duration bucket;
    private final long[] counts;

    /**
     * @param start  start of the first bucket
     * @param bucket width of a bucket, more than zero
     * @param counts one count a bucket, in time order
     */
    public RateProfile(Instant start, Duration bucket, long[] counts) {
        if (bucket.isZero() || bucket.isNegative()) {
            throw new IllegalArgumentException("bucket width must be positive: " + bucket);
        }
        this.start = start;
        this.bucket = bucket;
        this.counts = counts.clone();
    }

    /** Something that happened once, in the same buckets as this; in the nearest where it was outside of them. */
    public RateProfile once(Instant at) {
        long[] once = new long[counts.length];
        if (once.length > 0) {
            long index = Duration.between(start, at).dividedBy(bucket);
            once[(int) Math.max(0, Math.min(once.length - 1L, index))] = 1;
        }
        return new RateProfile(start, bucket, once);
    }

    /**
     * The same counts so much later, in the same buckets: to the nearest bucket, and in the first or last where they would be
     * outside.
     */
    public RateProfile moved(Duration later) {
        long by = Math.round((double) later.toNanos() / bucket.toNanos());
        if (by == 0 || counts.length == 0) {
            return this;
        }
        long[] moved = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            moved[(int) Math.max(0, Math.min(counts.length - 1L, i + by))] += counts[i];
        }
        return new RateProfile(start, bucket, moved);
    }

    /** Start of the first bucket. */
    public Instant start() {
        return start;
    }

    /** Width of a bucket. */
    public Duration bucket() {
        return bucket;
    }

    /** Number of buckets. */
    public int size() {
        return counts.length;
    }

    /** Count in bucket {@code index}. */
    public long count(int index) {
        return counts[index];
    }

    /** Sum over all buckets. */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** Start of bucket {@code index}. */
    public Instant startOf(int index) {
        return start.plus(bucket.multipliedBy(index));
    }

    /** How many of the buckets hold at least one. */
    public int occupied() {
        return (int) Arrays.stream(counts).filter(c -> c > 0).count();
    }
}
