package dev.epicenter.rules.library;

import dev.epicenter.model.Curve;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.RateProfile;
import dev.epicenter.model.Verdict;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Blocks;
import dev.epicenter.rules.facts.Credible;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds when the rate of a failure changed. Page: docs/rules/rate-change.md. */
public final class RateChangeRule implements Rule {
    /** Judgement: when, not what; it tells where to look in deployments and logs. */
    static final double SCORE = 45;

    private static final Parameter MIN_COUNT =
            Parameter.number("min-count", 30, "failures of a kind from which its rate is judged");

    private static final Parameter MIN_RATIO =
            Parameter.number("min-ratio", 4, "times that the rate must rise or fall");

    /** Kinds that are drawn and told, those with most failures first. */
    private static final int KINDS = 5;

    private static final String METHOD =
            "Bayesian Blocks for binned counts (Scargle et al. 2013, Astrophysical Journal 764:167),"
                    + " calibrated to one false change in a hundred";

    private static final RuleInfo INFO = RuleInfo.of(
                    "rate-change",
                    Topic.LOAD,
                    "The rate of a failure changed",
                    "Finds bursts of a failure and the moments at which its rate jumped, by a method that does not depend on how time is"
                            + " cut: what happened at that moment is the question to ask.")
            .needs(Need.EXCEPTIONS)
            .takes(MIN_COUNT, MIN_RATIO);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        // Rates change in every program that is used; it is news where something broke.
        if (in.analysis().verdict() != Verdict.INCIDENT) {
            return List.of();
        }
        Map<String, List<FailureSeries>> kinds = new TreeMap<>();
        for (FailureSeries series : in.analysis().graph().series()) {
            if (!isOfALibrary(in.facts(), series)) {
                kinds.computeIfAbsent(
                                series.type() + " " + series.site().frame().qualifiedMethod(), k -> new ArrayList<>())
                        .add(series);
            }
        }
        List<Kind> changed = kinds.values().stream()
                .map(Kind::of)
                .filter(k -> k.count >= in.number(MIN_COUNT))
                .sorted(Comparator.comparingLong((Kind k) -> k.count).reversed())
                .map(k -> k.changes(in.number(MIN_RATIO)))
                .flatMap(Optional::stream)
                .limit(KINDS)
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (Kind kind : changed) {
            in.draw(kind.curve(findings.size() + 1, in.facts()));
            findings.add(kind.finding(in.facts()));
        }
        return findings;
    }

    /** Whether a library or the JDK threw it and nothing shows that it got any further, as when they look for classes and methods. */
    private static boolean isOfALibrary(Facts facts, FailureSeries series) {
        return !facts.wentOn(series) && facts.exemplars(series).stream().noneMatch(facts::isOwn);
    }

    /** Failures of one type from one place, with their stretches of constant rate. */
    private record Kind(
            FailureSeries series, long count, RateProfile clock, long[] counts, List<Blocks.Block> blocks, int change) {
        static Kind of(List<FailureSeries> all) {
            RateProfile clock = all.get(0).profile();
            long[] counts = new long[clock.size()];
            for (FailureSeries series : all) {
                for (int i = 0; i < counts.length; i++) {
                    counts[i] += series.profile().count(i);
                }
            }
            long count = all.stream().mapToLong(FailureSeries::count).sum();
            FailureSeries largest = all.stream()
                    .max(Comparator.comparingLong(FailureSeries::count))
                    .orElseThrow();
            return new Kind(largest, count, clock, counts, Blocks.of(counts), 0);
        }

        /** With the largest rise that is as large as asked for; empty when there is none but that it began with the recording. */
        Optional<Kind> changes(double ratio) {
            int best = -1;
            for (int i = 1; i < blocks.size(); i++) {
                boolean rises = blocks.get(i).mean()
                        >= ratio * Math.max(blocks.get(i - 1).mean(), 0.5 / counts.length);
                boolean matters = blocks.get(i).count() >= 10;
                if (rises
                        && matters
                        && (best < 0 || blocks.get(i).mean() > blocks.get(best).mean())) {
                    best = i;
                }
            }
            return best < 0 ? Optional.empty() : Optional.of(new Kind(series, count, clock, counts, blocks, best));
        }

        private double perSecond(double mean) {
            return mean / (clock.bucket().toNanos() / 1e9);
        }

        private boolean isBurst() {
            return change + 1 < blocks.size()
                    && blocks.get(change + 1).mean() * 2 < blocks.get(change).mean();
        }

        private String text(Facts facts) {
            Blocks.Block now = blocks.get(change);
            String end = isBurst() ? " to " + facts.when(clock.startOf(now.to())) : " on";
            return "%s went from %s to %s, from %s%s (%s in that time)."
                    .formatted(
                            facts.what(facts.exemplars(series).get(0)),
                            Words.rate(perSecond(blocks.get(change - 1).mean())),
                            Words.rate(perSecond(now.mean())),
                            facts.when(clock.startOf(now.from())),
                            end,
                            Words.count(now.count()));
        }

        /** The two blocks' time may have been cut elsewhere about as well; and within a bucket nothing is told. */
        private String moment(Facts facts) {
            int first = blocks.get(change - 1).from();
            Credible cut = Blocks.cut(counts, first, blocks.get(change).to());
            return facts.when(clock.startOf(cut.from() - 1)) + " and " + facts.when(clock.startOf(cut.to() + 1));
        }

        Finding finding(Facts facts) {
            Blocks.Block now = blocks.get(change);
            List<Failure> shown = facts.exemplars(series).stream()
                    .filter(f -> !f.at().isBefore(clock.startOf(now.from())))
                    .limit(3)
                    .toList();
            return new Draft(INFO, facts, SCORE)
                    .summary((isBurst() ? "Burst: " : "Jump: ") + text(facts))
                    .explanation(
                            "A rate that jumps has a reason at that moment: a deployment, a switch, a job that began, an input, a callee"
                                    + " that failed. %s.".formatted(METHOD))
                    .remedy(
                            "Look at what else changed at that moment, here and at callees, and at the first failures after it rather than"
                                    + " the last; the moment is between %s (95%%).".formatted(moment(facts)))
                    .rests(
                            shown.isEmpty()
                                    ? facts.exemplars(series).stream().limit(1).toList()
                                    : shown)
                    .but(
                            facts.analysis().dataLoss().recordedShare() < 0.9
                                    ? "Not all that was thrown was recorded: the recorder's throttle makes rates of its own."
                                    : "")
                    .finding();
        }

        Curve curve(int number, Facts facts) {
            List<Curve.Point> points = new ArrayList<>();
            List<Curve.Point> fit = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                points.add(new Curve.Point(Growth.epoch(clock.startOf(i)), perSecond(counts[i])));
            }
            for (Blocks.Block block : blocks) {
                double y = perSecond(block.mean());
                fit.add(new Curve.Point(Growth.epoch(clock.startOf(block.from())), y));
                fit.add(new Curve.Point(Growth.epoch(clock.startOf(block.to())) - 1e-3, y));
            }
            return new Curve(
                    "rate-" + number,
                    INFO.id(),
                    "Rate of " + facts.what(facts.exemplars(series).get(0)),
                    text(facts),
                    METHOD + ".",
                    new Curve.Axis("time", Curve.Unit.TIME),
                    new Curve.Axis("failures", Curve.Unit.PER_SECOND),
                    points,
                    fit,
                    List.of(),
                    List.of(new Curve.Mark(
                            Growth.epoch(clock.startOf(blocks.get(change).from())), isBurst() ? "burst" : "jump")));
        }
    }
}
