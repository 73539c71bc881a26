package dev.epicenter.rules.user;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time. */
record Span(Instant start, Instant end) {
    double seconds() {
        return Duration.between(start, end).toNanos() / 1e9;
    }
}
