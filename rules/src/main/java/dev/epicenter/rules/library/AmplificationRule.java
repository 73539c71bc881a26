package dev.epicenter.rules.library;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Curve;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Trend;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds failures that rise with something that is used up. Page: docs/rules/amplification.md. */
public final class AmplificationRule implements Rule {
    /** Judgement: it gets worse by itself. */
    static final double SCORE = 72;

    /** Share of the variation that the line must explain. Judgement. */
    private static final Parameter MIN_SHARE =
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

    private static final RuleInfo INFO = RuleInfo.of(
                    "amplification",
                    Topic.LOAD,
                    "Failures rise with what is being used up",
                    "Fits the failures that users met against live threads, the heap after collections and resident memory, tells how"
                            + " many more come with each step, and when the resource is used up if it goes on so, with the uncertainty"
                            + " of both.")
            .needs(Need.EXCEPTIONS)
            .takes(MIN_SHARE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Something that is used up; {@code step} is what one speaks of more of. */
    private record Resource(
            String id, String name, Curve.Unit unit, List<Growth.Sample> samples, double limit, double step) {}

    @Override
    public List<Finding> check(RuleInput in) {
        Analysis analysis = in.analysis();
        if (analysis.incidents().isEmpty()) {
            return List.of();
        }
        List<Resource> resources = List.of(
                new Resource("threads", "live threads", Curve.Unit.COUNT, Growth.threads(analysis), 0, 10),
                new Resource(
                        "heap",
                        "heap after collections",
                        Curve.Unit.BYTES,
                        Growth.heap(analysis),
                        analysis.timeline().maxHeapBytes(),
                        1 << 20),
                new Resource(
                        "memory",
                        "resident memory",
                        Curve.Unit.BYTES,
                        Growth.resident(analysis),
                        Growth.memoryLimit(analysis),
                        1 << 20));
        Buckets buckets = Buckets.of(in.facts());
        List<Finding> findings = new ArrayList<>();
        for (Resource resource : resources) {
            finding(in, buckets, resource).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> finding(RuleInput in, Buckets buckets, Resource resource) {
        if (resource.samples.isEmpty()) {
            return Optional.empty();
        }
        double[] level = buckets.values(resource.samples);
        int per = Math.max(1, level.length / POINTS);
        double seconds = buckets.clock().bucket().toNanos() / 1e9 * per;
        List<double[]> points = new ArrayList<>();
        int occupied = 0;
        for (int i = 0; i + per <= level.length; i += per) {
            double x = 0;
            double y = 0;
            for (int k = i; k < i + per; k++) {
                x += level[k] / per;
                y += buckets.escaped()[k] / seconds;
            }
            if (!Double.isNaN(x)) {
                points.add(new double[] {x, y});
                occupied += y > 0 ? 1 : 0;
            }
        }
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
        return growth.map(g -> told(in, resource, points, fit.get(), g));
    }

    private static Finding told(RuleInput in, Resource resource, List<double[]> points, Trend fit, Growth growth) {
        boolean bytes = resource.unit == Curve.Unit.BYTES;
        String text = String.format(
                        Locale.ROOT,
                        "With each %s more %s come %.2f more failures a second (95%% interval %.2f to %.2f; the line explains %s of the"
                                + " variation).",
                        bytes ? "MB of" : Words.count(Math.round(resource.step)),
                        resource.name,
                        fit.slope() * resource.step,
                        fit.lowest() * resource.step,
                        fit.highest() * resource.step,
                        Words.share(fit.share()))
                + String.format(
                        Locale.ROOT,
                        " It rose from %s to %s%s.",
                        value(growth.first(), bytes),
                        value(growth.last(), bytes),
                        growth.untilLimit()
                                .map(u -> " and would be used up in " + u)
                                .orElse(resource.limit > 0 ? "" : "; its limit is not recorded"));
        points.sort(Comparator.comparingDouble(p -> p[0]));
        List<Curve.Point> drawn =
                points.stream().map(p -> new Curve.Point(p[0], p[1])).toList();
        double from = points.get(0)[0];
        double to = points.get(points.size() - 1)[0];
        double ahead = resource.limit > to ? Math.min(resource.limit, to + (to - from)) : to + (to - from) / 2;
        List<Curve.Point> projection = List.of(
                new Curve.Point(to, fit.at(to)),
                new Curve.Point(
                        ahead,
                        fit.at(ahead),
                        fit.at(to) + fit.lowest() * (ahead - to),
                        fit.at(to) + fit.highest() * (ahead - to)));
        in.draw(new Curve(
                "amplification-" + resource.id + "-failures",
                INFO.id(),
                "Failures against " + resource.name,
                text,
                METHOD,
                new Curve.Axis(resource.name, resource.unit),
                new Curve.Axis("failures", Curve.Unit.PER_SECOND),
                drawn,
                List.of(new Curve.Point(from, fit.at(from)), new Curve.Point(to, fit.at(to))),
                projection,
                List.of()));
        List<Failure> evidence = in.analysis().incidents().stream()
                .map(i -> in.facts().symptom(i))
                .limit(3)
                .toList();
        return new Draft(INFO, in.facts(), SCORE)
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
                .finding();
    }

    private static String value(double value, boolean bytes) {
        return bytes ? Words.bytes(Math.round(value)) : Words.count(Math.round(value));
    }
}
