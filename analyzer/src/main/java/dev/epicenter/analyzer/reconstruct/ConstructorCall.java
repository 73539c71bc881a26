package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.List;

/**
 * How a Throwable was built, read off the {@code <init>} frames: the descriptor of the outermost constructor tells whether
 * the code that threw handed a cause over, that of {@code Throwable.<init>} whether it got there.
 */
enum ConstructorCall {
    /** A Throwable was handed over and reached {@code Throwable}'s constructor: there is a cause. */
    CAUSE_KEPT,
    /** A Throwable was handed over and did not reach {@code Throwable}'s constructor: initCause, or dropped. */
    CAUSE_TAKEN,
    /** None was handed over. */
    NO_CAUSE,
    /** The recording holds no constructor frames. */
    UNKNOWN;

    static ConstructorCall of(StackTrace stack) {
        List<Frame> construction = stack.construction();
        if (construction.isEmpty() || construction.get(0).descriptor().isEmpty()) {
            return UNKNOWN;
        }
        if (!stack.builtFromCause()) {
            return NO_CAUSE;
        }
        return construction.get(0).takesThrowable() ? CAUSE_KEPT : CAUSE_TAKEN;
    }

    /** Whether a cause was handed over, kept or not. */
    boolean tookCause() {
        return this == CAUSE_KEPT || this == CAUSE_TAKEN;
    }
}
