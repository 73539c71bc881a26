package dev.epicenter.analyzer.read;

import dev.epicenter.model.HeapSample;
import dev.epicenter.model.Pause;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the virtual machine did: pauses, heap, collections, exhaustion. Collections are joined within a chunk. */
final class MachineTally {
    /** Samples kept of each kind. */
    private static final int SAMPLES = 400;
    /** A safepoint this long is a pause worth telling. A judgement: 20 times shorter than what users call a hang. */
    private static final long LONG_SAFEPOINT = 50_000_000L;

    private final Thinned<HeapSample> heap = new Thinned<>(SAMPLES);
    private final Thinned<Resources.Threads> threads = new Thinned<>(SAMPLES);
    private final Thinned<Resources.Metaspace> metaspace = new Thinned<>(SAMPLES);
    private final Longest<Pause> pauses = new Longest<>(SAMPLES, p -> p.length().toNanos());
    private final Longest<Resources.Collection> longest = new Longest<>(SAMPLES / 2, Resources.Collection::pauseNanos);
    private final FirstAndLatest<Resources.Collection> latest = new FirstAndLatest<>(0, SAMPLES / 2);
    private final OldObjectTally oldObjects = new OldObjectTally();
    private final AllocationTally allocations = new AllocationTally();
    private long pauseCount;
    private long pauseNanos;
    long maxHeapBytes;
    long maxMetaspaceBytes;

    @Nullable
    Shutdown shutdown;

    private final Map<Long, Collected> chunkCollections = new HashMap<>();
    private final Map<Long, Long> chunkHeapAfter = new HashMap<>();
    private final List<GcPause> chunkPauses = new ArrayList<>();
    private final Map<Long, Safepoint> chunkSafepoints = new HashMap<>();

    private record Collected(long at, String name, String cause, long pauseNanos) {}

    private record GcPause(long at, long nanos, long gcId, String name) {}

    private record Safepoint(long from, long to) {}

    AllocationTally allocations() {
        return allocations;
    }

    OldObjectTally oldObjects() {
        return oldObjects;
    }

    void collection(long at, long gcId, String name, String cause, long nanos) {
        chunkCollections.put(gcId, new Collected(at, name, cause, nanos));
    }

    void pause(long at, long nanos, long gcId, String name) {
        chunkPauses.add(new GcPause(at, nanos, gcId, name));
    }

    void safepoint(long id, long from, long to) {
        chunkSafepoints.merge(
                id, new Safepoint(from, to), (a, b) -> new Safepoint(Math.min(a.from, b.from), Math.max(a.to, b.to)));
    }

    void heapAfter(long at, long gcId, long used, long committed) {
        heap.add(new HeapSample(Nanos.instant(at), used, committed));
        chunkHeapAfter.put(gcId, used);
    }

    void metaspace(long at, long used, long committed) {
        metaspace.add(new Resources.Metaspace(Nanos.instant(at), used, committed));
    }

    void threads(long at, long active, long peak) {
        threads.add(new Resources.Threads(Nanos.instant(at), active, peak));
    }

    /** Joins what belongs together in the chunk. */
    void endChunk() {
        chunkCollections.entrySet().stream()
                .sorted(Comparator.comparingLong(e -> e.getValue().at))
                .forEach(e -> {
                    Collected c = e.getValue();
                    Resources.Collection collection = new Resources.Collection(
                            Nanos.instant(c.at),
                            c.name,
                            c.cause,
                            c.pauseNanos,
                            chunkHeapAfter.getOrDefault(e.getKey(), -1L));
                    longest.add(collection);
                    latest.add(collection);
                });
        Set<Long> paused = new HashSet<>();
        for (GcPause p : chunkPauses) {
            Collected c = chunkCollections.get(p.gcId);
            addPause(p.at, p.nanos, c == null || c.cause.isEmpty() ? p.name : c.cause);
            paused.add(p.gcId);
        }
        chunkCollections.forEach((id, c) -> {
            if (!paused.contains(id) && c.pauseNanos > 0) {
                addPause(c.at, c.pauseNanos, c.cause);
            }
        });
        chunkSafepoints.values().stream()
                .filter(s -> s.to - s.from >= LONG_SAFEPOINT && !isCollection(s))
                .forEach(s -> addPause(s.from, s.to - s.from, "safepoint"));
        chunkCollections.clear();
        chunkHeapAfter.clear();
        chunkPauses.clear();
        chunkSafepoints.clear();
    }

    private boolean isCollection(Safepoint s) {
        return chunkPauses.stream().anyMatch(p -> p.at <= s.to && p.at + p.nanos >= s.from);
    }

    private void addPause(long at, long nanos, String cause) {
        pauseCount++;
        pauseNanos += nanos;
        pauses.add(new Pause(Nanos.instant(at), Duration.ofNanos(nanos), cause));
    }

    Timeline timeline() {
        return new Timeline(
                sorted(pauses.all(), Comparator.comparing(Pause::start)),
                pauseCount,
                Duration.ofNanos(pauseNanos),
                sorted(heap.all(), Comparator.comparing(HeapSample::at)),
                maxHeapBytes,
                Optional.ofNullable(shutdown));
    }

    Resources resources() {
        Set<Resources.Collection> collections = new HashSet<>(longest.all());
        collections.addAll(latest.all());
        return new Resources(
                sorted(threads.all(), Comparator.comparing(Resources.Threads::at)),
                sorted(metaspace.all(), Comparator.comparing(Resources.Metaspace::at)),
                sorted(List.copyOf(collections), Comparator.comparing(Resources.Collection::at)),
                oldObjects.all(),
                allocations.all(),
                maxMetaspaceBytes);
    }

    private static <T> List<T> sorted(List<T> from, Comparator<T> by) {
        return from.stream().sorted(by).toList();
    }
}
