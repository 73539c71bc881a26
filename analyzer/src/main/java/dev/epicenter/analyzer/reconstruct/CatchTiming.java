package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord.Handling;
import dev.epicenter.model.CatchTimes;
import dev.epicenter.model.CatchTimes.Slow;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How long failures took to their catch blocks, and how much of that all threads stood still. */
final class CatchTiming {
    /** Of the slowest ones so many are told. */
    private static final int SLOWEST = 100;

    private CatchTiming() {}

    /** Those of one process; empty when none was measured. */
    static Optional<CatchTimes> of(FailureIndex index, ObservedHandlers handlers, int process) {
        List<Pause> pauses = index.events().timeline().pauses();
        List<Duration> all = new ArrayList<>();
        List<Slow> slow = new ArrayList<>();
        for (Failure failure : index.failures()) {
            for (Handling handling : index.observed().handlings(failure)) {
                Integer site = handlers.byNumber().get(handling.site());
                // What came by way of a future or a field waited there.
                boolean direct = handling.thread().equals(failure.thread());
                if (site != null && direct && handling.sinceThrow().isPresent()) {
                    Duration took = handling.sinceThrow().get();
                    all.add(took);
                    slow.add(new Slow(
                            failure.id(),
                            site,
                            handling.at(),
                            took,
                            overlap(pauses, handling.at(), took, false),
                            overlap(pauses, handling.at(), took, true)));
                }
            }
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        all.sort(Comparator.naturalOrder());
        slow.sort(Comparator.comparing(Slow::took).reversed().thenComparing(Slow::at));
        return Optional.of(new CatchTimes(
                process,
                all.size(),
                all.get(all.size() / 2),
                all.get((int) Math.min(all.size() - 1, Math.ceil(all.size() * 0.99) - 1)),
                slow.subList(0, Math.min(SLOWEST, slow.size()))));
    }

    /** How much of the time before {@code end} was a safepoint, or a collection. Pauses of one kind do not overlap. */
    private static Duration overlap(List<Pause> pauses, Instant end, Duration length, boolean safepoint) {
        Instant start = end.minus(length);
        Duration sum = Duration.ZERO;
        for (Pause pause : pauses) {
            if (pause.cause().equals(Pause.SAFEPOINT) == safepoint
                    && pause.start().isBefore(end)
                    && pause.end().isAfter(start)) {
                Instant from = pause.start().isAfter(start) ? pause.start() : start;
                Instant to = pause.end().isBefore(end) ? pause.end() : end;
                sum = sum.plus(Duration.between(from, to));
            }
        }
        return sum;
    }
}
