package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.Condition;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.Machine.MemorySample;
import dev.epicenter.model.Machine.MetaspaceSample;
import dev.epicenter.model.Machine.ThreadCount;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
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
    /** Share of the limit from which on the kernel is the suspect. A judgement: page cache is given back before. */
    private static final double AT_LIMIT = 0.9;

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
        Optional<Supposed> limit = limit();
        limit.ifPresent(found::add);
        Supposed killed = killed(end);
        limit.or(() -> memory).ifPresent(m -> blame(killed, m, limit.isPresent()));
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
            killed.with("memory-full", 0.5, "Memory had run out before, and nothing is recorded after");
        }
    }

    /** Memory of the container, or the machine, close to its limit at the last sample. */
    private Optional<Supposed> limit() {
        List<MemorySample> samples = events.machine().memory().stream()
                .filter(m -> m.limitBytes() > 0 && m.usedBytes() > 0)
                .toList();
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        MemorySample last = samples.get(samples.size() - 1);
        double share = (double) last.usedBytes() / last.limitBytes();
        if (share < AT_LIMIT) {
            return Optional.empty();
        }
        long grown = last.usedBytes() - samples.get(0).usedBytes();
        boolean contained = events.environment().host().containsKey("container memory limit");
        String message = String.format(
                Locale.ROOT,
                "Memory of the %s: %d of %d MiB were in use (%.0f %%) %.1f s before the end, %+d MiB since the start%s",
                contained ? "container" : "machine",
                last.usedBytes() >> 20,
                last.limitBytes() >> 20,
                100 * share,
                Duration.between(last.at(), events.recording().end()).toMillis() / 1000.0,
                grown >> 20,
                shares(last));
        return Optional.of(new Supposed(
                        Condition.OUT_OF_MEMORY,
                        last.at(),
                        ThreadRef.UNKNOWN,
                        StackTrace.EMPTY,
                        message,
                        Optional.empty())
                .seenIn(contained ? "jdk.ContainerMemoryUsage" : "jdk.PhysicalMemory"));
    }

    /** Who fills it, as far as the JVM's own accounts tell. */
    private String shares(MemorySample last) {
        List<String> parts = new ArrayList<>();
        if (last.residentBytes() > 0) {
            parts.add("the process itself " + (last.residentBytes() >> 20) + " MiB");
        }
        lastOf(events.timeline().heap())
                .map(HeapSample::committedBytes)
                .ifPresent(b -> parts.add("heap " + (b >> 20) + " MiB of at most "
                        + (events.timeline().maxHeapBytes() >> 20)));
        lastOf(events.machine().metaspace())
                .map(MetaspaceSample::committedBytes)
                .ifPresent(b -> parts.add("metaspace " + (b >> 20) + " MiB"));
        lastOf(events.machine().threads()).map(ThreadCount::active).ifPresent(n -> parts.add(n + " threads"));
        return parts.isEmpty() ? "" : "; of the JVM: " + String.join(", ", parts);
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
