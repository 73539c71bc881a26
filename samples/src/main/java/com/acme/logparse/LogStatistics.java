package com.acme.logparse;

import java.util.concurrent.atomic.AtomicInteger;

/** What the logs said so far. */
final class LogStatistics {
    private final AtomicInteger lines = new AtomicInteger();
    private final AtomicInteger millis = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();

    void count(LogLine line) {
        lines.incrementAndGet();
        millis.addAndGet(line.millis());
    }

    void skip() {
        skipped.incrementAndGet();
    }

    @Override
    public String toString() {
        return "lines: " + lines + ", milliseconds: " + millis + ", stack trace lines skipped: " + skipped;
    }
}
