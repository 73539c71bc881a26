package dev.epicenter.analyzer.jfr;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A chunk's header as written: magic, version, then size, positions of constants and metadata, start, length, start in ticks and
 * ticks a second (64 bits each, big-endian), the file's state and flags. What it says of sizes and positions need not be true.
 *
 * @param major         format: 1 (JDK 9 and 10) or 2
 * @param size          bytes of the chunk
 * @param constants     position of the last checkpoint
 * @param metadata      position of the metadata event
 * @param startNanos    start in nanoseconds since the epoch
 * @param durationNanos length, 0 while the chunk is not finished
 * @param startTicks    start by the clock that events are timed with
 * @param ticksPerSecond of that clock
 * @param finished      whether the JVM had done with the chunk; since JDK 14 it writes one out bit by bit
 * @param compressed    whether numbers are compressed
 */
public record ChunkHeader(
        int major,
        long size,
        long constants,
        long metadata,
        long startNanos,
        long durationNanos,
        long startTicks,
        long ticksPerSecond,
        boolean finished,
        boolean compressed) {
    /** Bytes of a header. */
    public static final int SIZE = 68;

    static final int MAGIC = 0x464C5200;
    /** 1 January 2100: no recording starts later. */
    private static final long LATEST = 4_102_444_800_000_000_000L;

    /**
     * The header in the first {@value #SIZE} bytes.
     *
     * @return null when they are none: another magic or version, a time that cannot be
     */
    static @Nullable ChunkHeader read(ByteBuffer bytes) {
        if (bytes.limit() < SIZE || bytes.getInt(0) != MAGIC) {
            return null;
        }
        ChunkHeader header = new ChunkHeader(
                bytes.getShort(4),
                bytes.getLong(8),
                bytes.getLong(16),
                bytes.getLong(24),
                bytes.getLong(32),
                bytes.getLong(40),
                bytes.getLong(48),
                bytes.getLong(56),
                bytes.get(64) == 0,
                (bytes.getInt(64) & 1) != 0);
        boolean known = header.major == 1 || header.major == 2;
        boolean timed = header.startNanos >= 0
                && header.startNanos < LATEST
                && header.durationNanos >= 0
                && header.durationNanos < LATEST
                && header.ticksPerSecond > 0;
        return known && timed ? header : null;
    }

    /** Whether the JVM wrote where the chunk's types are, which it does when the chunk is finished or, since JDK 14, flushed. */
    boolean isWritten() {
        return metadata >= SIZE && metadata < size && constants >= 0 && constants < size;
    }

    /** End in nanoseconds since the epoch; the start while the chunk is not finished. */
    public long endNanos() {
        return startNanos + durationNanos;
    }

    /** Nanoseconds since the epoch of a time in ticks. */
    public long nanosOf(long ticks) {
        return startNanos + (long) ((ticks - startTicks) / (ticksPerSecond / 1e9));
    }

    /** Nanoseconds of a length in ticks. */
    public long nanosOfSpan(long ticks) {
        return Math.round(ticks / (ticksPerSecond / 1e9));
    }
}
