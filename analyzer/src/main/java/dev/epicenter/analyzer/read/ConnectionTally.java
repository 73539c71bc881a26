package dev.epicenter.analyzer.read;

import dev.epicenter.model.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Connections seen at work over all chunks, by second while reading and by longer stretches of a long recording then. */
final class ConnectionTally {
    /** Seconds kept at most, the earliest: three days. */
    private static final int MOST = 3 * 86_400;

    private final int samples;
    private final NavigableMap<Long, Integer> bySecond = new TreeMap<>();

    /** @param samples of the result at most */
    ConnectionTally(int samples) {
        this.samples = samples;
    }

    void add(Map<Long, Integer> chunk) {
        chunk.forEach((second, count) -> {
            if (bySecond.size() < MOST || bySecond.containsKey(second)) {
                bySecond.merge(second, count, Integer::sum);
            }
        });
    }

    /** Mean of equal stretches from the first second to the last, those in which nothing was seen included. */
    List<Machine.Connections> all() {
        if (bySecond.isEmpty()) {
            return List.of();
        }
        long first = bySecond.firstKey();
        long stretch = (bySecond.lastKey() - first) / samples + 1;
        long[] sums = new long[(int) ((bySecond.lastKey() - first) / stretch) + 1];
        bySecond.forEach((second, count) -> sums[(int) ((second - first) / stretch)] += count);
        List<Machine.Connections> all = new ArrayList<>(sums.length);
        for (int i = 0; i < sums.length; i++) {
            Instant middle = Instant.ofEpochMilli(1_000 * (first + i * stretch) + 500 * stretch);
            all.add(new Machine.Connections(middle, (double) sums[i] / stretch));
        }
        return all;
    }
}
