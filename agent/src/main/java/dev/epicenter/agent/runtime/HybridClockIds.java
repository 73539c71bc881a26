package dev.epicenter.agent.runtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids by a hybrid logical clock (Kulkarni, Demirbas and others, 2014): as Snowflake's, but the clock is also moved on by the ids that
 * come from other processes, so that what happened because of a message sorts behind it however wrong the clocks are.
 */
public final class HybridClockIds implements TraceIdSource {
    /** A clock that is further ahead is wrong and not followed: an hour. */
    private static final long MOST_AHEAD_MILLIS = 3_600_000;

    private final AtomicLong last = new AtomicLong();
    private final long process = ProcessSeed.number() | 1;

    @Override
    public void next(long[] id) {
        id[0] = TimeOrderedIds.after(last, System.currentTimeMillis() << TimeOrderedIds.COUNT_BITS);
        id[1] = process;
    }

    /** An id came from another process. */
    public void received(long high) {
        long now = System.currentTimeMillis() << TimeOrderedIds.COUNT_BITS;
        if (high - now < MOST_AHEAD_MILLIS << TimeOrderedIds.COUNT_BITS) {
            TimeOrderedIds.after(last, Math.max(high + 1, now));
        }
    }
}
