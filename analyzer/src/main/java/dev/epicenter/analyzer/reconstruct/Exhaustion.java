package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.Resources;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Memory that ran out. HotSpot's own OutOfMemoryError leaves no event, but the collections before it do: full ones that free
 * next to nothing, one after the other, with the heap at its limit.
 */
final class Exhaustion {
    /** Share of the heap still in use after a collection from which on it counts as full. A judgement. */
    private static final double FULL = 0.92;

    /** Collections in a row that must have failed to free anything. */
    private static final int IN_VAIN = 2;

    private Exhaustion() {}

    static List<Supposed> find(RecordedEvents events) {
        List<Supposed> found = new ArrayList<>();
        heap(events).ifPresent(found::add);
        return found;
    }

    private static Optional<Supposed> heap(RecordedEvents events) {
        long max = events.timeline().maxHeapBytes();
        if (max <= 0) {
            return Optional.empty();
        }
        List<Resources.Collection> vain = events.resources().collections().stream()
                .filter(c -> c.usedAfterBytes() >= FULL * max)
                .sorted(Comparator.comparing(Resources.Collection::at))
                .toList();
        if (vain.size() < IN_VAIN) {
            return Optional.empty();
        }
        Instant at = vain.get(vain.size() - 1).at();
        Optional<ThreadLife> died = died(events, vain.get(0).at());
        Optional<Frame> site = events.resources().oldObjects().stream()
                .map(Resources.OldObject::site)
                .filter(f -> !f.type().isEmpty())
                .findFirst();
        StackTrace stack = new StackTrace(List.of(), site.map(List::of).orElse(List.of()), false);
        String message = String.format(
                Locale.ROOT,
                "Java heap: %d collections in a row left it %.0f %% full of %d MiB%s",
                vain.size(),
                100.0 * vain.get(vain.size() - 1).usedAfterBytes() / max,
                max >> 20,
                events.resources().oldObjects().stream()
                        .findFirst()
                        .map(o -> "; the longest-lived objects sampled are " + o.type())
                        .orElse(""));
        ThreadRef thread = died.map(ThreadLife::thread).orElse(ThreadRef.UNKNOWN);
        Instant when = died.flatMap(ThreadLife::ended)
                .filter(e -> e.isBefore(at))
                .map(e -> e.minusNanos(1))
                .orElse(at);
        return Optional.of(new Supposed(Condition.OUT_OF_MEMORY, when, thread, stack, message, Optional.empty()));
    }

    /** A thread that ended while the heap was full, without an exception of its own just before. */
    private static Optional<ThreadLife> died(RecordedEvents events, Instant from) {
        return events.threads().stream()
                .filter(t -> t.ended().isPresent() && t.ended().get().isAfter(from))
                .filter(t ->
                        !InApp.isJdk(t.thread().name()) && !t.thread().name().isEmpty())
                .filter(t -> events.failures().stream().noneMatch(f -> justBefore(f, t)))
                .min(Comparator.comparing(t -> t.ended().get()));
    }

    private static boolean justBefore(Failure failure, ThreadLife life) {
        return failure.thread().id() == life.thread().id()
                && Duration.between(failure.at(), life.ended().get()).abs().toMillis() < 50;
    }
}
