package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.MachineSinks.Collected;
import dev.epicenter.analyzer.read.MachineSinks.HeapAfter;
import dev.epicenter.analyzer.read.MachineSinks.Memory;
import dev.epicenter.analyzer.read.MachineSinks.Paused;
import dev.epicenter.analyzer.read.MachineSinks.Safepoint;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Pause;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.model.Timeline;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** What the virtual machine and its host did over all chunks of one process, thinned. */
final class MachineTally {
    /** Pools of connections at most. */
    private static final int POOLS = 16;
    /** Samples kept of each kind. */
    private static final int SAMPLES = 400;
    /** A safepoint this long is a pause worth telling. A judgement: 20 times shorter than what users call a hang. */
    private static final long LONG_SAFEPOINT = 50_000_000L;

    private final Thinned<HeapSample> heap = new Thinned<>(SAMPLES);
    private final Thinned<Machine.ThreadCount> threads = new Thinned<>(SAMPLES);
    private final Thinned<Machine.CpuLoad> cpu = new Thinned<>(SAMPLES);
    private final Thinned<Machine.MemorySample> memory = new Thinned<>(SAMPLES);
    private final Thinned<Machine.MetaspaceSample> metaspace = new Thinned<>(SAMPLES);
    private final Thinned<Resources.Classes> classes = new Thinned<>(SAMPLES);
    private final Map<Memory.Of, Long> latestMemory = new EnumMap<>(Memory.Of.class);
    private final Longest<Pause> pauses = new Longest<>(SAMPLES, p -> p.length().toNanos());
    private final Longest<Resources.Collection> longest = new Longest<>(SAMPLES / 2, Resources.Collection::pauseNanos);
    private final FirstAndLatest<Resources.Collection> latest = new FirstAndLatest<>(0, SAMPLES / 2);
    private final Longest<Machine.Stall> stalls =
            new Longest<>(SAMPLES, s -> s.length().toNanos());
    private final ConnectionTally connections = new ConnectionTally(SAMPLES);
    /** By pool. */
    private final SortedMap<String, Thinned<Machine.PoolFigures>> pools = new TreeMap<>();

    private final RecursionTally recursions = new RecursionTally();
    private final OldObjectTally oldObjects = new OldObjectTally();
    private final AllocationTally allocations = new AllocationTally();
    private final ExhaustionTally exhaustion = new ExhaustionTally();
    private long pauseCount;
    private long pauseNanos;
    private long maxHeapBytes;
    private long maxMetaspaceBytes;

    /**
     * Takes the next chunk.
     *
     * @param threadOf the chunk's threads by their numbers in it
     * @param metaspaceLimit limit of the metaspace, -1 when the chunk does not tell
     */
    void add(MachineSinks chunk, IntFunction<ThreadRef> threadOf, long metaspaceLimit) {
        chunk.heap.forEach(h -> heap.add(h.sample()));
        chunk.metaspace.forEach(metaspace::add);
        chunk.threads.forEach(threads::add);
        chunk.cpu.forEach(cpu::add);
        chunk.classes.forEach(classes::add);
        addMemory(chunk.memory);
        addCollections(chunk);
        addPauses(chunk);
        chunk.oldObjects.forEach(o -> oldObjects.add(o.type(), o.stack()));
        chunk.allocations.forEach(
                (who, sum) -> allocations.add(threadOf.apply(who.thread()), who.site(), sum[0], sum[1]));
        chunk.stalls.all().forEach(s -> stalls.add(stall(s, threadOf.apply(s.thread()))));
        connections.add(chunk.connections.bySecond());
        recursions.add(chunk.recursions.all());
        exhaustion.add(chunk.recursions.threads(), threadOf);
        maxHeapBytes = chunk.maxHeapBytes >= 0 ? chunk.maxHeapBytes : maxHeapBytes;
        maxMetaspaceBytes = metaspaceLimit >= 0 ? metaspaceLimit : maxMetaspaceBytes;
    }

    private static Machine.Stall stall(StallSigns.Stall s, ThreadRef thread) {
        return new Machine.Stall(
                s.event(), thread, Nanos.instant(s.at()), Duration.ofNanos(s.nanos()), s.reason(), s.stack());
    }

    /** Takes what a pool of connections said of itself. */
    void add(Machine.PoolFigures figures) {
        if (pools.size() < POOLS || pools.containsKey(figures.pool())) {
            pools.computeIfAbsent(figures.pool(), p -> new Thinned<>(SAMPLES)).add(figures);
        }
    }

    /** Takes what the next chunk says of exhaustion. */
    void add(ExhaustionSinks chunk, IntFunction<ThreadRef> threadOf) {
        exhaustion.add(chunk, threadOf);
    }

    /** Each figure has its own event; a sample has the latest of each. What belongs to one second is one sample. */
    private void addMemory(List<Memory> chunk) {
        chunk.sort(Comparator.comparingLong(Memory::at));
        for (int i = 0; i < chunk.size(); i++) {
            Memory figure = chunk.get(i);
            latestMemory.put(figure.of(), figure.bytes());
            boolean more = i + 1 < chunk.size() && chunk.get(i + 1).at() - figure.at() < Nanos.SECOND;
            if (!more) {
                memory.add(memorySample(figure.at()));
            }
        }
    }

    private Machine.MemorySample memorySample(long at) {
        long limit = latest(Memory.Of.CONTAINER_LIMIT);
        boolean contained = limit > 0;
        return new Machine.MemorySample(
                Nanos.instant(at),
                latest(Memory.Of.RESIDENT),
                latest(contained && !seesItself(limit) ? Memory.Of.CONTAINER_USED : Memory.Of.MACHINE_USED),
                contained ? limit : latest(Memory.Of.MACHINE_TOTAL));
    }

    /** In a container the JVM takes that for the machine; the container itself is sampled more rarely, and not by all versions. */
    private boolean seesItself(long limit) {
        return latest(Memory.Of.CONTAINER_USED) == 0 && latest(Memory.Of.MACHINE_TOTAL) == limit;
    }

    private long latest(Memory.Of of) {
        return latestMemory.getOrDefault(of, 0L);
    }

    private void addCollections(MachineSinks chunk) {
        Map<Long, Long> usedAfter = new HashMap<>();
        for (HeapAfter after : chunk.heap) {
            usedAfter.put(after.gcId(), after.sample().usedBytes());
        }
        byId(chunk).values().stream()
                .sorted(Comparator.comparingLong(Collected::at))
                .forEach(c -> {
                    Resources.Collection collection = new Resources.Collection(
                            Nanos.instant(c.at()),
                            c.name(),
                            c.cause(),
                            c.pauseNanos(),
                            usedAfter.getOrDefault(c.gcId(), -1L));
                    longest.add(collection);
                    latest.add(collection);
                });
    }

    private static Map<Long, Collected> byId(MachineSinks chunk) {
        Map<Long, Collected> byId = new HashMap<>();
        chunk.collections.forEach(c -> byId.put(c.gcId(), c));
        return byId;
    }

    private void addPauses(MachineSinks chunk) {
        Map<Long, Collected> collections = byId(chunk);
        Set<Long> paused = new HashSet<>();
        for (Paused p : chunk.pauses) {
            Collected c = collections.get(p.gcId());
            addPause(p.at(), p.nanos(), c == null || c.cause().isEmpty() ? p.name() : c.cause());
            paused.add(p.gcId());
        }
        collections.forEach((id, c) -> {
            if (!paused.contains(id) && c.pauseNanos() > 0) {
                addPause(c.at(), c.pauseNanos(), c.cause());
            }
        });
        Map<Long, Safepoint> safepoints = new HashMap<>();
        for (Safepoint s : chunk.safepoints) {
            safepoints.merge(
                    s.id(), s, (a, b) -> new Safepoint(a.id(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
        }
        NavigableMap<Long, Long> latestEnds = latestEnds(chunk.pauses);
        safepoints.values().stream()
                .filter(s -> s.to() - s.from() >= LONG_SAFEPOINT && !isCollection(s, latestEnds))
                .forEach(s -> addPause(s.from(), s.to() - s.from(), Pause.SAFEPOINT));
    }

    /** By the start of each pause, the latest end of those that began no later. */
    private static NavigableMap<Long, Long> latestEnds(List<Paused> pauses) {
        NavigableMap<Long, Long> ends = new TreeMap<>();
        long latest = Long.MIN_VALUE;
        for (Paused p :
                pauses.stream().sorted(Comparator.comparingLong(Paused::at)).toList()) {
            latest = Math.max(latest, p.at() + p.nanos());
            ends.put(p.at(), latest);
        }
        return ends;
    }

    private static boolean isCollection(Safepoint s, NavigableMap<Long, Long> latestEnds) {
        Map.Entry<Long, Long> before = latestEnds.floorEntry(s.to());
        return before != null && before.getValue() >= s.from();
    }

    private void addPause(long at, long nanos, String cause) {
        pauseCount++;
        pauseNanos += nanos;
        pauses.add(new Pause(Nanos.instant(at), Duration.ofNanos(nanos), cause));
    }

    Timeline timeline(Optional<Shutdown> shutdown) {
        return new Timeline(
                sorted(pauses.all(), Comparator.comparing(Pause::start)),
                pauseCount,
                Duration.ofNanos(pauseNanos),
                sorted(heap.all(), Comparator.comparing(HeapSample::at)),
                maxHeapBytes,
                shutdown);
    }

    Resources resources() {
        Set<Resources.Collection> collections = new HashSet<>(longest.all());
        collections.addAll(latest.all());
        return new Resources(
                sorted(List.copyOf(collections), Comparator.comparing(Resources.Collection::at)),
                oldObjects.all(),
                allocations.all(),
                maxMetaspaceBytes,
                exhaustion.refusals(),
                exhaustion.loaders(),
                exhaustion.recursing(),
                sorted(classes.all(), Comparator.comparing(Resources.Classes::at)));
    }

    /** Who started threads is not known here: what the application's code is has to be known first. */
    Machine machine() {
        return new Machine(
                sorted(threads.all(), Comparator.comparing(Machine.ThreadCount::at)),
                sorted(cpu.all(), Comparator.comparing(Machine.CpuLoad::at)),
                sorted(memory.all(), Comparator.comparing(Machine.MemorySample::at)),
                sorted(metaspace.all(), Comparator.comparing(Machine.MetaspaceSample::at)),
                List.of(),
                sorted(stalls.all(), Comparator.comparing(Machine.Stall::at).thenComparing(s -> s.thread()
                        .id())),
                recursions.all(),
                connections.all(),
                sorted(
                        pools.values().stream().flatMap(p -> p.all().stream()).toList(),
                        Comparator.comparing(Machine.PoolFigures::at).thenComparing(Machine.PoolFigures::pool)));
    }

    private static <T> List<T> sorted(List<T> all, Comparator<T> order) {
        return all.stream().sorted(order).toList();
    }
}
