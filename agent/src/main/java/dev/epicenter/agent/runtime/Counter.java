package dev.epicenter.agent.runtime;

import java.util.concurrent.atomic.LongAdder;

/** How often something happened and how often that was recorded, exactly, and what of this has been reported. */
abstract class Counter {
    private final LongAdder count = new LongAdder();
    private final LongAdder recorded = new LongAdder();
    private long reportedCount;
    private long reportedRecorded;

    final void count() {
        count.increment();
    }

    final void recorded() {
        recorded.increment();
    }

    final long total() {
        return count.sum();
    }

    final long totalRecorded() {
        return recorded.sum();
    }

    /** Reports what has happened since the last report, if anything. One thread at a time. */
    final void report(long intervalNanos) {
        long recordedNow = recorded.sum();
        long countNow = count.sum();
        if (countNow != reportedCount || recordedNow != reportedRecorded) {
            write(countNow - reportedCount, recordedNow - reportedRecorded, countNow, intervalNanos);
            reportedCount = countNow;
            reportedRecorded = recordedNow;
        }
    }

    /** Writes the event. */
    abstract void write(long count, long recorded, long total, long intervalNanos);
}
