package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ChunkHeader;
import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.jfr.ChunkSpan.State;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A chunk to read.
 *
 * @param origin what it came with: the directory that the user gave, else its file
 */
record FoundChunk(ChunkSpan span, String origin) {
    /** The finished ones first, then those of which there is more. */
    private static final Comparator<FoundChunk> BEST_FIRST =
            Comparator.comparing(FoundChunk::isFinished).reversed().thenComparing(c -> -c.span.extent());

    /** Whether its JVM stopped before it had done with it, or is at it still; not whether all of it is there. */
    boolean isBrokenOff() {
        ChunkHeader header = span.header();
        return span.state() == State.UNFINISHED || header != null && !header.finished();
    }

    private record Identity(long startNanos, long startTicks, long size) {}

    private boolean isFinished() {
        ChunkHeader header = span.header();
        return span.state() == State.COMPLETE && (header == null || header.finished());
    }

    /**
     * In time order, each chunk once: a dump taken twice holds the same chunks, and of a chunk that was not finished in the
     * repository there may be all in a dump.
     */
    static List<FoundChunk> inOrder(List<FoundChunk> found) {
        Map<Identity, FoundChunk> known = new HashMap<>();
        Set<FoundChunk> once = Collections.newSetFromMap(new IdentityHashMap<>());
        for (FoundChunk chunk : found.stream().sorted(BEST_FIRST).toList()) {
            ChunkHeader header = chunk.span.header();
            if (header == null) {
                once.add(chunk);
                continue;
            }
            long size = chunk.isFinished() ? header.size() : 0;
            Identity identity = new Identity(header.startNanos(), header.startTicks(), size);
            FoundChunk other = known.get(identity);
            if (other == null) {
                once.add(chunk);
                known.put(identity, chunk);
                known.putIfAbsent(new Identity(header.startNanos(), header.startTicks(), 0), chunk);
            } else if (chunk.isFinished() && Copies.isBetter(chunk.span, other.span)) {
                once.remove(other);
                once.add(chunk);
                known.put(identity, chunk);
            }
        }
        return found.stream()
                .filter(once::contains)
                .sorted(Comparator.comparingLong(c -> c.span.start()))
                .toList();
    }
}
