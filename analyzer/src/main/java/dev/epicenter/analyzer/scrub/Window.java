package dev.epicenter.analyzer.scrub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of time.
 *
 * @param from its first instant
 * @param to   its last instant, not before the first
 */
public record Window(Instant from, Instant to) {
    public Window {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("ends before it begins: " + from + " to " + to);
        }
    }

    /** The same time in as few windows as it takes, in time order. */
    public static List<Window> joined(List<Window> windows) {
        List<Window> joined = new ArrayList<>();
        for (Window next :
                windows.stream().sorted(Comparator.comparing(Window::from)).toList()) {
            Window last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || last.to.isBefore(next.from)) {
                joined.add(next);
            } else if (last.to.isBefore(next.to)) {
                joined.set(joined.size() - 1, new Window(last.from, next.to));
            }
        }
        return joined;
    }
}
