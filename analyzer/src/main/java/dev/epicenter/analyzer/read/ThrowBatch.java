package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.LongTable;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.model.StackTrace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Throw events of a chunk in columns, in the order of the file. In front there is room for those of the batch before that
 * {@link FailureFolder} still has in mind.
 */
final class ThrowBatch {
    /** Rows in front that are not this batch's. */
    static final int FRONT = 4_096;

    private static final int START = FRONT + 1_024;

    long[] time = new long[START];
    /** Position in {@link #threads}, -1 when not recorded. */
    int[] thread = new int[START];
    /** Position in {@link #sites}. */
    int[] site = new int[START];
    /** Hash of the message, 0 when there is none. */
    int[] text = new int[START];
    /** Where the message is, for {@link #texts}: its lower half, and the upper one, null while that adds nothing. */
    private int[] place = new int[START];

    private int @Nullable [] upperPlace;

    /** Position in {@link #known} and 1, 0 when the agent does not know it; null when it knows none. */
    int @Nullable [] agent;

    AgentRows known = new AgentRows();
    /** By the agent's number of a throwable that replaced another: the other's number. */
    LongTable replaced = new LongTable();
    /** The agent's numbers of throwables that ended something. */
    LongTable told = new LongTable();

    int end = FRONT;
    List<Site> sites = List.of();
    List<ThreadInfo> threads = List.of();
    Texts texts = place -> null;

    /**
     * What throws have in common.
     *
     * @param kind      the thread's name with each run of digits replaced by {@code #}
     * @param stackless whether they were recorded without a stack
     */
    record Site(String type, StackTrace stack, String kind, boolean stackless) {}

    /** Reads messages while the batch is folded. */
    @FunctionalInterface
    interface Texts {
        @Nullable
        String at(long place);
    }

    void add(long at, int by, int of, int hash, long textPlace) {
        if (end == time.length) {
            int grown = end + end / 2;
            time = Arrays.copyOf(time, grown);
            thread = Arrays.copyOf(thread, grown);
            site = Arrays.copyOf(site, grown);
            text = Arrays.copyOf(text, grown);
            place = Arrays.copyOf(place, grown);
            if (upperPlace != null) {
                upperPlace = Arrays.copyOf(upperPlace, grown);
            }
            if (agent != null) {
                agent = Arrays.copyOf(agent, grown);
            }
        }
        time[end] = at;
        thread[end] = by;
        site[end] = of;
        setText(end++, hash, textPlace);
    }

    /** Says what a row's message is: its hash, 0 when there is none, and its place. */
    void setText(int row, int hash, long textPlace) {
        text[row] = hash;
        place[row] = (int) textPlace;
        if (upperPlace == null && (int) textPlace != textPlace) {
            upperPlace = new int[place.length];
            for (int i = 0; i < upperPlace.length; i++) {
                upperPlace[i] = place[i] >> 31;
            }
        }
        if (upperPlace != null) {
            upperPlace[row] = (int) (textPlace >> 32);
        }
    }

    /** Where a row's message is, for {@link #texts}. */
    long place(int row) {
        return upperPlace == null ? place[row] : (long) upperPlace[row] << 32 | place[row] & 0xFFFF_FFFFL;
    }

    /** Puts a row in the place of another. */
    void move(int from, int to) {
        time[to] = time[from];
        thread[to] = thread[from];
        site[to] = site[from];
        setText(to, text[from], place(from));
        if (agent != null) {
            agent[to] = agent[from];
        }
    }

    /** Says that the row added last is one that the agent knows. */
    void known(int position) {
        if (agent == null) {
            agent = new int[time.length];
        }
        agent[end - 1] = position + 1;
    }

    /** Position in {@link #known} of a row, -1 when the agent does not know it. */
    int knownAt(int row) {
        return agent == null ? -1 : agent[row] - 1;
    }

    /** Makes it as good as new. */
    void clear() {
        end = FRONT;
        sites = List.of();
        threads = List.of();
        texts = place -> null;
        agent = null;
        upperPlace = null;
        known = new AgentRows();
        replaced = new LongTable();
        told = new LongTable();
    }

    int size() {
        return end - FRONT;
    }
}
