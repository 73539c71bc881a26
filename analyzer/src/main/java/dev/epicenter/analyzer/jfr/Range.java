package dev.epicenter.analyzer.jfr;

/**
 * Some bytes of a chunk.
 *
 * @param at   the first one's distance from the chunk's first
 * @param size how many
 */
public record Range(long at, long size) {
    /** Behind the last one. */
    public long end() {
        return at + size;
    }
}
