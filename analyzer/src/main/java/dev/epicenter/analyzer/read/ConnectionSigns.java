package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Hash;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many connections were seen at work in each second of a chunk. No event tells that one is opened or closed; but a thread that
 * waits for a peer, or is held up as it writes to one, holds a connection to it meanwhile.
 */
final class ConnectionSigns {
    /** Marks of a chunk at most; beyond, seconds are counted too low. A judgement: ten times what is common. */
    private static final int MOST = 50_000;
    /** Of a connection that waits for longer only so much counts: a listener of messages waits for days. A judgement. */
    private static final long MOST_SECONDS = 60;

    private final Set<Long> seen = new HashSet<>();
    private final Map<Long, Integer> bySecond = new HashMap<>();

    /**
     * A thread read from a peer, or wrote to one.
     *
     * @param thread its number in the chunk
     * @param peer   hash of address and port
     * @param at     start in nanoseconds since the epoch
     */
    void atWork(int thread, long peer, long at, long nanos) {
        long first = Math.floorDiv(at, Nanos.SECOND);
        long last = Math.min(first + MOST_SECONDS, Math.floorDiv(at + nanos, Nanos.SECOND));
        for (long second = first; second <= last && seen.size() < MOST; second++) {
            if (seen.add(Hash.mix(Hash.mix(second, thread), peer))) {
                bySecond.merge(second, 1, Integer::sum);
            }
        }
    }

    /** Connections by second since the epoch; seconds without any are left out. */
    Map<Long, Integer> bySecond() {
        return bySecond;
    }
}
