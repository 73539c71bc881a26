package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds exceptions thrown and handled all the time. Page: docs/rules/exceptions-as-control-flow.md. */
public final class ExceptionsAsControlFlowRule implements Rule {
    /**
     * Rate from which it is worth a line. Judgement: below it neither the cost nor the noise matters. JMC's ExceptionRule starts
     * at 5,000/s, but says neither type nor place.
     */
    private static final Parameter MIN_RATE =
            Parameter.number("min-rate", 10, "average a second from which it is worth a line");

    /** A recording shorter than this has no average worth the name. Judgement. */
    static final Duration MIN_LENGTH = Duration.ofSeconds(1);

    /** Judgement: weather is never a warning. */
    static final double MAX_SCORE = 49;

    /** Score at {@link #BASE_RATE}, and what each ten times more adds: 10/s is 25, 10,000/s is 49. Judgement. */
    private static final double MIN_SCORE = 25;

    private static final double PER_DECADE = 8;

    private static final double BASE_RATE = 10;

    private static final RuleInfo INFO = RuleInfo.of(
                    "exceptions-as-control-flow",
                    Topic.LOAD,
                    "Exceptions are thrown and handled all the time",
                    "Finds places that throw and handle the same exception all the time, whether all is well or not: they cost CPU time,"
                            + " fill recordings and logs, and hide the one exception that matters.")
            .needs(Need.EXCEPTIONS)
            .takes(MIN_RATE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Duration length = in.analysis().recording().length();
        if (length.compareTo(MIN_LENGTH) < 0) {
            return List.of();
        }
        Facts facts = in.facts();
        Map<String, List<FailureSeries>> byPlace = new LinkedHashMap<>();
        for (FailureSeries series : in.analysis().graph().series()) {
            if (series.background()) {
                String place = series.type() + " "
                        + series.site().frame().qualifiedMethod()
                        + series.site().frame().descriptor();
                byPlace.computeIfAbsent(place, p -> new ArrayList<>()).add(series);
            }
        }
        double seconds = length.toMillis() / 1000.0;
        List<Finding> findings = new ArrayList<>();
        for (List<FailureSeries> place : byPlace.values()) {
            long count = place.stream().mapToLong(FailureSeries::count).sum();
            if (count / seconds > in.number(MIN_RATE)) {
                findings.add(finding(facts, place, count, count / seconds));
            }
        }
        return findings;
    }

    private static double score(double rate) {
        return Math.min(MAX_SCORE, MIN_SCORE + PER_DECADE * Math.max(0, Math.log10(rate / BASE_RATE)));
    }

    private Finding finding(Facts facts, List<FailureSeries> place, long count, double rate) {
        long all = facts.analysis().graph().series().stream()
                .mapToLong(FailureSeries::count)
                .sum();
        FailureSeries loudest =
                place.stream().reduce((a, b) -> b.count() > a.count() ? b : a).orElseThrow();
        double recorded = facts.analysis().dataLoss().recordedShare();
        List<Failure> shown =
                facts.exemplars(loudest).stream().limit(Facts.EVIDENCE).toList();
        return new Draft(INFO, facts, score(rate))
                .summary("%s at %s: %s recorded, %s averaged over the recording, %s of all recorded exceptions%s."
                        .formatted(
                                Words.type(loudest.type()),
                                Facts.site(loudest.site()),
                                Words.count(count),
                                Words.rate(rate),
                                Words.share((double) count / Math.max(1, all)),
                                place.size() > 1 ? ", by " + Words.count(place.size()) + " call paths" : ""))
                .explanation(
                        "Each one walks and stores the stack, which costs microseconds to tens of them by depth. More than the"
                                + " cost, they are noise: throttled recordings (JDK 25: 100 exceptions a second by default) keep these and"
                                + " lose the rare one, and people learn to overlook exceptions.")
                .remedy(
                        "Ask before trying: check the input, use a method that returns null, Optional or a status in place of one"
                                + " that throws (Map.get, tryAcquire, poll, a regular expression before parseInt). Where a library leaves no"
                                + " choice, remember the answer. Overriding fillInStackTrace saves the cost but not the noise.")
                .rests(shown)
                .but(
                        recorded < 1
                                ? "Only %s of the exceptions thrown were recorded, so the true rate is higher."
                                        .formatted(Words.share(recorded))
                                : "")
                .finding();
    }
}
