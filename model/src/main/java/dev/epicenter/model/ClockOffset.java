package dev.epicenter.model;

import java.time.Duration;

/**
 * How far a process's clock was found to differ from that of the first process.
 *
 * @param offset      added to its times to get the common clock's
 * @param uncertainty half of the width of the interval that the true offset lies in
 * @param text        how it is known, one sentence
 */
public record ClockOffset(Duration offset, Duration uncertainty, String text) {
    /** The clock that the others are compared with. */
    public static final ClockOffset REFERENCE = new ClockOffset(Duration.ZERO, Duration.ZERO, "");
}
