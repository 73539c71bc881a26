package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.Series.Kept;
import java.util.Arrays;
import java.util.List;

/**
 * Folds throw events into series with exact counts: how many, when, in how many threads. Which of them are kept one by one
 * {@link FailureKeeper} decides.
 */
final class FailureFolder {
    /** Threads of a batch that have a bit of their own. */
    private static final int BITS = Long.SIZE;

    private final SeriesTable table;
    private final ProfileClock clock;
    private final FoldBatch batch;
    private final FailureKeeper keeper;
    private final int latestKept;
    private long total;

    /** By series: what it has in the batch that is being folded. */
    private int[] counts = new int[64];

    private int[] firstRow = new int[64];
    private long[] threadBits = new long[64];
    /** The latest rows, the latest first; {@link #latestKept} of each. */
    private int[] latest = new int[0];

    private int[] touched = new int[64];

    /** By series: how many came in the current bucket of time. */
    private int[] inBucket = new int[64];

    private int[] touchedInBucket = new int[64];
    private int touchedInBucketSize;
    private int bucket;
    private int doublings;

    /**
     * @param process index of the process whose throws are folded
     */
    FailureFolder(int process, FoldLimits limits, ProfileClock clock) {
        this.table = new SeriesTable(limits);
        this.clock = clock;
        this.batch = new FoldBatch(process, table, limits);
        this.keeper = new FailureKeeper(limits, table, batch);
        this.latestKept = limits.latest();
    }

    SeriesTable table() {
        return table;
    }

    /** How many were folded. */
    long total() {
        return total;
    }

    /** Counts a batch and keeps what is worth keeping. The batch's columns are used up. */
    void fold(ThrowBatch throwsOfChunk) {
        if (throwsOfChunk.size() == 0) {
            return;
        }
        batch.load(throwsOfChunk);
        int rows = batch.rows();
        clock.start(batch.time(batch.row(0)), batch.time(batch.row(rows - 1)));
        keeper.start();
        makeRoom();
        int touchedSize = 0;
        for (int place = 0; place < rows; place++) {
            int row = batch.row(place);
            batch.see(row);
            if (!batch.isContext(row)) {
                keeper.next(row, place);
                int series = batch.series(row);
                if (counts[series] == 0) {
                    touched[touchedSize++] = series;
                    firstRow[series] = row;
                }
                count(row, series);
            }
        }
        endBucket();
        for (int n = 0; n < touchedSize; n++) {
            endSeries(touched[n]);
        }
        total += batch.size();
        batch.unload();
    }

    private void count(int row, int series) {
        long time = batch.time(row);
        int now = clock.bucket(time);
        if (now != bucket || clock.doublings() != doublings) {
            endBucket();
            bucket = now;
            doublings = clock.doublings();
        }
        if (inBucket[series]++ == 0) {
            touchedInBucket[touchedInBucketSize++] = series;
        }
        int thread = batch.thread(row);
        if (thread < BITS) {
            threadBits[series] |= 1L << thread;
        } else {
            table.get(series).threads.add(batch.threadOf(thread));
        }
        latest[series * latestKept + counts[series]++ % latestKept] = row;
    }

    /** Hands what came in a bucket of time to the series; the bucket may have become part of a wider one meanwhile. */
    private void endBucket() {
        int current = bucket >> clock.doublings() - doublings;
        for (int n = 0; n < touchedInBucketSize; n++) {
            int series = touchedInBucket[n];
            table.get(series).profile.add(current, inBucket[series], clock);
            inBucket[series] = 0;
        }
        touchedInBucketSize = 0;
    }

    private void endSeries(int index) {
        Series s = table.get(index);
        int count = counts[index];
        int kept = Math.min(count, latestKept);
        int[] rows = new int[kept];
        for (int n = 0; n < kept; n++) {
            rows[n] = latest[index * latestKept + (count - 1 - n) % latestKept];
        }
        s.count += count;
        s.first = Math.min(s.first, batch.time(firstRow[index]));
        s.last = Math.max(s.last, batch.time(rows[0]));
        for (long bits = threadBits[index]; bits != 0; bits &= bits - 1) {
            s.threads.add(batch.threadOf(Long.numberOfTrailingZeros(bits)));
        }
        keeper.keepLatest(s, rows, kept);
        counts[index] = 0;
        threadBits[index] = 0;
    }

    private void makeRoom() {
        if (counts.length < table.size()) {
            int room = table.size() + table.size() / 2;
            counts = new int[room];
            firstRow = new int[room];
            threadBits = new long[room];
            touched = new int[room];
            inBucket = new int[room];
            touchedInBucket = new int[room];
        }
        if (latest.length < table.size() * latestKept) {
            latest = Arrays.copyOf(latest, counts.length * latestKept);
        }
    }

    /** All kept, in time order. */
    List<Kept> kept() {
        return keeper.kept();
    }
}
