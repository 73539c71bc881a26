package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import java.util.List;

/** Code that cleans up, by the names of its methods; what fails in it fails in the wake of something else. */
final class CleanUp {
    private static final List<String> NAMES = List.of(
            "close",
            "release",
            "rollback",
            "dispose",
            "cleanup",
            "cleanUp",
            "destroy",
            "shutdown",
            "unlock",
            "abort",
            "flush",
            "disconnect",
            "tearDown",
            "$closeResource");

    private CleanUp() {}

    /** Whether one of the innermost {@code depth} calls cleans up. */
    static boolean in(Failure failure, int depth) {
        return failure.stack().frames().stream().limit(depth).anyMatch(CleanUp::isCleanUp);
    }

    /** Whether the failure was thrown below a call that cleans up. */
    static boolean in(Failure failure) {
        return in(failure, Integer.MAX_VALUE);
    }

    private static boolean isCleanUp(Frame frame) {
        return NAMES.stream().anyMatch(name -> frame.method().startsWith(name));
    }
}
