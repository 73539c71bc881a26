package dev.epicenter.rules.user;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.RateProfile;
import dev.epicenter.rules.facts.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The failures of a series that were counted in its profile and not kept one by one. */
final class Counted {
    private Counted() {}

    /** How many there are. */
    static long number(FailureSeries series) {
        return Math.max(0, series.count() - series.exemplars().size());
    }

    /** When they were, as exactly as the profile's buckets and the series' first and last tell. */
    static List<Burst> bursts(Facts facts, FailureSeries series) {
        if (number(series) == 0) {
            return List.of();
        }
        RateProfile profile = series.profile();
        long[] left = new long[profile.size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = profile.count(i);
        }
        for (Failure kept : facts.exemplars(series)) {
            left[bucket(profile, kept.at())]--;
        }
        List<Burst> bursts = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            if (left[i] > 0) {
                Instant from = later(profile.startOf(i), series.first());
                Instant to = earlier(profile.startOf(i + 1), series.last());
                bursts.add(new Burst(from, later(from, to), left[i]));
            }
        }
        return bursts;
    }

    private static int bucket(RateProfile profile, Instant at) {
        long nanos = java.time.Duration.between(profile.start(), at).toNanos();
        long bucket = Math.floorDiv(nanos, profile.bucket().toNanos());
        return (int) Math.max(0, Math.min(profile.size() - 1L, bucket));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
