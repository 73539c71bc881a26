package dev.epicenter.analyzer.read;

import dev.epicenter.model.RateProfile;
import java.time.Duration;

/** Cuts the recording's time into at most {@value #BUCKETS} equal buckets; the width doubles when time runs past the last. */
final class ProfileClock {
    static final int BUCKETS = 120;
    private static final long MILLI = 1_000_000L;

    private boolean started;
    private long start;
    private long width = MILLI;
    private int doublings;
    /** The bucket asked for last and its time, since throws come in time order. */
    private int recent;

    private long recentStart;
    private long recentEnd;

    /** Fixes the start and the first width: a round number of milliseconds that covers up to {@code end}. */
    void start(long startNanos, long endNanos) {
        if (started) {
            return;
        }
        started = true;
        start = startNanos;
        long step = MILLI;
        int turn = 0;
        while (step < Long.MAX_VALUE / 10 && (endNanos - startNanos) / step >= BUCKETS) {
            step = turn++ % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        width = step;
    }

    /** Bucket of a time, widening as needed. Before the start is the first bucket. */
    int bucket(long nanos) {
        if (nanos >= recentStart && nanos < recentEnd) {
            return recent;
        }
        if (nanos <= start) {
            return 0;
        }
        while ((nanos - start) / width >= BUCKETS && width < Long.MAX_VALUE / 4) {
            width *= 2;
            doublings++;
        }
        recent = (int) Math.min(BUCKETS - 1, (nanos - start) / width);
        recentStart = start + recent * width;
        recentEnd = recentStart + width;
        return recent;
    }

    /** How often the width has doubled: a profile counted before must be folded that many times. */
    int doublings() {
        return doublings;
    }

    /** Number of buckets up to {@code endNanos}, at least 1. */
    int bucketsTo(long endNanos) {
        return bucket(endNanos) + 1;
    }

    /** A profile of these counts. */
    RateProfile profile(long[] counts) {
        return new RateProfile(Nanos.instant(start), Duration.ofNanos(width), counts);
    }
}
