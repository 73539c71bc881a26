package dev.epicenter.rules.library;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.RateProfile;
import dev.epicenter.rules.facts.Facts;
import java.time.Instant;
import java.util.List;

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
        for (FailureSeries series : analysis.graph().series()) {
            boolean symptom = isEnd(facts, series);
            boolean condition = series.type().startsWith("jvm.");
            for (int i = 0; i < all.length && !condition; i++) {
                long count = series.profile().count(i);
                all[i] += isBeginning(facts, series) ? count : 0;
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

    /** The last throwable of an incident's line. */
    private static boolean isEnd(Facts facts, FailureSeries series) {
        return facts.analysis().incidents().stream()
                .map(i -> Facts.lastThrown(facts.path(i)))
                .anyMatch(f -> f.series() == series.id());
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
