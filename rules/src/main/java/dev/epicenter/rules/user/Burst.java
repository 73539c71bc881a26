package dev.epicenter.rules.user;

import java.time.Duration;
import java.time.Instant;

/**
 * So many failures somewhere between two moments. One that was kept is a burst of 1 with equal ends; those that were only
 * counted are as exact as the bucket of their series' profile.
 *
 * @param from  the earliest that any of them can have been
 * @param to    the latest
 * @param count more than 0
 */
record Burst(Instant from, Instant to, long count) {
    /** One whose time is known. */
    static Burst at(Instant time) {
        return new Burst(time, time, 1);
    }

    /** How exactly the times are known. */
    Duration width() {
        return Duration.between(from, to);
    }
}
