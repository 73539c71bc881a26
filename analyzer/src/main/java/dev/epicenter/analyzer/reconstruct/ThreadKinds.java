package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.ThreadRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Since when there were threads that could do a kind of work: threads named alike but for numbers do the same. A job that is started in the
 * middle of a recording gets its pool's threads then, and what is usual in it cannot have come before.
 */
final class ThreadKinds {
    private final Map<String, Instant> since = new HashMap<>();

    ThreadKinds(List<ThreadLife> threads) {
        threads.forEach(
                t -> since.merge(kind(t.thread()), t.started().orElse(Instant.MIN), (a, b) -> a.isBefore(b) ? a : b));
    }

    /** When the first thread of those started that throw a kind of failure; {@link Instant#MIN} if one ran before the recording. */
    Instant since(RecordedEvents events, List<RecordedSeries> kind) {
        return kind.stream()
                .flatMap(s -> s.exemplars().stream())
                .map(id -> kind(events.failures().get(id).thread()))
                .distinct()
                .map(k -> since.getOrDefault(k, Instant.MIN))
                .reduce((a, b) -> a.isBefore(b) ? a : b)
                .orElse(Instant.MIN);
    }

    private static String kind(ThreadRef thread) {
        return thread.name().replaceAll("\\d+", "#");
    }
}
