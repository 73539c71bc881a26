package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Hash;
import dev.epicenter.analyzer.jfr.LongTable;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.analyzer.read.Series.Kept;
import dev.epicenter.model.ThreadRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The throws that are being folded and, in front of them, the last ones of the batch before as context. A throw is known by its
 * row. What came before it is known once {@link #see} was told of all rows up to it, in the order of time.
 */
final class FoldBatch {
    /** Characters kept of a message at most. */
    static final int MAX_LENGTH = 16 * 1024;

    /** Rows of one bucket that are looked at; a bucket has four on average. */
    private static final int MAX_LOOKS = 10_000;

    private static final ThrowBatch NONE = new ThrowBatch();

    private final int process;
    private final SeriesTable table;
    private final FoldLimits limits;
    private final TimeOrder timeOrder = new TimeOrder();
    private final List<ThreadRef> threads = new ArrayList<>();
    private List<Carried> carried = List.of();
    private ThrowBatch rows = NONE;
    private int from = ThrowBatch.FRONT;
    /** By row: the row before it in its thread, and the one before it with such a text; -1 when there is none. */
    private int[] beforeInThread = {};

    private int[] beforeInBucket = {};
    private int[] lastInThread = {};
    private int[] lastInBucket = {};
    private int buckets;
    /** By the agent's number. */
    private final LongTable rowOf = new LongTable();

    /** By row, those that are kept: few. */
    private final Map<Integer, Kept> kept = new HashMap<>();

    /** What is remembered of a throw until the next batch. */
    private record Carried(
            long at,
            ThreadRef thread,
            int series,
            int text,
            @Nullable String message,
            AgentIdentity identity,
            @Nullable Kept kept) {}

    /**
     * @param process index of the process whose throws they are
     */
    FoldBatch(int process, SeriesTable table, FoldLimits limits) {
        this.process = process;
        this.table = table;
        this.limits = limits;
    }

    /** Takes the place of the batch before. Uses the batch's columns and changes them. */
    void load(ThrowBatch batch) {
        rows = batch;
        from = ThrowBatch.FRONT - carried.size();
        Map<ThreadRef, Integer> numbers = new HashMap<>();
        numberThreads(batch, numbers);
        int[] seriesOfSite = new int[batch.sites.size()];
        for (int i = 0; i < seriesOfSite.length; i++) {
            ThrowBatch.Site site = batch.sites.get(i);
            seriesOfSite[i] = table.of(site.type(), site.stack(), site.kind()).index;
        }
        for (int i = ThrowBatch.FRONT; i < batch.end; i++) {
            batch.site[i] = seriesOfSite[batch.site[i]];
        }
        makeRoom();
        int row = from;
        for (Carried c : carried) {
            batch.time[row] = c.at;
            batch.thread[row] = number(c.thread, numbers);
            batch.site[row] = c.series;
            batch.text[row] = c.text;
            if (c.kept != null) {
                kept.put(row, c.kept);
            }
            row++;
        }
        timeOrder.sort(batch.time, from, batch.end);
        numberRows();
        lastInThread = filled(lastInThread, threads.size());
        buckets = Integer.highestOneBit(Math.max(1_024, rows() / 4));
        lastInBucket = filled(lastInBucket, buckets);
    }

    private void numberRows() {
        rowOf.clear();
        for (int row = from; rows.agent != null && row < rows.end; row++) {
            long number = number(row);
            if (number > 0) {
                rowOf.putIfAbsent(number, row);
            }
        }
    }

    private void numberThreads(ThrowBatch batch, Map<ThreadRef, Integer> numbers) {
        threads.clear();
        int[] numberOf = new int[batch.threads.size() + 1];
        numberOf[0] = number(ref(ThreadInfo.UNKNOWN), numbers);
        for (int i = 0; i < batch.threads.size(); i++) {
            numberOf[i + 1] = number(ref(batch.threads.get(i)), numbers);
        }
        for (int i = ThrowBatch.FRONT; i < batch.end; i++) {
            batch.thread[i] = numberOf[batch.thread[i] + 1];
        }
    }

    private ThreadRef ref(ThreadInfo thread) {
        return new ThreadRef(process, thread.id(), thread.name(), thread.virtual());
    }

    private int number(ThreadRef ref, Map<ThreadRef, Integer> numbers) {
        Integer known = numbers.get(ref);
        if (known == null) {
            known = threads.size();
            numbers.put(ref, known);
            threads.add(ref);
        }
        return known;
    }

    private void makeRoom() {
        if (beforeInThread.length < rows.end) {
            int room = rows.end + rows.end / 8;
            beforeInThread = new int[room];
            beforeInBucket = new int[room];
        }
    }

    private static int[] filled(int[] array, int length) {
        int[] all = array.length < length ? new int[length + length / 4] : array;
        Arrays.fill(all, 0, length, -1);
        return all;
    }

    /** How many rows there are, context included. */
    int rows() {
        return rows.end - from;
    }

    /** How many of them are new. */
    int size() {
        return rows.size();
    }

    /** The row that comes at a place in the order of time. */
    int row(int place) {
        return timeOrder.at(place);
    }

    /** Whether a row was counted with the batch before. */
    boolean isContext(int row) {
        return row < ThrowBatch.FRONT;
    }

    long time(int row) {
        return rows.time[row];
    }

    int series(int row) {
        return rows.site[row];
    }

    /** Number of a row's thread. */
    int thread(int row) {
        return rows.thread[row];
    }

    /** The thread of a number. */
    ThreadRef threadOf(int number) {
        return threads.get(number);
    }

    /** How many threads there are. */
    int threads() {
        return threads.size();
    }

    boolean hasText(int row) {
        return textHash(row) != 0;
    }

    /** Hash of a row's message, 0 when it has none. */
    int textHash(int row) {
        return rows.text[row];
    }

    @Nullable
    String text(int row) {
        if (!hasText(row)) {
            return null;
        }
        String text = isContext(row) ? carried.get(row - from).message : rows.texts.at(rows.place(row));
        return text != null && text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    }

    /** Tells that all rows up to this one, in the order of time, have been seen. */
    void see(int row) {
        int thread = rows.thread[row];
        beforeInThread[row] = lastInThread[thread];
        lastInThread[thread] = row;
        int bucket = bucket(rows.text[row], table.typeOf(rows.site[row]));
        beforeInBucket[row] = lastInBucket[bucket];
        lastInBucket[bucket] = row;
    }

    private int bucket(int text, int type) {
        int mixed = (text + type * 0x9E3779B9) * 0x85EBCA6B;
        return (mixed ^ mixed >>> 15) & buckets - 1;
    }

    /** The row before in the same thread, -1 when there is none. */
    int beforeInThread(int row) {
        return beforeInThread[row];
    }

    /** The latest row seen of a class and a text, null for none; -1 when there is no such row. */
    int latest(int type, @Nullable String text) {
        long hash = text == null ? 0 : Hash.of(text);
        int folded = fold(hash);
        int row = lastInBucket[bucket(folded, type)];
        for (int looks = 0; row >= 0 && looks < MAX_LOOKS; looks++) {
            if (rows.text[row] == folded
                    && table.typeOf(rows.site[row]) == type
                    && (text == null || text.equals(text(row)))) {
                return row;
            }
            row = beforeInBucket[row];
        }
        return -1;
    }

    /** A text's hash in as many bits as a row has for it. */
    static int fold(long hash) {
        return (int) (hash ^ hash >>> 32);
    }

    private AgentIdentity identity(int row) {
        if (isContext(row)) {
            return carried.get(row - from).identity;
        }
        int known = rows.knownAt(row);
        AgentRows agent = rows.known;
        return known < 0
                ? AgentIdentity.NONE
                : new AgentIdentity(
                        agent.number[known],
                        agent.cause[known],
                        agent.handled[known],
                        agent.handledSite[known],
                        agent.task[known]);
    }

    /** The agent's number of a row's throwable, 0 when it has none. */
    long number(int row) {
        if (rows.agent == null) {
            return 0;
        }
        return isContext(row) ? carried.get(row - from).identity.number() : numberOfNew(row);
    }

    private long numberOfNew(int row) {
        int known = rows.knownAt(row);
        return known < 0 ? 0 : rows.known.number[known];
    }

    /** Told of each row that the agent says was there before a row and led to it: its cause, or what it replaced. */
    void origins(int row, IntConsumer to) {
        AgentIdentity identity = identity(row);
        originOf(identity.cause(), to);
        originOf(identity.handled(), to);
        originOf(rows.replaced.get(identity.number()), to);
    }

    private void originOf(long number, IntConsumer to) {
        int origin = number <= 0 ? -1 : (int) rowOf.get(number);
        if (origin >= 0) {
            to.accept(origin);
        }
    }

    /** Whether the agent tells of something that came of a row's throwable beyond its being handled. */
    boolean isTold(int row) {
        return rows.told.get(number(row)) >= 0;
    }

    @Nullable
    Kept kept(int row) {
        return kept.get(row);
    }

    /** Makes an object of a row. */
    Kept keep(int row) {
        Kept one = new Kept(
                table.get(rows.site[row]), rows.time[row], threads.get(rows.thread[row]), text(row), identity(row));
        kept.put(row, one);
        return one;
    }

    /** Lets go of all but the last ones. */
    void unload() {
        int size = rows();
        int first = Math.max(0, size - Math.min(limits.carry(), ThrowBatch.FRONT));
        long newest = rows.time[row(size - 1)];
        while (first < size && newest - rows.time[row(first)] > limits.contextNanos()) {
            first++;
        }
        List<Carried> last = new ArrayList<>(size - first);
        for (int place = first; place < size; place++) {
            int row = row(place);
            last.add(new Carried(
                    rows.time[row],
                    threads.get(rows.thread[row]),
                    rows.site[row],
                    rows.text[row],
                    text(row),
                    identity(row),
                    kept.get(row)));
        }
        kept.clear();
        carried = last;
        rows = NONE;
    }
}
