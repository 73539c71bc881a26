package dev.epicenter.rules.library;

import dev.epicenter.model.Curve;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Task;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Credible;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Fits how many failures are handled against concurrency, with the knee. Page: docs/rules/recovery-curve.md. */
public final class RecoveryCurveRule implements Rule {
    /** Judgement: a design limit that nobody wrote down. */
    static final double SCORE = 74;

    private static final Parameter MIN_FAILURES =
            Parameter.number("min-failures", 40, "failures from which shares say something");

    /** Least fall of the share at the knee. Judgement. */
    private static final Parameter MIN_FALL =
            Parameter.number("min-fall", 0.3, "fall of the share handled at the knee");

    /** Failures on each side of the knee at least: a share of fewer says little. Judgement. */
    private static final int LEAST_A_SIDE = 20;

    /** How much higher the concurrency must be beyond the knee, on the mean: else something else changed. Judgement. */
    private static final double BEYOND = 1.25;

    /** Points of the curve, each with as many failures. */
    private static final int POINTS = 12;

    /** z of a 95% interval. */
    private static final double Z = 1.96;

    private static final String METHOD =
            "Share of failures that no incident goes back to, by concurrency, with Wilson's 95% interval"
                    + " (1927); the knee is where two levels fit best, by likelihood, taken if they beat one level by more than 9.2"
                    + " (chi-squared, 2 degrees of freedom, 1%), and its interval what has 95% of the likelihood.";

    /** 99% point of chi-squared with two degrees of freedom: a level and a knee more. */
    private static final double SIGNIFICANT = 9.21;

    private static final RuleInfo INFO = RuleInfo.of(
                    "recovery-curve",
                    Topic.LOAD,
                    "Beyond some concurrency failures are no longer handled",
                    "Draws which share of the failures was handled against how many tasks or threads there were at the time, and finds the"
                            + " knee: the concurrency from which handling breaks down.")
            .needs(
                    Need.EXCEPTIONS,
                    Need.anyOf("statistics of threads", "jdk.JavaThreadStatistics")
                            .orAgent())
            .takes(MIN_FAILURES, MIN_FALL);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Failures at one concurrency. */
    private record Bin(double concurrency, long all, long handled) {
        double share() {
            return (double) handled / all;
        }

        static Bin sum(List<Bin> bins) {
            long all = bins.stream().mapToLong(Bin::all).sum();
            double mean = bins.stream().mapToDouble(b -> b.concurrency * b.all).sum() / Math.max(1, all);
            return new Bin(mean, all, bins.stream().mapToLong(Bin::handled).sum());
        }
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Buckets buckets = Buckets.of(in.facts());
        boolean tasks = in.analysis().tasks().stream().anyMatch(t -> t.started().isPresent());
        double[] concurrency = tasks ? running(in, buckets) : buckets.values(Growth.threads(in.analysis()));
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < concurrency.length; i++) {
            if (buckets.all()[i] > 0 && !Double.isNaN(concurrency[i])) {
                bins.add(new Bin(
                        concurrency[i], buckets.all()[i], Math.max(0, buckets.all()[i] - buckets.escaped()[i])));
            }
        }
        bins.sort(Comparator.comparingDouble(Bin::concurrency));
        if (Bin.sum(bins).all < in.number(MIN_FAILURES)
                || in.analysis().incidents().isEmpty()) {
            return List.of();
        }
        List<Bin> points = merged(bins);
        return points.size() < 4 ? List.of() : judged(in, points, tasks);
    }

    /** Tasks that ran in the middle of each bucket. */
    private static double[] running(RuleInput in, Buckets buckets) {
        double[] running = new double[buckets.all().length];
        for (int i = 0; i < running.length; i++) {
            Instant at =
                    buckets.clock().startOf(i).plus(buckets.clock().bucket().dividedBy(2));
            for (Task task : in.analysis().tasks()) {
                boolean begun = task.started().filter(s -> !s.isAfter(at)).isPresent();
                running[i] += begun && task.ended().filter(e -> e.isBefore(at)).isEmpty() ? 1 : 0;
            }
        }
        return running;
    }

    private static List<Bin> merged(List<Bin> bins) {
        long each = Math.max(1, Bin.sum(bins).all / POINTS);
        List<Bin> merged = new ArrayList<>();
        List<Bin> open = new ArrayList<>();
        for (Bin bin : bins) {
            open.add(bin);
            if (Bin.sum(open).all >= each) {
                merged.add(Bin.sum(open));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            merged.add(Bin.sum(open));
        }
        return merged;
    }

    private static List<Finding> judged(RuleInput in, List<Bin> points, boolean tasks) {
        int knee = 0;
        double best = Double.NEGATIVE_INFINITY;
        double[] byKnee = new double[points.size()];
        byKnee[0] = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < points.size(); i++) {
            byKnee[i] =
                    likelihood(Bin.sum(points.subList(0, i))) + likelihood(Bin.sum(points.subList(i, points.size())));
            if (byKnee[i] > best) {
                best = byKnee[i];
                knee = i;
            }
        }
        Credible credible = Credible.of(byKnee);
        Bin below = Bin.sum(points.subList(0, knee));
        Bin above = Bin.sum(points.subList(knee, points.size()));
        boolean significant = 2 * (best - likelihood(Bin.sum(points))) > SIGNIFICANT;
        boolean falls = significant
                && below.share() - above.share() >= in.number(MIN_FALL)
                && Math.min(below.all, above.all) >= LEAST_A_SIDE
                && above.concurrency >= BEYOND * below.concurrency;
        double at = (points.get(knee - 1).concurrency + points.get(knee).concurrency) / 2;
        String what = tasks ? "running tasks" : "live threads";
        String text = falls
                ? String.format(
                        Locale.ROOT,
                        "Up to about %.0f %s (%.0f to %.0f at 95%%), %s of %s failures were handled; beyond, %s of %s.",
                        at,
                        what,
                        points.get(credible.from() - 1).concurrency,
                        points.get(credible.to()).concurrency,
                        Words.share(below.share()),
                        Words.count(below.all),
                        Words.share(above.share()),
                        Words.count(above.all))
                : "The share of failures handled shows no knee against " + what + ".";
        in.draw(new Curve(
                "recovery",
                INFO.id(),
                "Failures handled, by concurrency",
                text,
                METHOD,
                new Curve.Axis(what, Curve.Unit.COUNT),
                new Curve.Axis("share handled", Curve.Unit.SHARE),
                points.stream().map(RecoveryCurveRule::point).toList(),
                falls
                        ? List.of(
                                new Curve.Point(points.get(0).concurrency, below.share()),
                                new Curve.Point(at, below.share()),
                                new Curve.Point(at, above.share()),
                                new Curve.Point(points.get(points.size() - 1).concurrency, above.share()))
                        : List.of(),
                List.of(),
                falls ? List.of(new Curve.Mark(at, "knee")) : List.of()));
        return falls ? List.of(finding(in, text)) : List.of();
    }

    private static double likelihood(Bin bin) {
        double share = bin.share();
        return (bin.handled == 0 ? 0 : bin.handled * Math.log(share))
                + (bin.handled == bin.all ? 0 : (bin.all - bin.handled) * Math.log(1 - share));
    }

    /** With Wilson's interval. */
    private static Curve.Point point(Bin bin) {
        double n = bin.all;
        double p = bin.share();
        double centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return new Curve.Point(
                bin.concurrency, p, Math.min(p, Math.max(0, centre - half)), Math.max(p, Math.min(1, centre + half)));
    }

    private static Finding finding(RuleInput in, String text) {
        List<Failure> evidence = in.analysis().incidents().stream()
                .map(i -> in.facts().symptom(i))
                .limit(3)
                .toList();
        return new Draft(INFO, in.facts(), SCORE)
                .summary(text)
                .explanation(
                        "Handling has limits of its own: retries share one pool with first tries, fallbacks need connections, handlers wait"
                                + " for locks. Below the knee the same failures pass unnoticed, so that nothing warns before it.")
                .remedy(
                        "Take the knee as the limit of concurrency (a bulkhead, a bounded queue, load shedding) until handling has resources"
                                + " of its own, apart from the work's. Then measure again at twice the load.")
                .rests(evidence)
                .but("Handled means that no incident goes back to it; what was swallowed counts as handled.")
                .but("Something else that changed at the same time would show as a knee as well.")
                .finding();
    }
}
