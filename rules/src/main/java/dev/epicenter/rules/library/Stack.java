package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Questions about a recorded stack that several rules ask. */
final class Stack {
    private Stack() {}

    /** The innermost frame for which it holds; -1 when there is none. */
    static int find(List<Frame> frames, Predicate<Frame> is) {
        for (int i = 0; i < frames.size(); i++) {
            if (is.test(frames.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The outermost frame that is neither the JDK's nor a lambda's own class and lies below (was called by) the innermost for which it holds. */
    static Optional<Frame> calledBy(Failure failure, Predicate<Frame> caller) {
        List<Frame> frames = failure.isCondition() ? List.of() : failure.stack().frames();
        for (int i = find(frames, caller) - 1; i >= 0; i--) {
            String type = frames.get(i).type();
            if (!InAppCode.isJdk(type) && !type.contains("$$Lambda")) {
                return Optional.of(frames.get(i));
            }
        }
        return Optional.empty();
    }

    static boolean is(Frame frame, String type, String method) {
        return frame.method().equals(method) && frame.type().equals(type);
    }
}
