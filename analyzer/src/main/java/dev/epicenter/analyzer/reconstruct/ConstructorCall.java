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
        Frame outermost = construction.get(construction.size() - 1);
        if (!takesThrowable(outermost)) {
            return NO_CAUSE;
        }
        return takesThrowable(construction.get(0)) ? CAUSE_KEPT : CAUSE_TAKEN;
    }

    /** Whether a cause was handed over, kept or not. */
    boolean tookCause() {
        return this == CAUSE_KEPT || this == CAUSE_TAKEN;
    }

    /**
     * Whether JFR recorded no message although the Throwable has one: {@code Throwable(Throwable)} takes its message from
     * the cause, and the event is written with the message argument, of which that constructor has none. Pinned by
     * {@code ConstructionSemanticsTest}.
     */
    static boolean messageFromCause(StackTrace stack) {
        return !stack.construction().isEmpty()
                && stack.construction().get(0).descriptor().startsWith("(Ljava/lang/Throwable;)");
    }

    /** Whether a method takes a Throwable, going by the names of its parameter types. */
    static boolean takesThrowable(Frame method) {
        String descriptor = method.descriptor();
        int end = descriptor.indexOf(')');
        String parameters = end < 0 ? descriptor : descriptor.substring(0, end);
        for (String parameter : parameters.split(";")) {
            if (parameter.endsWith("Throwable") || parameter.endsWith("Exception") || parameter.endsWith("Error")) {
                return true;
            }
        }
        return false;
    }
}
