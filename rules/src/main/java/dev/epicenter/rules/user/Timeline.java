package dev.epicenter.rules.user;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.List;

/** Bursts put in order, and how many failures a stretch of time holds, for certain or possibly. */
final class Timeline {
    private final List<Burst> byEnd;
    private final Instant[] starts;
    private final long[] startedBefore;
    private final Instant[] ends;
    private final long[] endedBefore;

    Timeline(List<Burst> bursts) {
        this.byEnd = bursts.stream()
                .sorted(comparing(Burst::to).thenComparing(Burst::from))
                .toList();
        List<Burst> byStart = bursts.stream().sorted(comparing(Burst::from)).toList();
        this.starts = byStart.stream().map(Burst::from).toArray(Instant[]::new);
        this.startedBefore = sums(byStart);
        this.ends = byEnd.stream().map(Burst::to).toArray(Instant[]::new);
        this.endedBefore = sums(byEnd);
    }

    /** {@code sums[i]} is the count of the first {@code i}. */
    private static long[] sums(List<Burst> bursts) {
        long[] sums = new long[bursts.size() + 1];
        for (int i = 0; i < bursts.size(); i++) {
            sums[i + 1] = sums[i] + bursts.get(i).count();
        }
        return sums;
    }

    /** By the moment when they are surely over. */
    List<Burst> byEnd() {
        return byEnd;
    }

    /** All of them. */
    long total() {
        return endedBefore[endedBefore.length - 1];
    }

    /** The most that there can have been from {@code from} to {@code to}, both included. */
    long possible(Instant from, Instant to) {
        return startedBefore[firstAfter(starts, to)] - endedBefore[firstNotBefore(ends, from)];
    }

    private static int firstNotBefore(Instant[] sorted, Instant time) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle].isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int firstAfter(Instant[] sorted, Instant time) {
        return firstNotBefore(sorted, time.plusNanos(1));
    }
}
