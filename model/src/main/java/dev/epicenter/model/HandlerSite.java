package dev.epicenter.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A catch block that the agent saw run.
 *
 * @param id          position in {@link Analysis#handlers()}
 * @param process     index of its process
 * @param frame       the method with the catch block and the block's first line
 * @param caught      binary names of the types that it catches; empty for {@code finally}
 * @param disposition what its code does with what it catches
 * @param does        the same in words, a few each, such as {@code logs the message without the exception}
 * @param hits        how often it ran, by the agent's exact counter
 * @param recorded    how many of these the recording holds one by one
 * @param handling    median time from the throw to the handler, where measured
 * @param received    what it received, most frequent first
 * @param incidents   ids of the incidents on whose path it sits
 * @param remarks     what is wrong with its place
 */
public record HandlerSite(
        int id,
        int process,
        Frame frame,
        List<String> caught,
        Disposition disposition,
        List<String> does,
        long hits,
        long recorded,
        Optional<Duration> handling,
        List<Received> received,
        List<String> incidents,
        List<Remark> remarks) {
    public HandlerSite {
        caught = List.copyOf(caught);
        does = List.copyOf(does);
        received = List.copyOf(received);
        incidents = List.copyOf(incidents);
        remarks = List.copyOf(remarks);
    }

    /** What can be wrong with the place of a catch block. */
    public enum Flaw {
        /** It covers the line where work is handed to another thread, and not the work. */
        AROUND_HAND_OVER("around-hand-over"),
        /** Its thread ends when it has run: it stands outside of what should have gone on. */
        OUTSIDE_LOOP("outside-loop"),
        /** It ends interrupts: the thread does not learn that it was told to stop. */
        SWALLOWS_INTERRUPTS("swallows-interrupts");

        private final String id;

        Flaw(String id) {
            this.id = id;
        }

        /** The word used in JSON and text. */
        public String id() {
            return id;
        }
    }

    /**
     * What is wrong with its place.
     *
     * @param text in words, one sentence
     */
    public record Remark(Flaw flaw, String text) {}

    /**
     * One kind of failure that the handler received.
     *
     * @param type   binary class name
     * @param count  how many of the recorded hits
     * @param series index in {@link FailureGraph#series()}, empty when none of them is there
     */
    public record Received(String type, long count, Optional<Integer> series) {}
}
