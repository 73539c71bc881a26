package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.EventSink;
import dev.epicenter.analyzer.jfr.Frames;
import dev.epicenter.analyzer.jfr.MethodInfo;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.model.Frame;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.Machine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the virtual machine and its host did in one chunk. Times in nanoseconds since the epoch. */
final class MachineSinks {
    private static final String AFTER = "After GC";
    /** A limit beyond this is no limit: what stands for "unlimited" is close to 2^63 or 2^64. */
    static final long NO_LIMIT = 1L << 50;

    private final ChunkScope scope;
    private final Frames frames = new Frames();
    private final Map<Integer, Frame> siteOfStack = new HashMap<>();

    final List<Collected> collections = new ArrayList<>();
    final List<Paused> pauses = new ArrayList<>();
    final List<Safepoint> safepoints = new ArrayList<>();
    final List<HeapAfter> heap = new ArrayList<>();
    final List<Machine.MetaspaceSample> metaspace = new ArrayList<>();
    final List<Machine.ThreadCount> threads = new ArrayList<>();
    final List<Machine.CpuLoad> cpu = new ArrayList<>();
    final List<Memory> memory = new ArrayList<>();
    final List<Resources.Classes> classes = new ArrayList<>();
    final List<OldObject> oldObjects = new ArrayList<>();
    final Map<Allocated, long[]> allocations = new HashMap<>();
    final ConnectionSigns connections = new ConnectionSigns();
    final StallSigns stalls;
    final RecursionSigns recursions;
    long maxHeapBytes = -1;

    /** From jdk.GarbageCollection. */
    record Collected(long at, long gcId, String name, String cause, long pauseNanos) {}

    /** From jdk.GCPhasePause. */
    record Paused(long at, long nanos, long gcId, String name) {}

    /** From jdk.SafepointBegin and its like. */
    record Safepoint(long id, long from, long to) {}

    /** From jdk.GCHeapSummary after a collection. */
    record HeapAfter(long gcId, HeapSample sample) {}

    /** From jdk.OldObjectSample. */
    record OldObject(String type, List<Frame> stack) {}

    /** Who allocated: the thread's number in the chunk, and the innermost frame that is not the JDK's. */
    record Allocated(int thread, Frame site) {}

    /** One figure of memory. */
    record Memory(long at, Of of, long bytes) {
        /** Which. */
        enum Of {
            RESIDENT,
            MACHINE_USED,
            MACHINE_TOTAL,
            CONTAINER_USED,
            CONTAINER_LIMIT
        }
    }

    MachineSinks(ChunkScope scope) {
        this.scope = scope;
        this.stalls = new StallSigns(scope);
        this.recursions = new RecursionSigns(scope);
    }

    void subscribe(Subscriptions to) {
        to.on("jdk.GarbageCollection", this::collection, "gcId", "name", "cause", "sumOfPauses");
        to.on("jdk.GCPhasePause", this::pause, "gcId", "name");
        to.on("jdk.GCHeapSummary", this::heap, "gcId", "when", "heapUsed", "heapSpace.committedSize");
        to.on("jdk.GCHeapConfiguration", e -> maxHeapBytes = e.number(0, 0), "maxSize");
        to.on("jdk.MetaspaceSummary", this::metaspace, "when", "metaspace.used", "metaspace.committed");
        EventSink safepoint = e -> safepoints.add(new Safepoint(e.number(0, -1), e.start(), e.start() + e.duration()));
        to.on("jdk.SafepointBegin", safepoint, "safepointId");
        to.on("jdk.SafepointEnd", safepoint, "safepointId");
        to.on("jdk.OldObjectSample", this::oldObject, "object");
        to.on("jdk.JavaThreadStatistics", this::threads, "activeCount", "peakCount");
        to.on(
                "jdk.ClassLoadingStatistics",
                e -> classes.add(new Resources.Classes(Nanos.instant(e.start()), e.number(0, 0))),
                "loadedClassCount");
        to.on("jdk.CPULoad", this::cpu, "jvmUser", "jvmSystem", "machineTotal");
        to.on("jdk.ResidentSetSize", e -> memory(e, Memory.Of.RESIDENT, 0), "size");
        to.on("jdk.PhysicalMemory", this::physicalMemory, "usedSize", "totalSize");
        to.on("jdk.ContainerMemoryUsage", e -> memory(e, Memory.Of.CONTAINER_USED, 0), "memoryUsage");
    }

    private void collection(Event e) {
        collections.add(new Collected(e.start(), e.number(0, -1), orEmpty(e.text(1)), orEmpty(e.text(2)), e.nanos(3)));
    }

    private void pause(Event e) {
        pauses.add(new Paused(e.start(), e.duration(), e.number(0, -1), orEmpty(e.text(1))));
    }

    private void heap(Event e) {
        if (AFTER.equals(e.text(1))) {
            heap.add(new HeapAfter(
                    e.number(0, -1), new HeapSample(Nanos.instant(e.start()), e.number(2, 0), e.number(3, 0))));
        }
    }

    private void metaspace(Event e) {
        if (AFTER.equals(e.text(0))) {
            metaspace.add(new Machine.MetaspaceSample(Nanos.instant(e.start()), e.number(1, 0), e.number(2, 0)));
        }
    }

    private void threads(Event e) {
        threads.add(new Machine.ThreadCount(Nanos.instant(e.start()), e.number(0, 0), e.number(1, 0)));
    }

    private void cpu(Event e) {
        cpu.add(new Machine.CpuLoad(Nanos.instant(e.start()), share(e, 0), share(e, 1), share(e, 2)));
    }

    private static double share(Event e, int field) {
        double share = e.real(field, 0);
        return share >= 0 && share <= 1 ? share : 0;
    }

    private void physicalMemory(Event e) {
        memory(e, Memory.Of.MACHINE_USED, 0);
        memory(e, Memory.Of.MACHINE_TOTAL, 1);
    }

    private void memory(Event e, Memory.Of of, int field) {
        memory.add(new Memory(e.start(), of, e.number(field, 0)));
    }

    void containerLimit(long at, long bytes) {
        if (bytes > 0 && bytes < NO_LIMIT) {
            memory.add(new Memory(at, Memory.Of.CONTAINER_LIMIT, bytes));
        }
    }

    private void oldObject(Event e) {
        oldObjects.add(new OldObject(
                scope.className(e.type(0, "type")), scope.plain(e.stack()).frames()));
    }

    /**
     * Some allocation that was sampled.
     *
     * @param bytes how many the sample stands for
     */
    void allocated(int thread, int stack, long bytes, long at) {
        Frame site = stack < 0 ? null : siteOfStack.computeIfAbsent(stack, this::site);
        if (site != null) {
            long[] sum = allocations.computeIfAbsent(new Allocated(thread, site), a -> new long[] {0, Long.MIN_VALUE});
            sum[0] += bytes;
            sum[1] = Math.max(sum[1], at);
        }
    }

    private @Nullable Frame site(int stack) {
        scope.dictionary.frames(stack, frames);
        for (int i = 0; i < frames.size(); i++) {
            MethodInfo method = scope.dictionary.method(frames.method(i));
            if (!method.module().startsWith("java.") && !method.type().startsWith("java.")) {
                return scope.stacks.frame(method, frames.line(i));
            }
        }
        return null;
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
