package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.Shutdown;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Failures that came with the end of their own process: of a kind that was never thrown before, by code that cleans up, or
 * complaining that what they used had been closed. Who ends has no more use for what fails so.
 */
final class WakeOfEnd {
    /** Closing a program down takes no longer, where nothing hangs. A judgement. */
    static final Duration CLOSING = Duration.ofSeconds(2);

    private WakeOfEnd() {}

    /** Their ids. */
    static Set<Integer> of(FailureIndex index) {
        Optional<Instant> end = index.events().timeline().shutdown().map(Shutdown::at);
        return end.map(at -> of(index, at.minus(CLOSING))).orElse(Set.of());
    }

    private static Set<Integer> of(FailureIndex index, Instant closing) {
        Set<Integer> ids = new HashSet<>();
        for (RecordedSeries series : index.events().series()) {
            boolean late = !index.first(series).isCondition() && !series.first().isBefore(closing);
            List<Integer> all = series.exemplars();
            boolean closed = late
                    && (CleanUp.in(index.first(series))
                            || Wording.unusable(index.first(series))
                            || Wording.remote(index.first(series))
                            || Wording.termination(series.type())
                            || Wording.closedFromOutside(index.first(series)));
            if (closed) {
                ids.addAll(all);
            }
        }
        return ids;
    }
}
