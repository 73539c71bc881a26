package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.Series.Kept;
import dev.epicenter.model.ThreadRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds throw events into series with exact counts and decides which are kept one by one: the first and the latest of each
 * series, what the same thread threw shortly before a first one, and the Throwable that its message quotes. Throws wait in
 * primitive columns until {@link #fold()} sees them in time order.
 */
final class FailureFolder {
    /** Throws looked back at for other threads. A judgement: a storm of one thread hides the others beyond. */
    private static final int OTHERS_SEARCHED = 256;

    private final FoldLimits limits;
    private final SeriesTable table;
    private final ProfileClock clock;
    private final MessagePool messages = new MessagePool();
    private final Map<ThreadRef, Integer> threadNumbers = new HashMap<>();
    private final List<ThreadRef> threads = new ArrayList<>();
    private final List<Kept> pinned = new ArrayList<>();
    private final Map<Integer, Kept> keptInBatch = new HashMap<>();
    private final LongIntMap latestByText = new LongIntMap();

    private long[] time = new long[1024];
    private int[] thread = new int[1024];
    private int[] series = new int[1024];
    private int[] message = new int[1024];
    private int size;
    /** The leading ones were counted with the batch before and are here only as context. */
    private int carried;

    /** Pairs of series, the unusual one and its company, with how often the company was kept for its sake. */
    private final Map<Long, Integer> company = new HashMap<>();

    private int[] beforeInThread = new int[0];
    private int[] beforeInSeries = new int[0];
    private int others;
    private int batch;
    private long total;

    FailureFolder(FoldLimits limits, ProfileClock clock) {
        this.limits = limits;
        this.clock = clock;
        this.table = new SeriesTable(limits);
    }

    SeriesTable table() {
        return table;
    }

    long total() {
        return total;
    }

    /** Takes a throw, in any order. */
    void add(long at, ThreadRef by, Series of, @Nullable String text) {
        makeRoom();
        append(at, number(by), of.index, messages.number(text));
    }

    /** Folds when the batch is full. Numbers given before are void then. */
    void makeRoom() {
        if (size >= limits.batch() + carried) {
            fold();
        }
    }

    /** Changes when numbers of threads and messages become void. */
    int batch() {
        return batch;
    }

    /** Number of a message, for {@link #add(long, int, Series, int)}. */
    int number(@Nullable String text) {
        return messages.number(text);
    }

    /** Takes a throw by the numbers of its thread and message, of this {@link #batch()}. */
    void add(long at, int by, Series of, int text) {
        append(at, by, of.index, text);
    }

    /** Number of a thread, for {@link #add(long, int, Series, int)}. */
    int number(ThreadRef ref) {
        Integer known = threadNumbers.get(ref);
        if (known == null) {
            known = threads.size();
            threadNumbers.put(ref, known);
            threads.add(ref);
        }
        return known;
    }

    private void append(long at, int by, int of, int text) {
        if (size == time.length) {
            int grown = size * 2;
            time = Arrays.copyOf(time, grown);
            thread = Arrays.copyOf(thread, grown);
            series = Arrays.copyOf(series, grown);
            message = Arrays.copyOf(message, grown);
        }
        time[size] = at;
        thread[size] = by;
        series[size] = of;
        message[size] = text;
        size++;
    }

    /** Counts the batch and keeps what is worth keeping. Call at the end of each chunk. */
    void fold() {
        if (size == carried) {
            return;
        }
        int[] order = TimeOrder.of(time, size);
        clock.start(time[order[0]], time[order[size - 1]]);
        if (beforeInThread.length < size) {
            beforeInThread = new int[size];
            beforeInSeries = new int[size];
        }
        int[] lastInThread = new int[threads.size()];
        Arrays.fill(lastInThread, -1);
        int[] firstInThread = new int[threads.size()];
        Arrays.fill(firstInThread, -1);
        int firstAnywhere = -1;
        List<Series> touched = new ArrayList<>();
        for (int position = 0; position < size; position++) {
            int i = order[position];
            Series s = table.get(series[i]);
            beforeInThread[i] = lastInThread[thread[i]];
            lastInThread[thread[i]] = i;
            if (i >= carried) {
                boolean first = count(s, i, order, position);
                keepFollower(firstInThread[thread[i]], i, limits.contextNanos());
                if (s.takesCause) {
                    keepFollower(firstAnywhere, i, limits.wakeUpNanos());
                }
                if (first) {
                    firstInThread[thread[i]] = i;
                    firstAnywhere = i;
                }
                if (s.lastInBatch < 0) {
                    touched.add(s);
                }
                beforeInSeries[i] = s.lastInBatch;
                s.lastInBatch = i;
            }
            latestByText.put(textKey(s.typeIndex, message[i]), i);
        }
        touched.forEach(this::keepLatest);
        carry(order);
    }

    /** Whether it is one of the first of its series. */
    private boolean count(Series s, int i, int[] order, int position) {
        total++;
        s.count++;
        s.first = Math.min(s.first, time[i]);
        s.last = Math.max(s.last, time[i]);
        s.profile.add(clock.bucket(time[i]), clock);
        s.threads.add(threads.get(thread[i]));
        if (s.firstKept < firstAllowed() && pin(i, false)) {
            s.firstKept++;
            boolean sure = s.firstKept <= limits.sure();
            keepContext(i, sure);
            keepQuoted(i, sure);
            if (sure && message[i] == MessagePool.NONE && s.takesCause) {
                keepOtherThreads(order, position);
            }
            return true;
        }
        return false;
    }

    /** What came of a first one: the next throws of its thread, and what another thread wrapped shortly after it. */
    private void keepFollower(int first, int i, long nanos) {
        if (first >= 0 && time[i] - time[first] <= nanos) {
            accompany(first, i, true, true);
        }
    }

    /** Keeps a throw for the sake of another; of each pair of series only the first few before it and the first few after. */
    private void accompany(int unusual, int other, boolean after, boolean sure) {
        long pair = (after ? 1L << 63 : 0) | ((long) series[unusual] << 32) | series[other];
        int known = company.getOrDefault(pair, 0);
        if (known < (after ? limits.after() : limits.before()) && pin(other, sure)) {
            company.put(pair, known + 1);
        }
    }

    /**
     * The latest throw of each other thread shortly before: a Throwable built with a cause and no message of its own is
     * recorded without one, and its cause may have come from another thread, as an ExecutionException's does.
     */
    private void keepOtherThreads(int[] order, int position) {
        int i = order[position];
        Set<Integer> seen = new HashSet<>();
        seen.add(thread[i]);
        int last = Math.max(0, position - OTHERS_SEARCHED);
        for (int p = position - 1; p >= last && seen.size() <= limits.context(); p--) {
            int before = order[p];
            if (time[i] - time[before] > limits.contextNanos()) {
                return;
            }
            if (seen.add(thread[before])) {
                pin(before, true);
            }
        }
    }

    /** Room for what is kept besides the first of each series; a part is held back for what belongs to those. */
    private int room(boolean sure) {
        return sure ? limits.others() : limits.others() / 10 * 7;
    }

    /** Fewer of each series as the room runs out, so that a series that begins late still has some. */
    private int firstAllowed() {
        int allowed = limits.first();
        for (int left = room(false) / 2; others > room(false) - left && allowed > 1; left /= 2) {
            allowed /= 2;
        }
        return allowed;
    }

    /** What its thread threw before it: the closest one in any case, since that may be its cause. */
    private void keepContext(int i, boolean sure) {
        int before = beforeInThread[i];
        for (int n = 0; n < limits.context() && before >= 0; n++) {
            if (time[i] - time[before] > limits.contextNanos()) {
                return;
            }
            if (n == 0) {
                pin(before, sure);
            } else {
                accompany(i, before, false, sure);
            }
            before = beforeInThread[before];
        }
    }

    private void keepQuoted(int i, boolean sure) {
        String text = messages.text(message[i]);
        if (text == null) {
            return;
        }
        CauseText.search(text, (type, rest) -> {
            int typeIndex = table.typeIndex(type);
            int restNumber = rest == null ? MessagePool.NONE : messages.find(rest);
            if (typeIndex < 0 || (rest != null && restNumber < 0)) {
                return false;
            }
            int quoted = latestByText.get(textKey(typeIndex, restNumber));
            return quoted >= 0 && pin(quoted, sure);
        });
    }

    private static long textKey(int type, int message) {
        return ((long) type << 32) | (message + 1);
    }

    private boolean pin(int i, boolean sure) {
        Series s = table.get(series[i]);
        Kept known = keptInBatch.get(i);
        if (known != null && known.pinned) {
            return true;
        }
        int most = sure ? limits.perSeriesSure() : limits.perSeries();
        if (s.pinned > 0 && (s.pinned >= most || others >= room(sure))) {
            return false;
        }
        if (s.pinned > 0) {
            others++;
        }
        s.pinned++;
        Kept kept = known != null ? known : keep(i);
        kept.pinned = true;
        pinned.add(kept);
        return true;
    }

    private Kept keep(int i) {
        Kept kept = new Kept(table.get(series[i]), time[i], threads.get(thread[i]), messages.text(message[i]));
        keptInBatch.put(i, kept);
        return kept;
    }

    /** Replaces the latest ones of a series by those of this batch. */
    private void keepLatest(Series s) {
        int room = s.latest.length;
        if (s.latestSize < room && others >= room(false)) {
            room = s.latestSize;
        }
        Kept[] newest = new Kept[room];
        int n = 0;
        for (int i = s.lastInBatch; i >= 0 && n < room; i = beforeInSeries[i]) {
            Kept known = keptInBatch.get(i);
            newest[n++] = known != null ? known : keep(i);
        }
        for (int i = 0; i < s.latestSize && n < room; i++) {
            newest[n++] = s.latest[i];
        }
        others += n - s.latestSize;
        System.arraycopy(newest, 0, s.latest, 0, n);
        s.latestSize = n;
        s.lastInBatch = -1;
    }

    private void carry(int[] order) {
        int from = Math.max(0, size - limits.carry());
        long newest = time[order[size - 1]];
        while (from < size && newest - time[order[from]] > limits.contextNanos()) {
            from++;
        }
        int count = size - from;
        Carried[] kept = new Carried[count];
        for (int n = 0; n < count; n++) {
            int i = order[from + n];
            kept[n] = new Carried(
                    time[i], threads.get(thread[i]), series[i], messages.text(message[i]), keptInBatch.get(i));
        }
        size = 0;
        batch++;
        messages.clear();
        threads.clear();
        threadNumbers.clear();
        keptInBatch.clear();
        latestByText.clear();
        for (Carried c : kept) {
            if (c.kept != null) {
                keptInBatch.put(size, c.kept);
            }
            append(c.at, number(c.thread), c.series, messages.number(c.message));
        }
        carried = size;
    }

    private record Carried(long at, ThreadRef thread, int series, @Nullable String message, @Nullable Kept kept) {}

    /** All kept, in time order. */
    List<Kept> kept() {
        List<Kept> all = new ArrayList<>(pinned);
        for (Series s : table.all()) {
            for (int n = 0; n < s.latestSize; n++) {
                if (!s.latest[n].pinned) {
                    all.add(s.latest[n]);
                }
            }
        }
        all.sort(java.util.Comparator.<Kept>comparingLong(k -> k.at)
                .thenComparing(k -> k.thread.id())
                .thenComparing(k -> k.series.index));
        return all;
    }
}
