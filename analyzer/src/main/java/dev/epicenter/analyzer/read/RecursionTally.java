package dev.epicenter.analyzer.read;

import dev.epicenter.model.Frame;
import dev.epicenter.model.Machine;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Circles of calls over all chunks of one process. */
final class RecursionTally {
    /** Circles told apart at most. */
    private static final int MOST = 100;

    private final Map<List<Frame>, RecursionSigns.Circle> circles = new LinkedHashMap<>();

    void add(List<RecursionSigns.Circle> chunk) {
        for (RecursionSigns.Circle seen : chunk) {
            if (seen.samples > 0 && (circles.size() < MOST || circles.containsKey(seen.cycle))) {
                circles.computeIfAbsent(seen.cycle, RecursionSigns.Circle::new)
                        .add(seen.samples, seen.first, seen.last);
            }
        }
    }

    /** Most samples first. */
    List<Machine.Recursion> all() {
        return circles.values().stream()
                .sorted(Comparator.<RecursionSigns.Circle>comparingLong(c -> c.samples)
                        .reversed()
                        .thenComparingLong(c -> c.first))
                .map(c -> new Machine.Recursion(c.cycle, c.samples, Nanos.instant(c.first), Nanos.instant(c.last)))
                .toList();
    }
}
