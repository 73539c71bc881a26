package dev.epicenter.render.view;

import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.RateProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The stretches of time in which failures are counted, the same for all series that are laid side by side. Throws are counted so
 * anyway; a condition has a profile of its own and is put where it belongs.
 *
 * @param start start of the first bucket
 * @param width of each, more than zero
 * @param size  how many
 */
public record Buckets(Instant start, Duration width, int size) {
    /** Of these series, at least one. */
    public static Buckets of(List<FailureSeries> series) {
        RateProfile longest = series.stream()
                .map(FailureSeries::profile)
                .max(Comparator.comparingInt(RateProfile::size))
                .orElseThrow();
        return new Buckets(longest.start(), longest.bucket(), longest.size());
    }

    /** Start of bucket {@code index}. */
    public Instant startOf(int index) {
        return start.plus(width.multipliedBy(index));
    }

    /** The bucket that holds a time; the first or last one for a time outside. */
    public int indexOf(Instant at) {
        long index = Duration.between(start, at).toNanos() / width.toNanos();
        return (int) Math.max(0, Math.min(size - 1L, index));
    }

    /** Counts of a series. */
    public long[] counts(FailureSeries series) {
        long[] counts = new long[size];
        add(series, counts);
        return counts;
    }

    /** Adds the counts of a series. */
    public void add(FailureSeries series, long[] counts) {
        RateProfile profile = series.profile();
        boolean same = profile.start().equals(start) && profile.bucket().equals(width) && profile.size() <= size;
        for (int i = 0; i < profile.size(); i++) {
            if (profile.count(i) > 0) {
                counts[same ? i : indexOf(profile.startOf(i))] += profile.count(i);
            }
        }
    }
}
