package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.Series.Kept;
import dev.epicenter.model.ThreadRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds throw events into series with exact counts and decides which are kept one by one: the first and the latest of each
 * series, what the same thread threw shortly before a first one, and the Throwable that its message quotes. Throws wait in
 * primitive columns until {@link #fold()} sees them in time order.
 */
final class FailureFolder {
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

    private int[] beforeInThread = new int[0];
    private int[] beforeInSeries = new int[0];
    private int others;
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
        if (size >= limits.batch() + carried) {
            fold();
        }
        append(at, number(by), of.index, messages.number(text));
    }

    private int number(ThreadRef ref) {
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
        List<Series> touched = new ArrayList<>();
        for (int i : order) {
            Series s = table.get(series[i]);
            beforeInThread[i] = lastInThread[thread[i]];
            lastInThread[thread[i]] = i;
            if (i >= carried) {
                count(s, i);
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

    private void count(Series s, int i) {
        total++;
        s.count++;
        s.first = Math.min(s.first, time[i]);
        s.last = Math.max(s.last, time[i]);
        s.profile.add(clock.bucket(time[i]), clock);
        s.threads.add(threads.get(thread[i]));
        if (s.firstKept < limits.first() && pin(i)) {
            s.firstKept++;
            keepContext(i);
            keepQuoted(i);
        }
    }

    private void keepContext(int i) {
        int before = beforeInThread[i];
        for (int n = 0; n < limits.context() && before >= 0; n++) {
            if (time[i] - time[before] > limits.contextNanos()) {
                return;
            }
            pin(before);
            before = beforeInThread[before];
        }
    }

    private void keepQuoted(int i) {
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
            return quoted >= 0 && pin(quoted);
        });
    }

    private static long textKey(int type, int message) {
        return ((long) type << 32) | (message + 1);
    }

    private boolean pin(int i) {
        Series s = table.get(series[i]);
        Kept known = keptInBatch.get(i);
        if (known != null && known.pinned) {
            return true;
        }
        if (s.pinned > 0 && (s.pinned >= limits.perSeries() || others >= limits.others())) {
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
        if (s.latestSize < room && others >= limits.others()) {
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
