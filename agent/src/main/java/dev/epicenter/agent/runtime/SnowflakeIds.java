package dev.epicenter.agent.runtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids in the manner of Twitter's Snowflake: time and a count within it in the upper half, the process in the lower one, the same in all
 * its ids.
 */
public final class SnowflakeIds implements TraceIdSource {
    private final AtomicLong last = new AtomicLong();
    private final long process = ProcessSeed.number() | 1;

    @Override
    public void next(long[] id) {
        id[0] = TimeOrderedIds.after(last, System.currentTimeMillis() << TimeOrderedIds.COUNT_BITS);
        id[1] = process;
    }
}
