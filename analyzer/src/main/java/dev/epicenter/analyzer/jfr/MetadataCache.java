package dev.epicenter.analyzer.jfr;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Keeps the types of the last few chunks: most chunks of a JVM have the very same, and to read them takes longer than to compare. Safe for several
 * threads.
 */
public final class MetadataCache {
    private static final int KEPT = 4;

    private final Deque<Entry> recent = new ArrayDeque<>();

    private static final class Entry {
        final byte[] bytes;
        final boolean compressed;
        final Metadata types;
        boolean seenTwice;

        Entry(byte[] bytes, boolean compressed, Metadata types) {
            this.bytes = bytes;
            this.compressed = compressed;
            this.types = types;
        }

        boolean is(Cursor in) {
            return compressed == in.compressed && Arrays.equals(bytes, 0, bytes.length, in.bytes, in.at, in.end);
        }
    }

    /**
     * The types in the metadata event at a position; the same object for the same content, while it is kept.
     *
     * @throws Malformed or {@link IndexOutOfBoundsException} when it is damaged
     */
    synchronized Metadata read(Cursor in, long position) {
        in.seekUpTo(position, EventWalk.HEADER);
        in.seek(position, in.number(4));
        Metadata.start(in);
        for (Entry entry : recent) {
            if (entry.is(in)) {
                entry.seenTwice = true;
                return entry.types;
            }
        }
        byte[] content = Arrays.copyOfRange(in.bytes, in.at, in.end);
        Entry entry = new Entry(content, in.compressed, Metadata.read(in));
        recent.addFirst(entry);
        if (recent.size() > KEPT) {
            recent.removeLast();
        }
        return entry.types;
    }

    /** Whether the same content was read more than once, so that it is not damaged. */
    synchronized boolean hasSeenTwice(Metadata types) {
        return recent.stream().anyMatch(e -> e.types == types && e.seenTwice);
    }
}
