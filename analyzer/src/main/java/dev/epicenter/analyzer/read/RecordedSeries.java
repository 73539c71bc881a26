package dev.epicenter.analyzer.read;

import dev.epicenter.model.RateProfile;
import dev.epicenter.model.StackTrace;
import java.time.Instant;
import java.util.List;

/**
 * Equal failures as read: same type, same stack (methods and lines), same kind of thread (its name without digits).
 *
 * @param id        position in {@link RecordedEvents#series()}
 * @param type      binary class name
 * @param stack     where they were built
 * @param threadKind thread name with each run of digits replaced by {@code #}
 * @param count     exact count of recorded ones
 * @param threads   distinct threads, counted up to a limit
 * @param first     time of the first
 * @param last      time of the last
 * @param profile   counts over the recording's time, all series with the same buckets
 * @param exemplars ids of the failures kept, in time order, never empty
 */
public record RecordedSeries(
        int id,
        String type,
        StackTrace stack,
        String threadKind,
        long count,
        int threads,
        Instant first,
        Instant last,
        RateProfile profile,
        List<Integer> exemplars) {
    public RecordedSeries {
        exemplars = List.copyOf(exemplars);
    }
}
