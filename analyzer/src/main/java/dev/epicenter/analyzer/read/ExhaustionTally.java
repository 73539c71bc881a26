package dev.epicenter.analyzer.read;

import dev.epicenter.model.ThreadRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What tells of exhaustion over all chunks of one process: refusals of memory, class loaders, threads in recursion. */
final class ExhaustionTally {
    private static final int MAX_RECURSING = 500;
    private static final int MAX_LOADERS = 50;

    private final FirstAndLatest<Resources.Refusal> refusals = new FirstAndLatest<>(64, 64);
    private final List<Resources.Recursing> recursing = new ArrayList<>();
    private Map<String, long[]> loaders = Map.of();

    /**
     * Takes the next chunk.
     *
     * @param threadOf the chunk's threads by their numbers in it
     */
    void add(ExhaustionSinks chunk, IntFunction<ThreadRef> threadOf) {
        chunk.refusals.forEach(r -> refusals.add(new Resources.Refusal(
                Nanos.instant(r.at()), r.event(), threadOf.apply(r.thread()), r.stack(), r.what())));
        if (!chunk.loaders().isEmpty()) {
            loaders = chunk.loaders();
        }
    }

    /** Takes who was deep in a recursion in the next chunk. */
    void add(List<RecursionSigns.Deep> deep, IntFunction<ThreadRef> threadOf) {
        for (RecursionSigns.Deep d : deep) {
            if (recursing.size() < MAX_RECURSING) {
                recursing.add(new Resources.Recursing(
                        threadOf.apply(d.thread()),
                        d.frame(),
                        Nanos.instant(d.first()),
                        Nanos.instant(d.last()),
                        d.samples()));
            }
        }
    }

    List<Resources.Refusal> refusals() {
        return refusals.all().stream()
                .sorted(Comparator.comparing(Resources.Refusal::at))
                .toList();
    }

    List<Resources.Recursing> recursing() {
        return recursing.stream()
                .sorted(Comparator.comparing(Resources.Recursing::first)
                        .thenComparing(r -> r.thread().id()))
                .toList();
    }

    List<Resources.Loaders> loaders() {
        List<Resources.Loaders> all = new ArrayList<>();
        loaders.forEach((type, sums) -> all.add(new Resources.Loaders(type, sums[0], sums[1], sums[2])));
        return all.stream()
                .sorted(Comparator.comparingLong(Resources.Loaders::bytes)
                        .reversed()
                        .thenComparing(Resources.Loaders::type))
                .limit(MAX_LOADERS)
                .toList();
    }
}
