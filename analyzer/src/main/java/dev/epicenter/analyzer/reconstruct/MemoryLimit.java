package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.Machine.MemorySample;
import dev.epicenter.model.Machine.MetaspaceSample;
import dev.epicenter.model.Machine.ThreadCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How close memory had come to the limit of the container, or of the machine, when the recording ends. It is sampled every 30 s at most,
 * and a JVM that grows is killed between two samples: what the heap had grown by since the last one is added, and what it would have
 * grown by up to the end, had it gone on as it did.
 */
final class MemoryLimit {
    /** Share of the limit from which on the kernel is the suspect. A judgement: page cache is given back before. */
    private static final double AT_LIMIT = 0.9;

    /** The same where the last seconds are estimated, and the JVM's own memory outside of the heap may have grown, too. A judgement. */
    private static final double NEAR_LIMIT = 0.8;

    /** What of the heap's growth is taken for its rate. A judgement. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    private final RecordedEvents events;
    private final List<HeapSample> heap;
    private final Instant end;
    private final MemorySample last;
    private final long limit;
    private final boolean contained;

    /**
     * Memory at its limit.
     *
     * @param reached whether it was there; else it was about to be
     */
    record Reached(Instant at, String message, String event, boolean reached) {}

    private MemoryLimit(RecordedEvents events, MemorySample last, long limit) {
        this.events = events;
        this.heap = events.timeline().heap();
        this.end = events.recording().end();
        this.last = last;
        this.limit = limit;
        this.contained = events.environment().host().containsKey("container memory limit");
    }

    /** How close it was; empty when it was far away, or nothing is known of it. */
    static Optional<Reached> at(RecordedEvents events) {
        List<MemorySample> limited = events.machine().memory().stream()
                .filter(m -> m.limitBytes() > 0)
                .toList();
        return lastOf(limited.stream().filter(m -> inUse(m) > 0).toList()).flatMap(last -> new MemoryLimit(
                        events, last, limited.get(limited.size() - 1).limitBytes())
                .reached());
    }

    private static long inUse(MemorySample sample) {
        return Math.max(sample.usedBytes(), sample.residentBytes());
    }

    private Optional<Reached> reached() {
        long used = inUse(last) + grown();
        long expected = used + (contained ? growing() : 0);
        boolean reached = used >= AT_LIMIT * limit;
        if (!reached && (expected == used || expected < NEAR_LIMIT * limit)) {
            return Optional.empty();
        }
        String how = reached
                ? String.format(
                        Locale.ROOT,
                        "%d of %d MiB were in use (%.0f %%)",
                        used >> 20,
                        limit >> 20,
                        100.0 * used / limit)
                : String.format(
                        Locale.ROOT,
                        "%d of %d MiB were in use, and the heap grew by %d MiB a second",
                        used >> 20,
                        limit >> 20,
                        (long) rate() >> 20);
        String message = String.format(
                Locale.ROOT,
                "Memory of the %s: %s %.1f s before the end, %+d MiB since the start%s",
                contained ? "container" : "machine",
                how,
                Duration.between(seen(), end).toMillis() / 1000.0,
                used - inUse(first()) >> 20,
                shares());
        String event = grown() > 0
                ? "jdk.GCHeapSummary"
                : last.residentBytes() > last.usedBytes()
                        ? "jdk.ResidentSetSize"
                        : contained ? "jdk.ContainerMemoryUsage" : "jdk.PhysicalMemory";
        return Optional.of(new Reached(seen(), message, event, reached));
    }

    private MemorySample first() {
        return events.machine().memory().stream()
                .filter(m -> inUse(m) > 0)
                .findFirst()
                .orElse(last);
    }

    /** When what is known of it was seen. */
    private Instant seen() {
        return lastOf(heap)
                .map(HeapSample::at)
                .filter(at -> at.isAfter(last.at()))
                .orElse(last.at());
    }

    /** Bytes by which the heap has grown since the last sample of all memory. */
    private long grown() {
        return lastOf(heap)
                .map(h -> Math.max(0, h.committedBytes() - committed(last.at())))
                .orElse(0L);
    }

    /** Bytes that the heap had at a time, as far as collections tell. */
    private long committed(Instant at) {
        return lastOf(heap.stream().filter(h -> !h.at().isAfter(at)).toList())
                .or(() -> heap.stream().findFirst())
                .map(HeapSample::committedBytes)
                .orElse(0L);
    }

    /** Bytes a second by which the heap grew in the end. */
    private double rate() {
        HeapSample latest = lastOf(heap).orElse(null);
        if (latest == null) {
            return 0;
        }
        HeapSample before = heap.stream()
                .filter(h -> !h.at().isBefore(latest.at().minus(RECENT)))
                .findFirst()
                .orElse(latest);
        double seconds = Duration.between(before.at(), latest.at()).toMillis() / 1000.0;
        return seconds < 1 ? 0 : Math.max(0, (latest.committedBytes() - before.committedBytes()) / seconds);
    }

    /** Bytes that it may have grown by since its last collection. */
    private long growing() {
        return lastOf(heap)
                .map(h -> Math.min(
                        (long) (rate() * Duration.between(h.at(), end).toMillis() / 1000),
                        Math.max(0, events.timeline().maxHeapBytes() - h.committedBytes())))
                .orElse(0L);
    }

    /** Who fills it, as far as the JVM's own accounts tell. */
    private String shares() {
        List<String> parts = new ArrayList<>();
        if (last.residentBytes() > 0) {
            parts.add("the process itself " + (last.residentBytes() >> 20) + " MiB");
        }
        lastOf(heap)
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
}
