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
    /**
     * Share of the heap still in use after a collection from which on it counts as full. Below 1, since collectors keep room
     * that cannot be used (a survivor space, a region). A judgement.
     */
    private static final double FULL = 0.85;

    /** Share, and collections in a row, from which on it counts as exhausted even though no thread is seen to die of it. */
    private static final double BRIM = 0.93;

    private static final int MANY = 3;

    /** Collections that follow each other faster than this were asked for by one allocation that failed. A judgement. */
    private static final Duration IN_A_ROW = Duration.ofSeconds(1);

    /** A thread that met the full heap ends so soon after. A judgement. */
    private static final Duration DEATH = Duration.ofSeconds(2);

    private Exhaustion() {}

    static List<Supposed> find(RecordedEvents events) {
        List<Supposed> found = new ArrayList<>();
        heap(events).ifPresent(found::add);
        metaspace(events).ifPresent(found::add);
        return found;
    }

    private static Optional<Supposed> heap(RecordedEvents events) {
        long max = events.timeline().maxHeapBytes();
        if (max <= 0) {
            return Optional.empty();
        }
        List<Resources.Collection> vain = inVain(events, max);
        if (vain.isEmpty()) {
            return Optional.empty();
        }
        boolean certain = vain.size() >= MANY && vain.get(vain.size() - 1).usedAfterBytes() >= BRIM * max;
        if (!certain && died(events, vain.get(0).at()).isEmpty()) {
            return Optional.empty();
        }
        Instant at = vain.get(vain.size() - 1).at();
        Optional<ThreadLife> died = died(events, vain.get(0).at());
        Optional<Frame> site = allocatedMost(events, died.map(ThreadLife::thread));
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

    /** Where the thread that died allocated most; where the most was allocated when none is seen to have died. */
    private static Optional<Frame> allocatedMost(RecordedEvents events, Optional<ThreadRef> died) {
        return events.resources().allocations().stream()
                .filter(a -> died.isEmpty() || a.thread().id() == died.get().id())
                .map(Resources.Allocation::site)
                .findFirst();
    }

    /** The last run of collections that left the heap full, two or more in a row. */
    private static List<Resources.Collection> inVain(RecordedEvents events, long max) {
        List<Resources.Collection> run = new ArrayList<>();
        List<Resources.Collection> longest = List.of();
        for (Resources.Collection c : events.resources().collections()) {
            boolean full = wholeHeap(c) && c.usedAfterBytes() >= FULL * max;
            boolean follows = run.isEmpty()
                    || Duration.between(run.get(run.size() - 1).at(), c.at()).compareTo(IN_A_ROW) < 0;
            if (!full || !follows) {
                run = new ArrayList<>();
            }
            if (full) {
                run.add(c);
            }
            if (run.size() >= 2 && run.size() >= longest.size()) {
                longest = List.copyOf(run);
            }
        }
        return longest;
    }

    /** Whether the collector went through the whole heap: only then what it left is what is in use. */
    private static boolean wholeHeap(Resources.Collection c) {
        return c.name().contains("Old") || c.name().contains("Full") || c.name().contains("MarkSweep");
    }

    /**
     * The metaspace was full: HotSpot collects once more with cleared soft references before it gives up, and says so in the
     * cause ({@code GCCause::_metadata_GC_clear_soft_refs}).
     */
    private static Optional<Supposed> metaspace(RecordedEvents events) {
        List<Resources.Collection> last = events.resources().collections().stream()
                .filter(c -> c.cause().startsWith("Metadata GC Clear Soft Ref"))
                .toList();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Instant at = last.get(last.size() - 1).at();
        String limit = events.resources().maxMetaspaceBytes() > 0
                ? " of " + (events.resources().maxMetaspaceBytes() >> 20) + " MiB"
                : "";
        ThreadRef thread = died(events, at).map(ThreadLife::thread).orElse(ThreadRef.UNKNOWN);
        return Optional.of(new Supposed(
                Condition.OUT_OF_MEMORY,
                at,
                thread,
                StackTrace.EMPTY,
                "Metaspace" + limit + ": " + last.size() + " collections of last resort were made for it",
                Optional.empty()));
    }

    /** A thread that ended while the heap was full, without an exception of its own just before. */
    private static Optional<ThreadLife> died(RecordedEvents events, Instant from) {
        return events.threads().stream()
                .filter(t -> t.ended().isPresent() && t.ended().get().isAfter(from))
                .filter(t -> t.ended().get().isBefore(from.plus(DEATH)))
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
