package dev.epicenter.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the verdict does not rest on.
 *
 * @param thrown          Throwables constructed while recording, by {@code jdk.ExceptionStatistics}; empty when not recorded
 * @param recorded        throw events read
 * @param overTime        thrown against recorded between two statistics events, in time order
 * @param disabledEvents  event types that the analysis would use and the recording had switched off
 * @param throttle        the throttle of the throw event such as {@code 100/s}, empty when none
 * @param lostBytes       sum of {@code jdk.DataLoss}, in bytes
 * @param stackDepth      the recorder's stack depth where known, 0 otherwise
 * @param truncatedStacks failures recorded with a stack cut at that depth
 * @param stacklessFailures failures recorded without any stack
 * @param foldedFailures  failures counted in their series but not kept one by one
 * @param damage          chunks that could not be read, or only in part
 * @param shutdownSeen    whether the recording holds the JVM's orderly end
 * @param notes           each loss in one sentence, the most important first; empty when nothing is missing
 * @param agent           what the agent counted and what it left out, empty when it did not run
 */
public record DataLoss(
        OptionalLong thrown,
        long recorded,
        List<Interval> overTime,
        List<String> disabledEvents,
        String throttle,
        long lostBytes,
        int stackDepth,
        long truncatedStacks,
        long stacklessFailures,
        long foldedFailures,
        List<Damage> damage,
        boolean shutdownSeen,
        List<String> notes,
        Optional<AgentCounts> agent) {
    /** Without the agent. */
    public DataLoss(
            OptionalLong thrown,
            long recorded,
            List<Interval> overTime,
            List<String> disabledEvents,
            String throttle,
            long lostBytes,
            int stackDepth,
            long truncatedStacks,
            long stacklessFailures,
            long foldedFailures,
            List<Damage> damage,
            boolean shutdownSeen,
            List<String> notes) {
        this(
                thrown,
                recorded,
                overTime,
                disabledEvents,
                throttle,
                lostBytes,
                stackDepth,
                truncatedStacks,
                stacklessFailures,
                foldedFailures,
                damage,
                shutdownSeen,
                notes,
                Optional.empty());
    }

    public DataLoss {
        overTime = List.copyOf(overTime);
        disabledEvents = List.copyOf(disabledEvents);
        damage = List.copyOf(damage);
        notes = List.copyOf(notes);
    }

    /**
     * Thrown against recorded in one stretch of time.
     *
     * @param thrown   by the JVM's counter
     * @param recorded throw events
     */
    public record Interval(Instant from, Instant to, long thrown, long recorded) {}

    /**
     * A part of the input that could not be read.
     *
     * @param source file name
     * @param offset bytes from the start of the (uncompressed) input
     * @param bytes  how many bytes it concerns, -1 when unknown
     * @param what   what is wrong, in words
     */
    public record Damage(String source, long offset, long bytes, String what) {}

    /** The same with more sentences behind its own. */
    public DataLoss withNotes(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new DataLoss(
                thrown,
                recorded,
                overTime,
                disabledEvents,
                throttle,
                lostBytes,
                stackDepth,
                truncatedStacks,
                stacklessFailures,
                foldedFailures,
                damage,
                shutdownSeen,
                all,
                agent);
    }

    /**
     * What the agent counted, exactly, and what it recorded of that one by one; all of it while it recorded.
     *
     * @param constructed     Throwables constructed
     * @param recorded        of these, how many the recording holds one by one; the first ones of each kind always
     * @param handled         times that a catch block received something
     * @param handledRecorded of these, how many the recording holds one by one
     * @param faults          faults of the agent itself
     * @param disabledParts   what it did not record because it did not fit the JDK or had a fault
     * @param skippedClasses  classes whose catch blocks it could not watch
     */
    public record AgentCounts(
            long constructed,
            long recorded,
            long handled,
            long handledRecorded,
            long faults,
            List<String> disabledParts,
            int skippedClasses) {
        public AgentCounts {
            disabledParts = List.copyOf(disabledParts);
        }
    }

    /**
     * Share of the thrown that was recorded, in 0..1; 1 when the counter is missing, and when the agent ran: it records the first
     * ones of each kind, however many it leaves out.
     */
    public double recordedShare() {
        if (agent.isPresent() || thrown.isEmpty() || thrown.getAsLong() <= 0) {
            return 1;
        }
        return Math.min(1.0, (double) recorded / thrown.getAsLong());
    }
}
