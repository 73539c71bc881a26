package dev.epicenter.analyzer.group;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;

/** How deep below the application's code a failure was thrown. */
final class Depth {
    /** Calls into a library after which a failure is its own affair. A judgement. */
    private static final int OWN = 4;

    private Depth() {}

    /** Whether it was built deep in library code. */
    static boolean isLibrarys(FailureGraph graph, Failure failure) {
        return of(graph, failure) > OWN;
    }

    /** Frames between the one that built it and the application's first, those of the JDK not counted. */
    static int of(FailureGraph graph, Failure failure) {
        FailureSeries series = graph.seriesOf(failure);
        if (!series.site().inApp()) {
            return Integer.MAX_VALUE;
        }
        int own = failure.stack().frames().indexOf(series.site().frame());
        return (int) failure.stack().frames().stream()
                .limit(own)
                .filter(f -> !f.type().startsWith("java.") && !f.type().startsWith("jdk."))
                .count();
    }
}
