package dev.epicenter.analyzer.jfr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what is wrong with a chunk and what could be read of it all the same. */
final class ChunkFlaws {
    /** Gaps told one by one. */
    private static final int MAX_GAPS = 10;

    private final ChunkSpan span;
    private final long size;
    private final long events;

    /**
     * @param size   bytes that are there
     * @param events how many could be read
     */
    ChunkFlaws(ChunkSpan span, long size, long events) {
        this.span = span;
        this.size = size;
        this.events = events;
    }

    /** What is wrong with the chunk as a whole, in words; empty when nothing is. */
    static String stateOf(ChunkSpan span) {
        ChunkHeader header = span.header();
        return switch (span.state()) {
            case COMPLETE -> header == null || header.finished()
                    ? ""
                    : "the chunk was not finished: the JVM was killed, or still runs, and what it had not yet written is"
                            + " missing";
            case UNFINISHED -> "the chunk was not finished: the JVM was killed before it could write it out";
            case CUT -> format(
                    "the chunk is cut: %d of its %d bytes are there",
                    span.extent(), header == null ? 0 : header.size());
            case MISSIZED -> "the chunk's size is not what its header says";
        };
    }

    List<Flaw> of(boolean typesLent, Constants constants, List<Range> gaps, List<String> unreadableTypes) {
        List<Flaw> flaws = new ArrayList<>();
        String whole = whole(typesLent, constants);
        if (!whole.isEmpty()) {
            flaws.add(new Flaw(new Range(0, size), whole));
        } else {
            constants
                    .damaged()
                    .forEach(c -> flaws.add(
                            new Flaw(c, "constants are damaged here; names and stacks that only they held are lost")));
        }
        if (!unreadableTypes.isEmpty()) {
            flaws.add(new Flaw(
                    new Range(0, size),
                    "the descriptions of these event types are damaged: " + String.join(", ", unreadableTypes)));
        }
        addGaps(flaws, gaps);
        return flaws;
    }

    private String whole(boolean typesLent, Constants constants) {
        List<String> parts = new ArrayList<>();
        if (!stateOf(span).isEmpty()) {
            parts.add(stateOf(span));
        } else if (!constants.isComplete() && constants.damaged().isEmpty()) {
            parts.add("the chunk's list of constants is damaged");
        }
        if (typesLent) {
            parts.add("what its events look like was taken from another chunk");
        }
        if (parts.isEmpty()) {
            return "";
        }
        parts.add(format("%,d events of it were read", events));
        if (!constants.isComplete()) {
            parts.add("names that are in no other chunk, and most stacks, are lost");
        }
        return String.join("; ", parts);
    }

    private void addGaps(List<Flaw> flaws, List<Range> gaps) {
        for (Range gap : gaps) {
            if (gap.at() >= span.size()) {
                flaws.add(new Flaw(gap, "these bytes are not a chunk"));
            } else if (gaps.size() <= MAX_GAPS) {
                flaws.add(new Flaw(gap, format("a stretch of %,d bytes in the chunk is damaged", gap.size())));
            }
        }
        if (gaps.size() > MAX_GAPS) {
            long lost = gaps.stream()
                    .filter(g -> g.at() < span.size())
                    .mapToLong(Range::size)
                    .sum();
            flaws.add(new Flaw(
                    new Range(gaps.get(0).at(), lost),
                    format("%,d stretches of the chunk are damaged, %,d bytes in all", gaps.size(), lost)));
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
