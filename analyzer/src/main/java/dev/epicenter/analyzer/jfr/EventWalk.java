package dev.epicenter.analyzer.jfr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes from event to event by their sizes. Whoever decodes an event says whether it is just as long as its type is, by {@link
 * #believe} or {@link #reject}. Where an event is rejected, or nothing follows that could be one, the walk looks at those since the
 * last one believed, withdraws what is not as long as it should be, and goes on at the next place from where it can go on. What lies
 * between is a gap.
 */
final class EventWalk {
    static final int METADATA = 0;
    /** Bytes of a size and a type at most. */
    static final int HEADER = 18;
    /** Events in a row, or the end of the chunk, that make a place one to go on from. */
    private static final int IN_A_ROW = 3;
    /** How far outside of the chunk's time the events may be that make such a place: few begin long before their chunk. */
    private static final double SLACK_SECONDS = 1;

    /** Events remembered until one is believed. */
    private static final int MAX_UNSURE = 256;

    /** Types have smaller numbers than this, as far as there is nothing else to go by. */
    private static final long LIKELY_TYPE = 1 << 16;

    /**
     * Bytes of events that are examined in search of a place to go on from, for each byte that there is: a byte is in one or two
     * that look like events where it is by chance, in any number where it is by intent.
     */
    private static final int MAX_SEARCHED = 8;

    private final Cursor in;
    private final @Nullable Metadata types;
    private final ChunkHeader header;
    private final long end;
    private final boolean[] lowTypes;
    private final List<Range> gaps = new ArrayList<>();
    /** Bytes that may still be examined. */
    private long searchable;

    /** Events since the last one believed: position and type of each. */
    private final long[] unsure = new long[2 * MAX_UNSURE];

    private int unsureSize;
    private final List<Long> withdrawn = new ArrayList<>();

    /** The event that {@link #next()} came to. */
    private long position;

    private long size;
    private long type;
    private int payload;

    /** The one behind it. */
    private boolean hasMore;

    private long nextPosition;
    private long nextSize;
    private long nextType;
    private int nextPayload;

    /**
     * @param in    a cursor of its own
     * @param types null when they are not known
     * @param start position of the first event
     * @param end   position behind the last one
     */
    EventWalk(Cursor in, @Nullable Metadata types, ChunkHeader header, long start, long end) {
        this.in = in;
        this.types = types;
        this.header = header;
        this.end = end;
        this.searchable = MAX_SEARCHED * Math.max(1 << 20, end - start);
        this.lowTypes = new boolean[4_096];
        for (Type t : types == null ? List.<Type>of() : types.types()) {
            if (t.event() && t.id() >= 0 && t.id() < lowTypes.length) {
                lowTypes[(int) t.id()] = true;
            }
        }
        lowTypes[METADATA] = true;
        lowTypes[Constants.CHECKPOINT] = true;
        if (start < end && !look(start)) {
            goOn(start, start);
        } else {
            hasMore = start < end;
        }
    }

    /** Goes to the next event; false when there is none. */
    boolean next() {
        while (hasMore) {
            position = nextPosition;
            size = nextSize;
            type = nextType;
            payload = nextPayload;
            if (unsureSize == unsure.length) {
                unsureSize = 0; // so many in a row, with a known type each, will have been right
            }
            unsure[unsureSize++] = position;
            unsure[unsureSize++] = type;
            long after = position + size;
            if (after >= end) {
                hasMore = false;
                return true;
            }
            if (look(after) || !withdraw(after)) {
                return true;
            }
        }
        return false;
    }

    /** The event is sound. */
    void believe() {
        unsureSize = 0;
    }

    /** The event is none. */
    void reject() {
        if (!withdraw(position)) {
            gaps.remove(gaps.size() - 1);
            goOn(position, position + 1);
        }
    }

    /** Whether there are any for {@link #takeWithdrawn}; asked of each event. */
    boolean hasWithdrawn() {
        return !withdrawn.isEmpty();
    }

    /**
     * Types of the events withdrawn since the last call, that of the current event not among them: they had been gone to, and
     * are none.
     */
    List<Long> takeWithdrawn() {
        List<Long> taken = List.copyOf(withdrawn);
        withdrawn.clear();
        return taken;
    }

    /**
     * Finds the first event that is not as long as its type, of those since the last one believed, and goes on behind its first
     * byte; else goes on at the place where the trouble was met.
     *
     * @return whether the current event was withdrawn, too
     */
    private boolean withdraw(long trouble) {
        int count = unsureSize;
        unsureSize = 0;
        for (int i = 0; i < count; i += 2) {
            if (!isWhole(unsure[i], unsure[i + 1])) {
                for (int n = i; n < count - 2; n += 2) {
                    withdrawn.add(unsure[n + 1]);
                }
                goOn(unsure[i], unsure[i] + 1);
                return true;
            }
        }
        goOn(trouble, trouble);
        return false;
    }

    /** Number of the event's type. */
    long type() {
        return type;
    }

    /** Distance from the chunk's first byte to the event's. */
    long position() {
        return position;
    }

    /** Bytes of the event, its header included. */
    long size() {
        return size;
    }

    /** Leads the cursor to what comes behind the event's size and type. */
    void enter() {
        in.seek(position, size);
        in.at += payload;
    }

    /** Stretches that hold no events, or none that can be told. */
    List<Range> gaps() {
        return gaps;
    }

    /** Whether there may be an event; what its header says is in the fields for the next one then. */
    private boolean look(long at) {
        try {
            in.seekUpTo(at, HEADER);
            int start = in.at;
            nextSize = in.number(4);
            nextType = in.number(8);
            nextPayload = in.at - start;
            nextPosition = at;
            return nextSize >= nextPayload && nextSize <= end - at && isEvent(nextType);
        } catch (Malformed | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private boolean isEvent(long id) {
        if (types == null) {
            return id >= 0 && id < LIKELY_TYPE;
        }
        if (id >= 0 && id < lowTypes.length) {
            return lowTypes[(int) id];
        }
        Type of = types.type(id);
        return of != null && of.event();
    }

    /** Whether the event's bytes are just as many as its type needs, as far as that is known. */
    boolean isWhole() {
        return isWhole(position, type);
    }

    private boolean isWhole(long at, long id) {
        if (!look(at)) {
            return false;
        }
        if (types == null || id <= Constants.CHECKPOINT) {
            return hasLikelyTime();
        }
        Type of = types.type(id);
        if (of == null) {
            return false;
        }
        try {
            in.seek(at, nextSize);
            in.at += nextPayload;
            types.wholePlan(of, in.compressed).run(in, NOTHING);
            return in.at == in.end;
        } catch (Malformed | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Whether more events follow the event, so that its size is right although its content is not as long. */
    boolean isFollowed() {
        long after = position + size;
        boolean follows = after >= end || canGoOn(after);
        hasMore = after < end && look(after);
        return follows;
    }

    /** Finds the next place to go on from; what is between the first and that is a gap. */
    private void goOn(long lost, long from) {
        long at = from;
        while (at < end && !canGoOn(at)) {
            at = searchable < 0 ? end : at + 1;
        }
        gaps.add(new Range(lost, Math.min(at, end) - lost));
        hasMore = at < end && look(at);
    }

    private boolean canGoOn(long from) {
        long at = from;
        for (int n = 0; n < IN_A_ROW; n++) {
            if (!look(at) || !hasLikelyTime()) {
                return false;
            }
            searchable -= nextSize;
            if (!isWhole(at, nextType)) {
                return false;
            }
            at += nextSize;
            if (at >= end) {
                return true;
            }
        }
        return true;
    }

    /** Whether the event looked at began about when the chunk did; each has that time first. */
    private boolean hasLikelyTime() {
        try {
            in.seekUpTo(nextPosition + nextPayload, 9);
            long ticks = in.number(8);
            double after = (double) (ticks - header.startTicks()) / header.ticksPerSecond();
            double length = header.durationNanos() / 1e9;
            return ticks >= header.startTicks() / 2
                    && after >= -SLACK_SECONDS
                    && (length == 0 || after <= length + SLACK_SECONDS);
        } catch (Malformed | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static final long[] NOTHING = {};
}
