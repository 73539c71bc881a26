package dev.epicenter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A thread was told by another one to stop what it does.
 *
 * @param at       when
 * @param thread   which was told
 * @param by       who told it
 * @param from     the application's method that asked, or the innermost one; empty when not recorded
 * @param task     id of the task whose cancellation asked for it
 * @param reaction what came of it
 * @param noticed  when the thread noticed
 * @param failure  id of the exception by which it noticed
 * @param handler  id of the {@link HandlerSite} that ended it without telling anyone
 * @param wentOn   how long thread or task went on afterwards, at least; empty where that cannot be told
 */
public record Interrupt(
        Instant at,
        ThreadRef thread,
        ThreadRef by,
        Optional<Frame> from,
        Optional<Integer> task,
        Reaction reaction,
        Optional<Instant> noticed,
        Optional<Integer> failure,
        Optional<Integer> handler,
        Optional<Duration> wentOn) {

    /** What came of an interrupt. */
    public enum Reaction {
        /** The thread noticed: by an exception, or by asking for its status in a way that clears it. */
        NOTICED,
        /** It noticed, and a catch block ended it there. */
        SWALLOWED,
        /** Nothing shows that it noticed; code that only looks at its status leaves no trace, but ends soon. */
        NONE_SEEN;

        /** The word used in JSON and text. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
