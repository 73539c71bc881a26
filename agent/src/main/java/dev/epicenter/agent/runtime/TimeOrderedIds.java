package dev.epicenter.agent.runtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids like those of UUID version 7 (RFC 9562, 5.7, with method 3 of 6.2): 48 bits of Unix milliseconds, 16 bits that count within
 * one, then 64 bits that look like chance. These are a bijection of a counter, so that they differ within the process for certain;
 * where it begins is chance, so that they differ between processes nearly for certain.
 *
 * <p>The lower half being spread evenly, samplers of tracing systems that decide by it (W3C Trace Context level 2) decide fairly.
 */
public final class TimeOrderedIds implements TraceIdSource {
    static final int COUNT_BITS = 16;

    /** Milliseconds and count of the last id: never goes back, also when the clock does. */
    private final AtomicLong last = new AtomicLong();

    private final AtomicLong spread = new AtomicLong(ProcessSeed.number());

    @Override
    public void next(long[] id) {
        id[0] = after(last, System.currentTimeMillis() << COUNT_BITS);
        id[1] = Backtrace.mix(0, spread.incrementAndGet());
    }

    /** Moves a clock on to {@code now}, or by one tick when it is there already. */
    static long after(AtomicLong clock, long now) {
        while (true) {
            long before = clock.get();
            long next = Math.max(before + 1, now);
            if (clock.compareAndSet(before, next)) {
                return next;
            }
        }
    }
}
