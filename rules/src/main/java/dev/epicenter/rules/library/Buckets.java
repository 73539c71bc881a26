package dev.epicenter.rules.library;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.RateProfile;
import dev.epicenter.rules.facts.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Failures by time, and how many of them nobody handled.
 *
 * @param clock   the recording's buckets
 * @param all     first failures of a chain: not those made of another one
 * @param escaped last failures of incidents: what users met
 */
record Buckets(RateProfile clock, long[] all, long[] escaped) {
    /** Of an analysis without failures there are none: no buckets. */
    static Buckets of(Facts facts) {
        Analysis analysis = facts.analysis();
        if (analysis.graph().series().isEmpty()) {
            return new Buckets(
                    new RateProfile(Instant.EPOCH, java.time.Duration.ofSeconds(1), new long[0]),
                    new long[0],
                    new long[0]);
        }
        RateProfile clock = analysis.graph().series().get(0).profile();
        long[] all = new long[clock.size()];
        long[] escaped = new long[clock.size()];
        Set<Integer> ends = ends(facts);
        for (FailureSeries series : analysis.graph().series()) {
            boolean condition = series.type().startsWith("jvm.");
            boolean beginning = !condition && isBeginning(facts, series);
            boolean symptom = !condition && ends.contains(series.id());
            for (int i = 0; i < all.length && (beginning || symptom); i++) {
                long count = series.profile().count(i);
                all[i] += beginning ? count : 0;
                escaped[i] += symptom ? count : 0;
            }
        }
        return new Buckets(clock, all, escaped);
    }

    private static boolean isBeginning(Facts facts, FailureSeries series) {
        return series.exemplars().stream().noneMatch(f -> facts.analysis().graph().into(f).stream()
                .anyMatch(l ->
                        facts.failure(l.from()).thread().equals(facts.failure(f).thread())));
    }

    /** Series of the last throwable of each incident's line. */
    private static Set<Integer> ends(Facts facts) {
        return facts.analysis().incidents().stream()
                .map(i -> Facts.lastThrown(facts.path(i)).series())
                .collect(Collectors.toSet());
    }

    /** Value of a quantity in the middle of each bucket, between its samples; NaN outside of them. */
    double[] values(List<Growth.Sample> samples) {
        double[] values = new double[all.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = at(samples, clock.startOf(i).plus(clock.bucket().dividedBy(2)));
        }
        return values;
    }

    private static double at(List<Growth.Sample> samples, Instant time) {
        for (int i = 1; i < samples.size(); i++) {
            Growth.Sample before = samples.get(i - 1);
            Growth.Sample after = samples.get(i);
            if (!time.isBefore(before.at()) && !time.isAfter(after.at())) {
                double length = Growth.seconds(before.at(), after.at());
                double share = length == 0 ? 0 : Growth.seconds(before.at(), time) / length;
                return before.value() + share * (after.value() - before.value());
            }
        }
        return Double.NaN;
    }
}
