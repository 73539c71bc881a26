package dev.epicenter.rules.library;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Curve;
import dev.epicenter.rules.facts.Trend;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that only grew: a quantity over time with its line, and when it would reach its limit.
 *
 * @param samples in time order
 * @param trend   by seconds since {@code start}
 * @param limit   0 when there is none, or it is not known
 */
record Growth(Instant start, List<Sample> samples, Trend trend, double limit) {
    /** Parts of the time in each of which a quantity must grow: what only starts up stops growing. */
    private static final int PARTS = 4;

    /** Share of an even growth that each part must bring. Judgement. */
    private static final double EVEN = 0.25;

    /** How much of the variation the line must explain. Judgement. */
    private static final double STRAIGHT = 0.8;

    /** Further ahead a line says nothing. Judgement. */
    private static final Duration HORIZON = Duration.ofDays(7);

    private static final String METHOD =
            "Least squares; the 95% interval of the slope is widened by the correlation of neighbouring"
                    + " residuals (Bayley and Hammersley, 1946), and the projection runs from the lowest slope to the highest.";

    /** A value at a time. */
    record Sample(Instant at, double value) {}

    /**
     * Whether the samples rise from the first to the last, all the time.
     *
     * @param least rise from first to last at least
     */
    static Optional<Growth> of(List<Sample> samples, double least, double limit) {
        if (samples.size() < 2 * PARTS) {
            return Optional.empty();
        }
        double rise = samples.get(samples.size() - 1).value - samples.get(0).value;
        if (rise < least || rise <= 0) {
            return Optional.empty();
        }
        for (int part = 0; part < PARTS; part++) {
            double from = samples.get(part * (samples.size() - 1) / PARTS).value;
            double to = samples.get((part + 1) * (samples.size() - 1) / PARTS).value;
            if (to - from < EVEN * rise / PARTS) {
                return Optional.empty();
            }
        }
        Instant start = samples.get(0).at;
        double[] x = samples.stream().mapToDouble(s -> seconds(start, s.at)).toArray();
        double[] y = samples.stream().mapToDouble(Sample::value).toArray();
        return Trend.of(x, y)
                .filter(t -> t.rises() && t.share() >= STRAIGHT)
                .map(t -> new Growth(start, List.copyOf(samples), t, limit));
    }

    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    double first() {
        return samples.get(0).value;
    }

    double last() {
        return samples.get(samples.size() - 1).value;
    }

    private Instant end() {
        return samples.get(samples.size() - 1).at;
    }

    /** Time from the last sample until the limit, with its 95% interval, in words; empty without a limit in sight. */
    Optional<String> untilLimit() {
        if (limit <= 0 || limit <= last()) {
            return Optional.empty();
        }
        double likely = untilLimit(trend.slope());
        if (likely > HORIZON.toSeconds()) {
            return Optional.empty();
        }
        String latest = trend.lowest() <= 0 ? "never" : words(untilLimit(trend.lowest()));
        return Optional.of(
                "%s (95%% interval %s to %s)".formatted(words(likely), words(untilLimit(trend.highest())), latest));
    }

    /** Seconds from the last sample on, by a line of that slope: all lines that fit go through the mean of the points. */
    private double untilLimit(double slope) {
        double middle = samples.stream()
                .mapToDouble(s -> seconds(start, s.at))
                .average()
                .orElse(0);
        return Math.max(0, middle + (limit - trend.at(middle)) / slope - seconds(start, end()));
    }

    private static String words(double seconds) {
        return Words.duration(Duration.ofMillis(Math.round(Math.min(seconds, 1e9) * 1000)));
    }

    /** Drawn over time. */
    Curve curve(String id, String rule, String title, String text, Curve.Axis y) {
        List<Curve.Point> points = new ArrayList<>();
        samples.forEach(s -> points.add(new Curve.Point(epoch(s.at), s.value)));
        List<Curve.Point> fit = List.of(fitted(start), fitted(end()));
        List<Curve.Point> projection = new ArrayList<>();
        List<Curve.Mark> marks = new ArrayList<>();
        double ahead = seconds(start, end()) / 2;
        if (untilLimit().isPresent()) {
            double likely = untilLimit(trend.slope());
            ahead = Math.min(likely, 10 * seconds(start, end()));
            if (ahead == likely) {
                marks.add(new Curve.Mark(epoch(end()) + likely, "limit reached"));
            }
        }
        for (int i = 0; i <= 4; i++) {
            double at = ahead * i / 4;
            double base = trend.at(seconds(start, end()));
            projection.add(new Curve.Point(
                    epoch(end()) + at,
                    base + trend.slope() * at,
                    base + trend.lowest() * at,
                    base + trend.highest() * at));
        }
        return new Curve(
                id,
                rule,
                title,
                text,
                METHOD,
                new Curve.Axis("time", Curve.Unit.TIME),
                y,
                points,
                fit,
                projection,
                marks);
    }

    private Curve.Point fitted(Instant at) {
        return new Curve.Point(epoch(at), trend.at(seconds(start, at)));
    }

    static double epoch(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }

    static List<Sample> threads(Analysis analysis) {
        return analysis.machine().threads().stream()
                .map(t -> new Sample(t.at(), t.active()))
                .toList();
    }

    static List<Sample> heap(Analysis analysis) {
        return analysis.timeline().heap().stream()
                .map(h -> new Sample(h.at(), h.usedBytes()))
                .toList();
    }

    static List<Sample> resident(Analysis analysis) {
        return analysis.machine().memory().stream()
                .filter(m -> m.residentBytes() > 0)
                .map(m -> new Sample(m.at(), m.residentBytes()))
                .toList();
    }

    static List<Sample> connections(Analysis analysis) {
        return analysis.machine().connections().stream()
                .map(c -> new Sample(c.at(), c.atWork()))
                .toList();
    }

    /** Means over so many equal stretches of time, without those that have no sample. */
    static List<Sample> means(List<Sample> samples, int stretches) {
        if (samples.isEmpty()) {
            return List.of();
        }
        Instant from = samples.get(0).at();
        double length = seconds(from, samples.get(samples.size() - 1).at()) / stretches;
        List<Sample> means = new ArrayList<>();
        int next = 0;
        for (int stretch = 1; stretch <= stretches && next < samples.size(); stretch++) {
            int first = next;
            boolean last = stretch == stretches;
            while (next < samples.size()
                    && (last || seconds(from, samples.get(next).at()) < stretch * length)) {
                next++;
            }
            if (next > first) {
                means.add(mean(samples.subList(first, next)));
            }
        }
        return means;
    }

    private static Sample mean(List<Sample> samples) {
        Instant first = samples.get(0).at();
        double later = samples.stream()
                .mapToDouble(s -> seconds(first, s.at()))
                .average()
                .orElse(0);
        return new Sample(
                first.plusNanos(Math.round(later * 1e9)),
                samples.stream().mapToDouble(Sample::value).average().orElse(0));
    }

    static double memoryLimit(Analysis analysis) {
        return analysis.machine().memory().stream()
                .mapToLong(dev.epicenter.model.Machine.MemorySample::limitBytes)
                .max()
                .orElse(0);
    }
}
