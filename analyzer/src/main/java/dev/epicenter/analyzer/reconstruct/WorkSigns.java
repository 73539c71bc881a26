package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When each kind of work was first seen, whatever came of it: going by the outermost frame of the application below {@code main}. */
final class WorkSigns {
    private WorkSigns() {}

    /** By entry: when it was first on the stack of something thrown, of a wait or of a periodic task. */
    static Map<String, Instant> of(RecordedEvents events, InApp inApp) {
        Map<String, Instant> signs = new HashMap<>();
        events.series().forEach(s -> sign(signs, s.stack(), s.first(), inApp));
        for (ThreadLife life : events.threads()) {
            for (ThreadLife.Wait wait : life.waits()) {
                sign(signs, wait.stack(), wait.start(), inApp);
            }
        }
        events.tasks().forEach(t -> signs.merge(t.entry().qualifiedMethod(), t.first(), WorkSigns::earlier));
        return signs;
    }

    private static void sign(Map<String, Instant> signs, StackTrace stack, Instant at, InApp inApp) {
        entry(stack, inApp).ifPresent(e -> signs.merge(e, at, WorkSigns::earlier));
    }

    /** When the work of a kind of failure was first seen. */
    static Instant first(List<RecordedSeries> kind, Map<String, Instant> signs, InApp inApp) {
        return kind.stream()
                .map(s -> entry(s.stack(), inApp)
                        .map(e -> signs.getOrDefault(e, s.first()))
                        .orElse(s.first()))
                .reduce(WorkSigns::earlier)
                .orElseThrow();
    }

    private static Optional<String> entry(StackTrace stack, InApp inApp) {
        List<Frame> frames = stack.frames();
        for (int i = frames.size() - 1; i >= 0 && !stack.truncated(); i--) {
            Frame frame = frames.get(i);
            boolean main = frame.method().equals("main") || frame.method().startsWith("lambda$main$");
            if (!main && inApp.contains(frame.type())) {
                return Optional.of(frame.qualifiedMethod());
            }
        }
        return Optional.empty();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
