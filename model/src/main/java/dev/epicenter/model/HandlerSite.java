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
 * @param remarks     what is wrong with its place, one sentence each, such as a boundary around the hand-over and not the work
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
        List<String> remarks) {
    public HandlerSite {
        caught = List.copyOf(caught);
        does = List.copyOf(does);
        received = List.copyOf(received);
        incidents = List.copyOf(incidents);
        remarks = List.copyOf(remarks);
    }

    /**
     * One kind of failure that the handler received.
     *
     * @param type   binary class name
     * @param count  how many of the recorded hits
     * @param series index in {@link FailureGraph#series()}, empty when none of them is there
     */
    public record Received(String type, long count, Optional<Integer> series) {}
}
