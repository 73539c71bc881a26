package dev.epicenter.model;

import java.time.Instant;
import java.util.List;

/**
 * An event in the recording that a statement rests on.
 *
 * @param event  event type such as {@code jdk.JavaExceptionThrow}
 * @param at     its start time
 * @param thread thread name, empty when the event has none
 * @param frames its innermost frames, at most a handful
 */
public record EventRef(String event, Instant at, String thread, List<Frame> frames) {
    /** Frames that a reference shows at most. */
    public static final int FRAMES = 5;

    public EventRef {
        frames = List.copyOf(frames.size() > FRAMES ? frames.subList(0, FRAMES) : frames);
    }

    /** The event that recorded {@code failure}. */
    public static EventRef of(String event, Failure failure) {
        return new EventRef(
                event, failure.at(), failure.thread().display(), failure.stack().frames());
    }
}
