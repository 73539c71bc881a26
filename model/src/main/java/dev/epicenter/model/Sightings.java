package dev.epicenter.model;

import java.util.List;

/**
 * What only our agent sees, beside catch blocks and tasks. All lists in time order; empty without it.
 *
 * @param interrupts by which threads told others to stop
 * @param catchTimes from throw to catch block, by process; where measured
 * @param shutdowns  of executors
 * @param locksLeft  locks that failures left behind
 */
public record Sightings(
        List<Interrupt> interrupts,
        List<CatchTimes> catchTimes,
        List<ExecutorShutdown> shutdowns,
        List<LockLeft> locksLeft) {
    /** The agent did not run, or had nothing of this to tell. */
    public static final Sightings NONE = new Sightings(List.of(), List.of(), List.of(), List.of());

    public Sightings {
        interrupts = List.copyOf(interrupts);
        catchTimes = List.copyOf(catchTimes);
        shutdowns = List.copyOf(shutdowns);
        locksLeft = List.copyOf(locksLeft);
    }
}
