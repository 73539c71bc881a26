package dev.epicenter.analyzer.read;

import java.time.Instant;
import java.util.Optional;

/** Nanoseconds since the epoch, as recordings hold them; {@link Long#MIN_VALUE} is "not recorded". */
final class Nanos {
    static final long SECOND = 1_000_000_000L;

    private Nanos() {}

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    static Optional<Instant> optional(long nanos) {
        return nanos == Long.MIN_VALUE ? Optional.empty() : Optional.of(instant(nanos));
    }
}
