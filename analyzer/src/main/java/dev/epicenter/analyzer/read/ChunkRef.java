package dev.epicenter.analyzer.read;

/**
 * A chunk found.
 *
 * @param file   where
 * @param offset its first byte
 * @param size   bytes
 * @param major  format: 0 (JDK 7 and 8 of Oracle), 1 (JDK 9 and 10), 2 (JDK 11 and later, OpenJDK 8)
 * @param start  start in nanoseconds since the epoch, {@link Long#MIN_VALUE} when the header does not tell (format 0)
 * @param nanos  length in nanoseconds, 0 when the header does not tell
 */
record ChunkRef(ChunkFile file, long offset, long size, int major, long start, long nanos) {
    boolean hasTime() {
        return start != Long.MIN_VALUE;
    }

    long end() {
        return start + nanos;
    }
}
