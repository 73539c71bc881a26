package dev.epicenter.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A unit of work that moved, or could have moved, between threads.
 *
 * @param id          position in {@link Analysis#tasks()}
 * @param process     index of its process
 * @param parent      id of the task that submitted it, where known
 * @param kind        what ran it
 * @param name        class of the work, or the name of a thread
 * @param submittedBy the thread that handed it over, where known
 * @param ranOn       the thread that ran it, where known
 * @param submitted   when it was handed over, where known
 * @param started     when it began to run, where known
 * @param ended       when it was over, where known
 * @param outcome     how it ended
 * @param fetch       whether somebody asked for the outcome
 * @param failure     id of the failure it ended with, where known
 * @param context     trace or failure id it ran under, empty when none
 * @param cancellation where it was cancelled and the agent saw it
 * @param certainty   whether the agent saw it or it is concluded from stock events
 */
public record Task(
        int id,
        int process,
        Optional<Integer> parent,
        TaskKind kind,
        String name,
        Optional<ThreadRef> submittedBy,
        Optional<ThreadRef> ranOn,
        Optional<Instant> submitted,
        Optional<Instant> started,
        Optional<Instant> ended,
        TaskOutcome outcome,
        Fetch fetch,
        Optional<Integer> failure,
        String context,
        Optional<Cancellation> cancellation,
        Certainty certainty) {
    /** One that was not cancelled, as far as known. */
    public Task(
            int id,
            int process,
            Optional<Integer> parent,
            TaskKind kind,
            String name,
            Optional<ThreadRef> submittedBy,
            Optional<ThreadRef> ranOn,
            Optional<Instant> submitted,
            Optional<Instant> started,
            Optional<Instant> ended,
            TaskOutcome outcome,
            Fetch fetch,
            Optional<Integer> failure,
            String context,
            Certainty certainty) {
        this(
                id,
                process,
                parent,
                kind,
                name,
                submittedBy,
                ranOn,
                submitted,
                started,
                ended,
                outcome,
                fetch,
                failure,
                context,
                Optional.empty(),
                certainty);
    }

    /** Whether somebody asked for the outcome. */
    public enum Fetch {
        FETCHED,
        /** The outcome was collected as garbage, and nobody had asked for it. */
        NEVER,
        /** Nobody had asked when the recording ended. */
        UNDECIDED,
        /** The kind of task has no outcome to ask for, or it is not recorded. */
        UNKNOWN;

        /** The word used in JSON and text. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
