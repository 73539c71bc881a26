package dev.epicenter.analyzer.read;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Instant;
import java.util.List;

/**
 * Statistics that tell of exhaustion, each thinned to at most a few hundred samples in time order.
 *
 * @param collections collections with their causes, the longest and the latest
 * @param oldObjects classes and allocation sites that old-object samples name, most frequent first
 * @param allocations sampled allocations by thread and site, most bytes first
 * @param maxMetaspaceBytes limit of the metaspace, 0 when none is recorded
 * @param refusals memory that the JVM could not give, as it says itself, in time order
 * @param loaders class loaders by their class as of the last count, most metaspace first
 * @param recursing threads seen deep in a recursion, in time order
 * @param classes  how many classes had been loaded, over time
 */
public record Resources(
        List<Collection> collections,
        List<OldObject> oldObjects,
        List<Allocation> allocations,
        long maxMetaspaceBytes,
        List<Refusal> refusals,
        List<Loaders> loaders,
        List<Recursing> recursing,
        List<Classes> classes) {
    /** Nothing recorded. */
    public static final Resources NONE =
            new Resources(List.of(), List.of(), List.of(), 0, List.of(), List.of(), List.of(), List.of());

    public Resources {
        collections = List.copyOf(collections);
        oldObjects = List.copyOf(oldObjects);
        allocations = List.copyOf(allocations);
        refusals = List.copyOf(refusals);
        loaders = List.copyOf(loaders);
        recursing = List.copyOf(recursing);
        classes = List.copyOf(classes);
    }

    /**
     * From jdk.GarbageCollection joined with jdk.GCHeapSummary.
     *
     * @param name       collector, such as {@code G1Full}
     * @param cause      such as {@code Allocation Failure}
     * @param pauseNanos sum of its pauses
     * @param usedAfterBytes heap in use after it, -1 when not recorded
     */
    public record Collection(Instant at, String name, String cause, long pauseNanos, long usedAfterBytes) {}

    /**
     * From jdk.OldObjectSample.
     *
     * @param type  class of the sampled object
     * @param site  where it was allocated, a frame with empty names when not recorded
     * @param count samples
     */
    public record OldObject(String type, Frame site, long count) {}

    /**
     * From jdk.ObjectAllocationSample.
     *
     * @param site  the innermost frame that is not the JDK's
     * @param bytes sum of the samples' weights, an estimate of what was allocated
     * @param last  time of the last sample
     */
    public record Allocation(ThreadRef thread, Frame site, long bytes, Instant last) {}

    /**
     * Memory that could not be given: from jdk.MetaspaceOOM, and jdk.HeapDump where it was made for an OutOfMemoryError.
     *
     * @param event type of the event
     * @param what  one of the constants here
     */
    public record Refusal(Instant at, String event, ThreadRef thread, StackTrace stack, String what) {
        /** The Java heap. */
        public static final String HEAP = "Java heap";

        /** The metaspace. */
        public static final String METASPACE = "Metaspace";

        /** The metaspace's part for compressed class pointers. */
        public static final String CLASS_SPACE = "Compressed class space";
    }

    /**
     * Class loaders of one class, from jdk.ClassLoaderStatistics.
     *
     * @param type    their class, empty for the boot loader
     * @param loaders how many
     * @param classes loaded by them
     * @param bytes   of metaspace that they hold
     */
    public record Loaders(String type, long loaders, long classes, long bytes) {}

    /**
     * A thread that was sampled so deep in a recursion that the recorder cut the stack.
     *
     * @param frame   a method of the circle, not the JDK's where there is another
     * @param samples how many
     */
    public record Recursing(ThreadRef thread, Frame frame, Instant first, Instant last, long samples) {}

    /**
     * From jdk.ClassLoadingStatistics.
     *
     * @param loaded classes loaded since the JVM's start
     */
    public record Classes(Instant at, long loaded) {}
}
