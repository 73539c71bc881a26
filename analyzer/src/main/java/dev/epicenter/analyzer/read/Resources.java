package dev.epicenter.analyzer.read;

import dev.epicenter.model.Frame;
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
 */
public record Resources(
        List<Collection> collections,
        List<OldObject> oldObjects,
        List<Allocation> allocations,
        long maxMetaspaceBytes) {
    /** Nothing recorded. */
    public static final Resources NONE = new Resources(List.of(), List.of(), List.of(), 0);

    public Resources {
        collections = List.copyOf(collections);
        oldObjects = List.copyOf(oldObjects);
        allocations = List.copyOf(allocations);
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
}
