package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.Condition;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A JVM that died without a word: its last chunk was never finished, and no end of it is recorded. Who killed it stands nowhere; what
 * stands there is how much memory it had against what it might have, and whether it was told to end itself when memory runs out.
 */
final class BrokenOff {
    /** Share of the heap's limit in use after a collection near the end from which on it may have been full. A judgement. */
    private static final double HEAP_NEAR = 0.7;

    /** What evidence names in the place of an event. */
    private static final String CHUNK = "unfinished chunk";

    private static final String ITSELF = "ExitOnOutOfMemoryError";

    private final RecordedEvents events;
    private final List<Supposed> exhausted;

    private BrokenOff(RecordedEvents events, List<Supposed> exhausted) {
        this.events = events;
        this.exhausted = exhausted;
    }

    /**
     * The death, and the memory that ran out before it where that is not known otherwise.
     *
     * @param exhausted what is known of memory that ran out
     */
    static List<Supposed> find(RecordedEvents events, List<Supposed> exhausted) {
        return events.brokenOff() ? new BrokenOff(events, exhausted).find() : List.of();
    }

    private List<Supposed> find() {
        List<Supposed> found = new ArrayList<>();
        Instant end = events.recording().end();
        Optional<Supposed> memory = exhausted.stream()
                .filter(s -> s.condition == Condition.OUT_OF_MEMORY && !s.at.isAfter(end))
                .reduce((earlier, later) -> later);
        if (isSet(ITSELF) && (memory.isPresent() || heapNearlyFull())) {
            Supposed full = memory.orElseGet(this::heapAtTheEnd);
            if (memory.isEmpty()) {
                found.add(full);
            }
            found.add(itself(end, full));
            return found;
        }
        Supposed killed = killed(end);
        Optional<MemoryLimit.Reached> limit = MemoryLimit.at(events);
        if (limit.isPresent()) {
            Supposed full = full(limit.get());
            found.add(full);
            blame(killed, full, limit.get().reached());
        } else if (memory.isPresent()) {
            killed.after(memory.get())
                    .with("memory-full", 0.5, "Memory had run out before, and nothing is recorded after");
        }
        found.add(killed);
        return found;
    }

    private boolean isSet(String flag) {
        return "true".equals(events.environment().flags().get(flag));
    }

    private Supposed itself(Instant end, Supposed memory) {
        return new Supposed(
                        Condition.EXIT,
                        end,
                        memory.thread,
                        StackTrace.EMPTY,
                        "The JVM ended itself when memory ran out (-XX:+" + ITSELF
                                + "): no shutdown hook ran, and the recording was not written out",
                        Optional.empty())
                .seenIn(CHUNK)
                .after(memory)
                .with("flag", 0.8, "-XX:+" + ITSELF + " is set, and the recording breaks off")
                .with("memory-full", 0.6, memory.message);
    }

    private Supposed killed(Instant end) {
        String others = isSet(ITSELF) ? "ended itself since memory ran out (-XX:+" + ITSELF + " is set), " : "";
        return new Supposed(
                        Condition.KILLED,
                        end,
                        ThreadRef.UNKNOWN,
                        StackTrace.EMPTY,
                        "The recording breaks off without an end: the JVM was killed (kill -9, the kernel's OOM killer, a grace"
                                + " period that was over, a stack used up in native code), " + others
                                + "halted, or the recording was copied while it ran",
                        Optional.empty())
                .seenIn(CHUNK);
    }

    private static void blame(Supposed killed, Supposed memory, boolean atLimit) {
        killed.after(memory);
        if (atLimit) {
            killed.with(
                    "at-the-limit",
                    0.75,
                    "Memory was at its limit when the recording breaks off, and the kernel kills who goes beyond");
        } else {
            killed.with(
                    "near-the-limit",
                    0.55,
                    "Memory grew towards its limit when the recording breaks off, and would have reached it about then");
        }
    }

    private static Supposed full(MemoryLimit.Reached limit) {
        return new Supposed(
                        Condition.OUT_OF_MEMORY,
                        limit.at(),
                        ThreadRef.UNKNOWN,
                        StackTrace.EMPTY,
                        limit.message(),
                        Optional.empty())
                .seenIn(limit.event());
    }

    private static <T> Optional<T> lastOf(List<T> samples) {
        return samples.isEmpty() ? Optional.empty() : Optional.of(samples.get(samples.size() - 1));
    }

    private boolean heapNearlyFull() {
        long max = events.timeline().maxHeapBytes();
        return max > 0
                && lastOf(events.timeline().heap())
                        .filter(h -> h.usedBytes() >= HEAP_NEAR * max)
                        .isPresent();
    }

    /** The last collections are not always written before the JVM ends itself. */
    private Supposed heapAtTheEnd() {
        HeapSample last = lastOf(events.timeline().heap()).orElseThrow();
        return new Supposed(
                Condition.OUT_OF_MEMORY,
                last.at(),
                ThreadRef.UNKNOWN,
                Exhaustion.site(events, Optional.empty()),
                String.format(
                        Locale.ROOT,
                        "Java heap: the last collection that is recorded left it %.0f %% full of %d MiB%s",
                        100.0 * last.usedBytes() / events.timeline().maxHeapBytes(),
                        events.timeline().maxHeapBytes() >> 20,
                        Exhaustion.filledBy(events)),
                Optional.empty());
    }
}
