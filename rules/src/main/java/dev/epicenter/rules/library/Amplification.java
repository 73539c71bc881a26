package dev.epicenter.rules.library;

import dev.epicenter.model.Curve;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Trend;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fits the failures that users met against something that is used up. */
final class Amplification {
    /** Judgement: it gets worse by itself. */
    static final double SCORE = 72;

    /** Share of the variation that the line must explain. Judgement. */
    static final Parameter MIN_SHARE =
            Parameter.number("min-share", 0.6, "share of the variation of failures that the line must explain");

    /** Times in which there was a failure, at least. Judgement. */
    private static final int LEAST = 12;

    /** Share of its first level by which a resource must have grown. Judgement. */
    private static final double GROWN = 0.5;

    /** Points of the fit: more of them only repeat their neighbours. */
    private static final int POINTS = 24;

    private static final String METHOD =
            "Least squares over equal stretches of time; the 95% interval is widened by the correlation of"
                    + " neighbouring residuals (Bayley and Hammersley, 1946).";

    private final RuleInput in;
    private final RuleInfo info;
    private final Buckets buckets;

    Amplification(RuleInput in, RuleInfo info) {
        this.in = in;
        this.info = info;
        this.buckets = Buckets.of(in.facts());
    }

    /**
     * Something that is used up.
     *
     * @param id    for its curve
     * @param limit at which nothing is left, 0 when it is not recorded
     * @param step  what one speaks of more of
     * @param more  a step in words: {@code 10 more live threads}
     * @param but   what speaks against what is told of it; empty for nothing
     */
    record Resource(
            String id,
            String name,
            Curve.Unit unit,
            List<Growth.Sample> samples,
            double limit,
            double step,
            String more,
            String but) {}

    /** What is to be told of a resource, if failures rise with it beyond doubt; draws the curve. */
    Optional<Finding> finding(Resource resource) {
        if (resource.samples.isEmpty()) {
            return Optional.empty();
        }
        List<double[]> points = points(resource);
        long occupied = points.stream().filter(p -> p[1] > 0).count();
        double spread = points.stream().mapToDouble(p -> p[0]).max().orElse(0)
                - points.stream().mapToDouble(p -> p[0]).min().orElse(0);
        if (points.size() < LEAST || occupied < LEAST / 2 || spread < 2 * resource.step) {
            return Optional.empty();
        }
        Optional<Trend> fit = Trend.of(
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray());
        if (fit.isEmpty() || !fit.get().rises() || fit.get().share() < in.number(MIN_SHARE)) {
            return Optional.empty();
        }
        double first = resource.samples.get(0).value();
        Optional<Growth> growth =
                Growth.of(resource.samples, Math.max(2 * resource.step, GROWN * first), resource.limit);
        return growth.map(g -> told(resource, points, fit.get(), g));
    }

    /** Means over equal stretches of time: the level of the resource, and failures a second. */
    private List<double[]> points(Resource resource) {
        double[] level = buckets.values(resource.samples);
        int per = Math.max(1, level.length / POINTS);
        double seconds = buckets.clock().bucket().toNanos() / 1e9 * per;
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i + per <= level.length; i += per) {
            double x = 0;
            double y = 0;
            for (int k = i; k < i + per; k++) {
                x += level[k] / per;
                y += buckets.escaped()[k] / seconds;
            }
            if (!Double.isNaN(x)) {
                points.add(new double[] {x, y});
            }
        }
        return points;
    }

    private Finding told(Resource resource, List<double[]> points, Trend fit, Growth growth) {
        String text = String.format(
                        Locale.ROOT,
                        "With each %s come %.2f more failures a second (95%% interval %.2f to %.2f; the line explains %s of the"
                                + " variation).",
                        resource.more,
                        fit.slope() * resource.step,
                        fit.lowest() * resource.step,
                        fit.highest() * resource.step,
                        Words.share(fit.share()))
                + " It rose from %s to %s%s."
                        .formatted(
                                value(resource, growth.first()), value(resource, growth.last()), end(resource, growth));
        points.sort(Comparator.comparingDouble(p -> p[0]));
        double from = points.get(0)[0];
        double to = points.get(points.size() - 1)[0];
        double ahead = resource.limit > to ? Math.min(resource.limit, to + (to - from)) : to + (to - from) / 2;
        in.draw(new Curve(
                "amplification-" + resource.id + "-failures",
                info.id(),
                "Failures against " + resource.name,
                text,
                METHOD,
                new Curve.Axis(resource.name, resource.unit),
                new Curve.Axis("failures", Curve.Unit.PER_SECOND),
                points.stream().map(p -> new Curve.Point(p[0], p[1])).toList(),
                List.of(new Curve.Point(from, fit.at(from)), new Curve.Point(to, fit.at(to))),
                List.of(
                        new Curve.Point(to, fit.at(to)),
                        new Curve.Point(
                                ahead,
                                fit.at(ahead),
                                fit.at(to) + fit.lowest() * (ahead - to),
                                fit.at(to) + fit.highest() * (ahead - to))),
                resource.limit > 0 && resource.limit <= ahead
                        ? List.of(new Curve.Mark(resource.limit, "all in use"))
                        : List.of()));
        List<Failure> evidence = in.analysis().incidents().stream()
                .map(i -> in.facts().symptom(i))
                .limit(3)
                .toList();
        return new Draft(info, in.facts(), SCORE)
                .summary(text)
                .explanation(
                        "Two things that rise together need not cause each other. But what fails more the more it holds is a loop: failures"
                                + " that keep what they had taken (threads, memory, connections) make the next failure likelier, and it ends"
                                + " with the resource used up.")
                .remedy(
                        "Find what a failed request leaves behind of it (see thread-leak, pool-exhausted, out-of-memory, if they are told)"
                                + " and give it back on the failure path. Until then shed load before the limit: refuse early, restart in turns.")
                .rests(evidence)
                .but("Both also rise when the load does; compare with the requests served.")
                .but(resource.but)
                .finding();
    }

    private static String end(Resource resource, Growth growth) {
        if (resource.limit <= 0) {
            return "; its limit is not recorded";
        }
        if (growth.last() >= resource.limit) {
            return ", of %s that there are".formatted(value(resource, resource.limit));
        }
        return growth.untilLimit()
                .map(u -> " of %s and would be used up in %s".formatted(value(resource, resource.limit), u))
                .orElse("");
    }

    private static String value(Resource resource, double value) {
        return resource.unit == Curve.Unit.BYTES ? Words.bytes(Math.round(value)) : Words.count(Math.round(value));
    }
}
