package dev.epicenter.analyzer.read;

import dev.epicenter.model.DataLoss.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Compares the JVM's own count of Throwables (jdk.ExceptionStatistics, cumulative since recording was first switched on in
 * that JVM) with the throw events recorded between two of those. The JVM counts an Error twice, in Throwable's and in Error's
 * constructor; each recorded Error is taken off once. Pinned by ThrowEventSemanticsTest.
 */
final class ThrownCounter {
    private static final int MAX_INTERVALS = 600;

    private final List<long[]> intervals = new ArrayList<>();
    private long lastAt = Long.MIN_VALUE;
    private long lastValue;
    private long open;
    private long openErrors;
    private long thrown;
    private long uncovered;
    private boolean counted;

    /**
     * Takes the next chunk.
     *
     * @param statistics times, each with the JVM's count at that time, in any order
     * @param throwsOfChunk what was recorded
     * @param errors     times of the Errors among it
     * @param chunkStart when it began, {@link Long#MIN_VALUE} when unknown
     * @param fromZero   whether the counter began in this chunk, because the JVM did
     */
    void add(List<long[]> statistics, ThrowBatch throwsOfChunk, long[] errors, long chunkStart, boolean fromZero) {
        List<long[]> samples = new ArrayList<>(statistics);
        samples.sort((a, b) -> Long.compare(a[0], b[0]));
        long[] ends = samples.stream().mapToLong(sample -> sample[0]).toArray();
        long[] recordedBefore = byInterval(ends, throwsOfChunk.time, ThrowBatch.FRONT, throwsOfChunk.end);
        long[] errorsBefore = byInterval(ends, errors, 0, errors.length);
        for (int i = 0; i < ends.length; i++) {
            long[] sample = samples.get(i);
            long recorded = open + recordedBefore[i];
            long ofErrors = openErrors + errorsBefore[i];
            if (lastAt != Long.MIN_VALUE && sample[1] >= lastValue && sample[0] > lastAt) {
                add(lastAt, sample[0], Math.max(0, sample[1] - lastValue - ofErrors), recorded);
            } else if (lastAt == Long.MIN_VALUE && fromZero) {
                add(Math.min(chunkStart, sample[0]), sample[0], Math.max(0, sample[1] - ofErrors), recorded);
            } else {
                uncovered += recorded;
            }
            lastAt = sample[0];
            lastValue = sample[1];
            open = 0;
            openErrors = 0;
        }
        open += recordedBefore[ends.length];
        openErrors += errorsBefore[ends.length];
    }

    /** How many of the times are before each end and after the one before it; the last count is after all of them. */
    private static long[] byInterval(long[] ends, long[] times, int start, int size) {
        long[] counts = new long[ends.length + 1];
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        int interval = 0;
        for (int i = start; i < size; i++) {
            long time = times[i];
            if (time <= from || time > to) {
                int at = Arrays.binarySearch(ends, time);
                interval = at >= 0 ? at : -at - 1;
                from = interval == 0 ? Long.MIN_VALUE : ends[interval - 1];
                to = interval == ends.length ? Long.MAX_VALUE : ends[interval];
            }
            counts[interval]++;
        }
        return counts;
    }

    private void add(long from, long to, long count, long recorded) {
        thrown += count;
        counted = true;
        intervals.add(new long[] {from, to, count, recorded});
        if (intervals.size() >= MAX_INTERVALS * 2) {
            for (int i = 0; i < MAX_INTERVALS; i++) {
                long[] a = intervals.get(2 * i);
                long[] b = intervals.get(2 * i + 1);
                intervals.set(i, new long[] {a[0], b[1], a[2] + b[2], a[3] + b[3]});
            }
            intervals.subList(MAX_INTERVALS, intervals.size()).clear();
        }
    }

    /** All thrown; outside the intervals only what was recorded is known to have been. */
    OptionalLong thrown() {
        return counted ? OptionalLong.of(thrown + uncovered + open) : OptionalLong.empty();
    }

    List<Interval> intervals() {
        return intervals.stream()
                .map(i -> new Interval(Nanos.instant(i[0]), Nanos.instant(i[1]), i[2], i[3]))
                .toList();
    }
}
