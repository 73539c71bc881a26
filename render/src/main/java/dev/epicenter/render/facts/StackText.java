package dev.epicenter.render.facts;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import java.util.List;

/** Stacks as {@link Throwable#printStackTrace()} prints them, so that tools which read those read these. */
public final class StackText {
    private StackText() {}

    /** Type, message and frames; the file of a frame is guessed from its class, as a recording does not tell it. */
    public static String of(Failure failure) {
        StringBuilder out = new StringBuilder(failure.asString());
        append(out, failure.stack().frames());
        if (failure.stack().truncated()) {
            out.append("\n\t... cut by the recorder");
        }
        return out.toString();
    }

    private static void append(StringBuilder out, List<Frame> frames) {
        for (Frame frame : frames) {
            out.append("\n\tat ");
            if (!frame.module().isEmpty()) {
                out.append(frame.module()).append('/');
            }
            out.append(frame.qualifiedMethod()).append('(');
            if (frame.line() > 0) {
                String simple = frame.simpleType();
                int inner = simple.indexOf('$', 1);
                out.append(inner < 0 ? simple : simple.substring(0, inner))
                        .append(".java:")
                        .append(frame.line());
            } else {
                out.append("Unknown Source");
            }
            out.append(')');
        }
    }
}
