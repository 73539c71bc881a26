package dev.epicenter.analyzer.read;

import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A thread over the recording's time.
 *
 * @param thread    who
 * @param started   time of {@code jdk.ThreadStart}, empty when it ran before the recording
 * @param parent    the thread that started it
 * @param startedBy stack of the start: tells a pool that replaced its worker from one that grew
 * @param ended     time of {@code jdk.ThreadEnd}, empty when it outlived the recording
 * @param firstSeen time of its first event of any read type
 * @param lastSeen  time of its last event of any read type
 * @param waits     how it waited, in time order: the first and the latest ones, at most {@value #MAX_WAITS}
 */
public record ThreadLife(
        ThreadRef thread,
        Optional<Instant> started,
        Optional<ThreadRef> parent,
        StackTrace startedBy,
        Optional<Instant> ended,
        Instant firstSeen,
        Instant lastSeen,
        List<Wait> waits) {
    /** Waits kept of one thread at most. */
    public static final int MAX_WAITS = 128;

    public ThreadLife {
        waits = List.copyOf(waits);
    }

    /**
     * A wait that was over: jdk.ThreadPark, jdk.JavaMonitorWait, jdk.JavaMonitorEnter, jdk.ThreadSleep.
     *
     * @param event  event type
     * @param start  when it began
     * @param length how long
     * @param on     class waited on, empty when not recorded
     * @param stack  where; {@link StackTrace#EMPTY} when not recorded
     */
    public record Wait(String event, Instant start, Duration length, String on, StackTrace stack) {
        /** When it was over. */
        public Instant end() {
            return start.plus(length);
        }
    }
}
