package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** When each kind of work was first seen, whatever came of it: going by the outermost frame of the application below {@code main}. */
final class WorkSigns {
    private final InApp inApp;
    private final Map<String, Instant> signs = new HashMap<>();
    /** Equal stacks are one object where they come from one chunk. */
    private final Map<StackTrace, String> entries = new IdentityHashMap<>();

    /** What was thrown, waits and periodic tasks are the signs. */
    WorkSigns(RecordedEvents events, InApp inApp) {
        this.inApp = inApp;
        events.series().forEach(s -> sign(entry(s.stack()), s.first()));
        for (ThreadLife life : events.threads()) {
            for (ThreadLife.Wait wait : life.waits()) {
                sign(entry(wait.stack()), wait.start());
            }
        }
        events.tasks().forEach(t -> sign(t.entry().qualifiedMethod(), t.first()));
    }

    private void sign(String entry, Instant at) {
        if (!entry.isEmpty()) {
            signs.merge(entry, at, WorkSigns::earlier);
        }
    }

    /** When the work of a kind of failure was first seen. */
    Instant first(List<RecordedSeries> kind) {
        return kind.stream()
                .map(s -> signs.getOrDefault(entry(s.stack()), s.first()))
                .reduce(WorkSigns::earlier)
                .orElseThrow();
    }

    private String entry(StackTrace stack) {
        return entries.computeIfAbsent(stack, this::seek);
    }

    /** Empty where there is none, or where the outer frames were cut. */
    private String seek(StackTrace stack) {
        List<Frame> frames = stack.frames();
        for (int i = frames.size() - 1; i >= 0 && !stack.truncated(); i--) {
            Frame frame = frames.get(i);
            boolean main = frame.method().equals("main") || frame.method().startsWith("lambda$main$");
            if (!main && inApp.contains(frame.type())) {
                return frame.qualifiedMethod();
            }
        }
        return "";
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
