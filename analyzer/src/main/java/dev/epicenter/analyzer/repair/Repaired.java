package dev.epicenter.analyzer.repair;

import dev.epicenter.model.DataLoss.Damage;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of repairing recordings.
 *
 * @param chunks in the order in which they were written
 * @param lost   what is not in the result
 */
public record Repaired(List<Part> chunks, List<Damage> lost) {
    public Repaired {
        chunks = List.copyOf(chunks);
        lost = List.copyOf(lost);
    }

    /** What was done with a chunk. */
    public enum Done {
        /** It was whole. */
        COPIED,
        /** What is whole of it was put together anew. */
        REBUILT
    }

    /**
     * A chunk of the result.
     *
     * @param source file that it comes from
     * @param offset of its first byte there
     * @param bytes  of the chunk as it is now
     * @param events by type
     * @param lent   names and the like that were taken from other chunks
     * @param start  in nanoseconds since the epoch
     * @param end    in nanoseconds since the epoch
     */
    public record Part(
            String source,
            long offset,
            Done done,
            long bytes,
            SortedMap<String, Long> events,
            long lent,
            long start,
            long end) {}

    /** Events by type, of all chunks. */
    public SortedMap<String, Long> events() {
        SortedMap<String, Long> all = new TreeMap<>();
        chunks.forEach(c -> c.events().forEach((type, count) -> all.merge(type, count, Long::sum)));
        return all;
    }

    /** How many events. */
    public long total() {
        return events().values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many chunks of a kind. */
    public long count(Done done) {
        return chunks.stream().filter(c -> c.done() == done).count();
    }
}
