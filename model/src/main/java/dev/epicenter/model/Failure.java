package dev.epicenter.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One Throwable instance as recorded, or a condition that is a failure without one (deadlock, memory exhausted, long pause).
 *
 * @param id      index in {@link FailureGraph#failures()}
 * @param series  index in {@link FailureGraph#series()} of the equal failures it stands for
 * @param at      when the Throwable was constructed (JFR's moment, not that of the throw), or the condition was seen
 * @param type    binary class name, or a {@link Condition}'s name
 * @param message the message, empty when null or not recorded
 * @param stack   where it was built; {@link StackTrace#EMPTY} when not recorded
 * @param thread  the thread that built it
 * @param number  the number by which the agent knows this very object within its process, 0 where the agent did not record it
 */
public record Failure(
        int id,
        int series,
        Instant at,
        String type,
        Optional<String> message,
        StackTrace stack,
        ThreadRef thread,
        long number) {

    /** One that the agent did not record. */
    public Failure(
            int id, int series, Instant at, String type, Optional<String> message, StackTrace stack, ThreadRef thread) {
        this(id, series, at, type, message, stack, thread, 0);
    }

    /** The same in another graph. */
    public Failure placed(int otherId, int otherSeries, Instant otherAt, ThreadRef otherThread) {
        return new Failure(otherId, otherSeries, otherAt, type, message, stack, otherThread, number);
    }

    /** What {@link Throwable#toString()} gives, as far as the recording tells: type, and message if there is one. */
    public String asString() {
        return message.map(m -> type + ": " + m).orElse(type);
    }

    /** Whether this is a {@link Condition} and not a Throwable. */
    public boolean isCondition() {
        return type.startsWith(Condition.PREFIX);
    }

    /** Which layer it belongs to. */
    public Recoverability recoverability() {
        return Recoverability.of(type);
    }
}
