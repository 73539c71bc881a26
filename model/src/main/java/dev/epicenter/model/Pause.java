package dev.epicenter.model;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which all Java threads stood still.
 *
 * @param start  when
 * @param length how long
 * @param cause  such as {@code G1 Evacuation Pause} or {@code safepoint}
 */
public record Pause(Instant start, Duration length, String cause) {
    /** The cause of one that is no collection. */
    public static final String SAFEPOINT = "safepoint";

    /** When it was over. */
    public Instant end() {
        return start.plus(length);
    }
}
