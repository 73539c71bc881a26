package dev.epicenter.model;

import java.time.Instant;
import java.util.List;

/**
 * Equal failures over time: same type and same stack. Read folds them, so that a storm of millions costs one of these; the
 * count is exact, the {@link #exemplars()} are the ones that were kept as {@link Failure}.
 *
 * @param id          index in {@link FailureGraph#series()}
 * @param type        as in {@link Failure#type()}
 * @param stack       as in {@link Failure#stack()}
 * @param site        the first in-app frame, else the first frame; a frame with empty names when there is no stack
 * @param fingerprint {@code v1:} identity across recordings, of this failure alone
 * @param count       how many were recorded, exemplars included
 * @param threads     in how many threads, at least
 * @param first       when the first was recorded
 * @param last        when the last was recorded
 * @param profile     counts over the recording's time; all series of one graph have the same buckets
 * @param background  whether it is the JVM's weather: thrown and handled all the time, before as after
 * @param exemplars   ids of the failures kept, in time order
 */
public record FailureSeries(
        int id,
        String type,
        StackTrace stack,
        Site site,
        String fingerprint,
        long count,
        int threads,
        Instant first,
        Instant last,
        RateProfile profile,
        boolean background,
        List<Integer> exemplars) {
    public FailureSeries {
        exemplars = List.copyOf(exemplars);
    }
}
