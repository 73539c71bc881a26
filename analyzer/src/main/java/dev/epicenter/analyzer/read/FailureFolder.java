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
    private final LatestByText latestByText = new LatestByText();

    private long[] time = new long[1024];
    private int[] thread = new int[1024];
    private int[] series = new int[1024];
    private int[] message = new int[1024];
    private int size;
    /** The leading ones were counted with the batch before and are here only as context. */
    private int carried;

    /** Pairs of series, the unusual one and its company, with how often the company was kept for its sake. */
    private final LongIntMap company = new LongIntMap();

    /** By position; the array is as long as the batch that is folded, at least. */
    private @Nullable Kept[] keptInBatch = new Kept[0];

    /** By series: position of its last throw in the batch being folded, -1 when it has none there. */
    private int[] lastInSeries = new int[0];
    /** By series: how many of its first ones are kept. */
    private byte[] firstKept = new byte[0];

    private int[] typeOfSeries = new int[0];
    private int[] touchedSeries = new int[0];
    private int preparedSeries;
    /** How many of the first of each series are kept while there is as much room as now. */
    private int firstAllowed;

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

    /** Number of a message, for {@link #add(long, int, int, int)}. */
    int number(@Nullable String text) {
        return messages.number(text);
    }

    /** Takes a throw by its series' index and the numbers of its thread and message, of this {@link #batch()}. */
    void add(long at, int by, int of, int text) {
        append(at, by, of, text);
    }

    /** Number of a thread, for {@link #add(long, int, int, int)}. */
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
            keptInBatch = Arrays.copyOf(keptInBatch, size);
        }
        latestByText.start(table.types(), messages.size());
        int[] lastInThread = filled(threads.size());
        int[] firstInThread = filled(threads.size());
        int firstAnywhere = -1;
        prepareSeries();
        int touched = 0;
        for (int position = 0; position < size; position++) {
            int i = order[position];
            int of = series[i];
            int by = thread[i];
            beforeInThread[i] = lastInThread[by];
            lastInThread[by] = i;
            if (i >= carried) {
                boolean first = firstKept[of] < firstAllowed && pin(i, false);
                if (first) {
                    keepFirst(order, position);
                }
                if (firstAnywhere >= 0) {
                    keepFollower(firstInThread[by], i, limits.contextNanos());
                    if (time[i] - time[firstAnywhere] <= limits.wakeUpNanos() && table.get(of).takesCause) {
                        keepFollower(firstAnywhere, i, limits.wakeUpNanos());
                    }
                }
                if (first) {
                    firstInThread[by] = i;
                    firstAnywhere = i;
                }
                beforeInSeries[i] = lastInSeries[of];
                if (lastInSeries[of] < 0) {
                    touchedSeries[touched++] = of;
                }
                lastInSeries[of] = i;
            }
            latestByText.put(typeOfSeries[of], message[i], i);
        }
        for (int n = 0; n < touched; n++) {
            Series s = table.get(touchedSeries[n]);
            count(s);
            keepLatest(s);
            lastInSeries[s.index] = -1;
        }
        total += size - carried;
        carry(order);
    }

    private static int[] filled(int length) {
        int[] none = new int[length];
        Arrays.fill(none, -1);
        return none;
    }

    /** Makes room for series that are new since the last batch. */
    private void prepareSeries() {
        int known = table.all().size();
        if (known > lastInSeries.length) {
            int from = lastInSeries.length;
            int room = known + known / 2;
            lastInSeries = Arrays.copyOf(lastInSeries, room);
            Arrays.fill(lastInSeries, from, room, -1);
            touchedSeries = new int[room];
            firstKept = Arrays.copyOf(firstKept, room);
            typeOfSeries = Arrays.copyOf(typeOfSeries, room);
        }
        for (; preparedSeries < known; preparedSeries++) {
            typeOfSeries[preparedSeries] = table.get(preparedSeries).typeIndex;
        }
        firstAllowed = firstAllowed();
    }

    /** Counts the throws of a series that are in the batch, the latest first. */
    private void count(Series s) {
        int latest = lastInSeries[s.index];
        s.last = Math.max(s.last, time[latest]);
        for (int i = latest; i >= 0; i = beforeInSeries[i]) {
            s.count++;
            s.first = Math.min(s.first, time[i]);
            s.profile.add(clock.bucket(time[i]), clock);
            s.threads.add(threads.get(thread[i]));
        }
    }

    /** Keeps what belongs to one of the first of a series, which itself is kept. */
    private void keepFirst(int[] order, int position) {
        int i = order[position];
        int nth = ++firstKept[series[i]];
        boolean sure = nth <= limits.sure();
        keepContext(i, sure);
        keepQuoted(i, sure);
        if (sure && message[i] == MessagePool.NONE && table.get(series[i]).takesCause) {
            keepOtherThreads(order, position);
        }
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
        int known = Math.max(0, company.get(pair));
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
            int quoted = latestByText.get(typeIndex, restNumber);
            return quoted >= 0 && pin(quoted, sure);
        });
    }

    private boolean pin(int i, boolean sure) {
        Series s = table.get(series[i]);
        Kept known = keptInBatch[i];
        if (known != null && known.pinned) {
            return true;
        }
        int most = sure ? limits.perSeriesSure() : limits.perSeries();
        if (s.pinned > 0 && (s.pinned >= most || others >= room(sure))) {
            return false;
        }
        if (s.pinned > 0) {
            others++;
            firstAllowed = firstAllowed();
        }
        s.pinned++;
        Kept kept = known != null ? known : keep(i);
        kept.pinned = true;
        pinned.add(kept);
        return true;
    }

    private Kept keep(int i) {
        Kept kept = new Kept(table.get(series[i]), time[i], threads.get(thread[i]), messages.text(message[i]));
        keptInBatch[i] = kept;
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
        for (int i = lastInSeries[s.index]; i >= 0 && n < room; i = beforeInSeries[i]) {
            Kept known = keptInBatch[i];
            newest[n++] = known != null ? known : keep(i);
        }
        for (int i = 0; i < s.latestSize && n < room; i++) {
            newest[n++] = s.latest[i];
        }
        others += n - s.latestSize;
        System.arraycopy(newest, 0, s.latest, 0, n);
        s.latestSize = n;
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
            kept[n] =
                    new Carried(time[i], threads.get(thread[i]), series[i], messages.text(message[i]), keptInBatch[i]);
        }
        Arrays.fill(keptInBatch, 0, size, null);
        size = 0;
        batch++;
        messages.clear();
        threads.clear();
        threadNumbers.clear();
        for (Carried c : kept) {
            if (c.kept != null) {
                keptInBatch[size] = c.kept;
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
