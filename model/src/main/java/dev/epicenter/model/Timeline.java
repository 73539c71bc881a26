package dev.epicenter.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the virtual machine did meanwhile.
 *
 * @param pauses     the longest pauses kept, in time order
 * @param pauseCount how many there were in all
 * @param pauseTotal their sum
 * @param heap       heap after collections, thinned to at most a few hundred, in time order
 * @param maxHeapBytes the heap's limit, 0 when not recorded
 * @param shutdown   the orderly end, if recorded
 */
public record Timeline(
        List<Pause> pauses,
        long pauseCount,
        Duration pauseTotal,
        List<HeapSample> heap,
        long maxHeapBytes,
        Optional<Shutdown> shutdown) {
    /** Nothing recorded. */
    public static final Timeline UNKNOWN = new Timeline(List.of(), 0, Duration.ZERO, List.of(), 0, Optional.empty());

    public Timeline {
        pauses = List.copyOf(pauses);
        heap = List.copyOf(heap);
    }
}
