package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import java.util.List;

/**
 * How far up its stack a failure can have come. What leaves a static initialiser is an Error, whatever was thrown in it (JVMS
 * §5.5, step 10): an exception reaches the initialiser at most.
 */
final class Reach {
    private Reach() {}

    /** The frames that a failure may have left, innermost first. */
    static List<Frame> of(Failure failure) {
        List<Frame> frames = failure.stack().frames();
        if (failure.type().endsWith("Error")) {
            return frames;
        }
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).method().equals("<clinit>")) {
                return frames.subList(0, i + 1);
            }
        }
        return frames;
    }
}
