package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.Resources.Classes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a program had started: a program that starts loads classes all the time, one that does its work has them. Told by the count of
 * loaded classes (jdk.ClassLoadingStatistics, once a second by default).
 */
final class StartUp {
    /** Growth of the count below which classes are no longer loaded in bulk. A judgement. */
    private static final double GROWTH = 0.01;

    /** For so long the count has to stand still: a start may wait for a connection meanwhile. A judgement. */
    private static final Duration STILL = Duration.ofSeconds(2);

    /** Share of the recording beyond which there is no telling a start from work that goes on loading classes. A judgement. */
    private static final double MOST = 2.0 / 3;

    private StartUp() {}

    /** The end of the start; the recording's beginning where the JVM ran before, or where it cannot be told. */
    static Instant end(RecordedEvents events) {
        Instant start = events.recording().start();
        Instant latest =
                start.plusMillis((long) (MOST * events.recording().length().toMillis()));
        List<Classes> counts = events.resources().classes();
        int later = 0;
        for (Classes now : counts) {
            while (later < counts.size()
                    && counts.get(later).at().isBefore(now.at().plus(STILL))) {
                later++;
            }
            if (later == counts.size() || now.at().isAfter(latest)) {
                return start;
            }
            if (counts.get(later).loaded() - now.loaded() < GROWTH * now.loaded()) {
                return now == counts.get(0) || now.at().isBefore(start) ? start : now.at();
            }
        }
        return start;
    }
}
