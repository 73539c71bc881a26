package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.LongTable;
import dev.epicenter.analyzer.read.Series.Kept;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which throws are kept one by one: the first and the latest of each series, the first of each kind of message in it, what the same thread threw shortly before
 * and after a first one, and the Throwable that its message quotes. Told of all throws of a {@link FoldBatch} in the order of time.
 */
final class FailureKeeper {
    /** Throws looked back at for other threads. A judgement: a storm of one thread hides the others beyond. */
    private static final int OTHERS_SEARCHED = 256;

    /** Causes of causes that are kept for the sake of one. */
    private static final int ORIGINS = 16;

    /** Series with fewer throws need no memory for the kinds of their messages: all are kept. */
    private static final int KINDS_FROM = 8;

    private static final long AFTER = 1L << 63;

    private final FoldLimits limits;
    private final SeriesTable table;
    private final FoldBatch batch;
    private final List<Kept> pinned = new ArrayList<>();
    /** Pairs of series, the unusual one and its company, with how often the company was kept for its sake. */
    private final LongTable company = new LongTable();
    /** By series: how many of its first ones are kept. */
    private byte[] firstKept = new byte[64];
    /** How many of the first of each series are kept while there is as much room as now. */
    private int firstAllowed;
    /** By thread: its latest row that was one of the first of a series; -1 when there is none in the batch. */
    private int[] firstInThread = {};

    private int firstAnywhere = -1;
    private int others;

    FailureKeeper(FoldLimits limits, SeriesTable table, FoldBatch batch) {
        this.limits = limits;
        this.table = table;
        this.batch = batch;
    }

    /** A new batch begins. */
    void start() {
        if (firstKept.length < table.size()) {
            firstKept = Arrays.copyOf(firstKept, table.size() + table.size() / 2);
        }
        firstInThread = new int[batch.threads()];
        Arrays.fill(firstInThread, -1);
        firstAnywhere = -1;
        firstAllowed = firstAllowed();
    }

    /**
     * The next throw that is new, in the order of time.
     *
     * @param place its place in that order
     */
    void next(int row, int place) {
        int series = batch.series(row);
        boolean first = (firstKept[series] < firstAllowed || isOfNewKind(row)) && pin(row, false);
        if (first) {
            keepFirst(row, place);
        }
        if (firstAnywhere >= 0) {
            keepFollower(firstInThread[batch.thread(row)], row, limits.contextNanos());
            if (batch.time(row) - batch.time(firstAnywhere) <= limits.wakeUpNanos() && table.get(series).takesCause) {
                keepFollower(firstAnywhere, row, limits.wakeUpNanos());
            }
        }
        if (batch.number(row) > 0) {
            keepKnown(row, first);
        }
        if (first) {
            firstInThread[batch.thread(row)] = row;
            firstAnywhere = row;
        }
    }

    /** Whether a row's message is one of the first of its kind in its series. */
    private boolean isOfNewKind(int row) {
        Series s = table.get(batch.series(row));
        if (s.kinds == null) {
            s.kinds = new MessageKinds();
        }
        int hash = batch.textHash(row);
        return s.kinds.wants(hash) && s.kinds.isNew(hash, batch.text(row));
    }

    /** What the agent says led to a kept one is kept, too, and so is what ended something, and what a kept one led to. */
    private void keepKnown(int row, boolean first) {
        boolean kept = first || batch.isTold(row) && pin(row, true);
        batch.origins(row, origin -> {
            Kept known = batch.kept(origin);
            if (kept) {
                pinOrigin(origin, 0);
            } else if (known != null && known.pinned) {
                accompany(origin, row, true, true);
            }
        });
    }

    private void pinOrigin(int row, int depth) {
        Kept known = batch.kept(row);
        boolean done = known != null && known.pinned;
        if (!done && pin(row, true) && depth < ORIGINS) {
            batch.origins(row, origin -> pinOrigin(origin, depth + 1));
        }
    }

    /** Keeps what belongs to one of the first of a series, which itself is kept. */
    private void keepFirst(int row, int place) {
        int series = batch.series(row);
        int nth = ++firstKept[series];
        boolean sure = nth <= limits.sure();
        if (nth >= KINDS_FROM && nth <= firstAllowed) {
            isOfNewKind(row);
        }
        keepContext(row, sure);
        keepQuoted(row, sure);
        if (sure && !batch.hasText(row) && table.get(series).takesCause) {
            keepOtherThreads(row, place);
        }
    }

    /** What came of a first one: the next throws of its thread, and what another thread wrapped shortly after it. */
    private void keepFollower(int first, int row, long nanos) {
        if (first >= 0 && batch.time(row) - batch.time(first) <= nanos) {
            accompany(first, row, true, true);
        }
    }

    /** Keeps a throw for the sake of another; of each pair of series only the first few before it and the first few after. */
    private void accompany(int unusual, int other, boolean after, boolean sure) {
        long pair = (after ? AFTER : 0) | ((long) batch.series(unusual) << 32) | batch.series(other);
        long known = Math.max(0, company.get(pair));
        if (known < (after ? limits.after() : limits.before()) && pin(other, sure)) {
            company.put(pair, known + 1);
        }
    }

    /**
     * The latest throw of each other thread shortly before: a Throwable built with a cause and no message of its own is
     * recorded without one, and its cause may have come from another thread, as an ExecutionException's does.
     */
    private void keepOtherThreads(int row, int place) {
        Set<Integer> seen = new HashSet<>();
        seen.add(batch.thread(row));
        int last = Math.max(0, place - OTHERS_SEARCHED);
        for (int p = place - 1; p >= last && seen.size() <= limits.context(); p--) {
            int before = batch.row(p);
            if (batch.time(row) - batch.time(before) > limits.contextNanos()) {
                return;
            }
            if (seen.add(batch.thread(before))) {
                pin(before, true);
            }
        }
    }

    /** What its thread threw before it: the closest one in any case, since that may be its cause. */
    private void keepContext(int row, boolean sure) {
        int before = batch.beforeInThread(row);
        for (int n = 0; n < limits.context() && before >= 0; n++) {
            if (batch.time(row) - batch.time(before) > limits.contextNanos()) {
                return;
            }
            if (n == 0) {
                pin(before, sure);
            } else {
                accompany(row, before, false, sure);
            }
            before = batch.beforeInThread(before);
        }
    }

    private void keepQuoted(int row, boolean sure) {
        String text = batch.text(row);
        if (text == null) {
            return;
        }
        CauseText.search(text, (type, rest) -> {
            int typeIndex = table.typeIndex(type);
            int quoted = typeIndex < 0 ? -1 : batch.latest(typeIndex, rest);
            return quoted >= 0 && pin(quoted, sure);
        });
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

    private boolean pin(int row, boolean sure) {
        Series s = table.get(batch.series(row));
        Kept known = batch.kept(row);
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
        Kept kept = known != null ? known : batch.keep(row);
        kept.pinned = true;
        pinned.add(kept);
        return true;
    }

    /**
     * Replaces the latest ones of a series by those of this batch.
     *
     * @param rows the latest rows of the series in the batch, the latest first
     */
    void keepLatest(Series s, int[] rows, int count) {
        int room = s.latest.length;
        if (s.latestSize < room && others >= room(false)) {
            room = s.latestSize;
        }
        Kept[] newest = new Kept[room];
        int n = 0;
        for (int i = 0; i < count && n < room; i++) {
            Kept known = batch.kept(rows[i]);
            newest[n++] = known != null ? known : batch.keep(rows[i]);
        }
        for (int i = 0; i < s.latestSize && n < room; i++) {
            newest[n++] = s.latest[i];
        }
        others += n - s.latestSize;
        System.arraycopy(newest, 0, s.latest, 0, n);
        s.latestSize = n;
    }

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
        all.sort(Comparator.<Kept>comparingLong(k -> k.at)
                .thenComparing(k -> k.thread.id())
                .thenComparing(k -> k.series.index));
        return all;
    }
}
