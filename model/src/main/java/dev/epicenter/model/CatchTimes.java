package dev.epicenter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long failures took from where they were thrown to the catch blocks that received them.
 *
 * @param process  index of the process
 * @param measured how many were measured
 * @param median   of them
 * @param p99      what 99 of 100 did not exceed
 * @param slowest  the longest ones, longest first
 */
public record CatchTimes(int process, long measured, Duration median, Duration p99, List<Slow> slowest) {
    public CatchTimes {
        slowest = List.copyOf(slowest);
    }

    /**
     * One of them.
     *
     * @param failure     id of the failure
     * @param handler     id of the {@link HandlerSite}
     * @param at          when it was received
     * @param took        from the throw
     * @param collections how much of that all threads stood still for the garbage collector
     * @param safepoints  how much of that for another reason
     */
    public record Slow(int failure, int handler, Instant at, Duration took, Duration collections, Duration safepoints) {
        /** How much of the time all threads stood still. */
        public Duration stopped() {
            return collections.plus(safepoints);
        }
    }
}
