package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Relation;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Score;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the same failure again and again until somebody gave up. Page: docs/rules/retry-storm.md. */
public final class RetryStormRule implements Rule {
    /** Judgement: retrying is a policy, not yet a fault. */
    static final double SCORE = 50;

    /** Judgement: tries without a pause, or dozens of them, load what is already in trouble. */
    static final double STORM_SCORE = 80;

    /** Tries for one giving up. Judgement: policies commonly stop at three; five is past habit. */
    private static final Parameter MIN_TRIES = Parameter.number("min-tries", 5, "tries for one giving up");

    /** Judgement: that many tries are a storm whatever the pauses. */
    private static final Parameter MANY_TRIES =
            Parameter.number("many-tries", 50, "tries that are a storm whatever the pauses");

    /** Longest pause between two tries of one effort. Judgement: the usual cap of exponential back-off. */
    private static final Parameter MAX_PAUSE =
            Parameter.duration("max-pause", Duration.ofSeconds(30), "longest pause between two tries of one effort");

    /** Judgement: shorter than a network round trip plus any back-off worth the name. */
    static final Duration NO_PAUSE = Duration.ofMillis(100);

    private static final RuleInfo INFO = RuleInfo.of(
                    "retry-storm",
                    Topic.FAILURE,
                    "The same failure was retried many times",
                    "Finds a failure that came again and again at short distance in one place until another one gave up on it: the"
                            + " retries delayed the bad news, and without pauses between them they are load on what is already in trouble.")
            .needs(Need.EXCEPTIONS)
            .takes(MIN_TRIES, MANY_TRIES, MAX_PAUSE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        List<Finding> findings = new ArrayList<>();
        Set<Integer> told = new HashSet<>();
        for (Facts.Led led :
                facts.led(Relation.CAUSE, Relation.WRAP, Relation.ASYNC, Relation.SUPPRESSED, Relation.RETHROW)) {
            if (led.from().series() != led.to().series()
                    && isOneEffort(led)
                    && !told.contains(led.from().series())) {
                effort(in, led).ifPresent(effort -> {
                    told.add(led.from().series());
                    findings.add(finding(in, led, effort));
                });
            }
        }
        return findings;
    }

    /** Whether who gave up is who tried: a waiting thread that is told of the failure of a task made no tries of its own. */
    private static boolean isOneEffort(Facts.Led led) {
        return led.from().thread().equals(led.to().thread()) && led.link().relation() != Relation.ASYNC;
    }

    /** The tries before one giving up; empty when there were too few to speak of. */
    private static Optional<Effort> effort(RuleInput in, Facts.Led led) {
        Facts facts = in.facts();
        double minTries = in.number(MIN_TRIES);
        FailureSeries tried = facts.series(led.from());
        FailureSeries gaveUp = facts.series(led.to());
        if (tried.background() || tried.count() < minTries * gaveUp.count()) {
            return Optional.empty();
        }
        List<Failure> run = run(facts.exemplars(tried), led.from(), in.duration(MAX_PAUSE));
        boolean folded = tried.count() > tried.exemplars().size();
        long tries = folded ? Math.max(run.size(), tried.count() / Math.max(1, gaveUp.count())) : run.size();
        if (tries < minTries || run.size() < 2) {
            return Optional.empty();
        }
        Duration span =
                Duration.between(run.get(0).at(), run.get(run.size() - 1).at());
        Duration first = Duration.between(run.get(0).at(), run.get(1).at());
        Duration last = Duration.between(
                run.get(run.size() - 2).at(), run.get(run.size() - 1).at());
        return Optional.of(new Effort(run, tries, span.dividedBy(run.size() - 1L), first, last));
    }

    /** The failures in the same thread that led up to {@code last} without a longer pause. */
    private static List<Failure> run(List<Failure> exemplars, Failure last, Duration maxPause) {
        List<Failure> run = new ArrayList<>();
        for (Failure failure : exemplars) {
            if (failure.thread().equals(last.thread()) && !failure.at().isAfter(last.at())) {
                if (!run.isEmpty()
                        && Duration.between(run.get(run.size() - 1).at(), failure.at())
                                        .compareTo(maxPause)
                                > 0) {
                    run.clear();
                }
                run.add(failure);
            }
        }
        return run;
    }

    private static Finding finding(RuleInput in, Facts.Led led, Effort effort) {
        Facts facts = in.facts();
        FailureSeries tried = facts.series(led.from());
        FailureSeries gaveUp = facts.series(led.to());
        boolean storm = effort.isHasty() || effort.tries >= in.number(MANY_TRIES);
        List<Failure> shown = new ArrayList<>(effort.run.subList(0, Math.min(3, effort.run.size())));
        shown.add(led.from());
        shown.add(led.to());
        return new Draft(INFO, facts, Score.doubted(storm ? STORM_SCORE : SCORE, led.confidence()))
                .summary(
                        "%s came about %s in thread %s, on average every %s (%s), until %s gave up at %s. Over the recording it failed %s and was given up %s."
                                .formatted(
                                        facts.told(led.from()),
                                        Words.times(effort.tries),
                                        led.from().thread().display(),
                                        Words.duration(effort.mean),
                                        effort.backsOff() ? "with growing pauses" : "without growing pauses",
                                        facts.what(led.to()),
                                        facts.when(led.to().at()),
                                        Words.times(tried.count()),
                                        Words.times(gaveUp.count())))
                .explanation(
                        "Every try is a request to what is already failing, multiplied by the number of callers, and by each"
                                + " layer that retries on its own. Meanwhile the caller waits, and what it holds (thread, connection,"
                                + " transaction) waits with it.")
                .remedy(
                        "Retry only what can get better: not a wrong argument, a refused login or a full disk. Few tries, pauses that"
                                + " grow and vary (exponential back-off with jitter), a time limit for the whole effort shorter than the"
                                + " caller's time-out, one layer that retries, and a circuit breaker in front of a dependency that is down.")
                .rests(shown)
                .but("Different requests that fail at the same place one after the other look the same.")
                .finding();
    }

    /**
     * One effort in one thread.
     *
     * @param run   its tries among the failures kept, at least two
     * @param tries how many there were, those not kept included
     * @param mean  from one to the next
     * @param first from the first to the second
     * @param last  from the last but one to the last
     */
    private record Effort(List<Failure> run, long tries, Duration mean, Duration first, Duration last) {
        boolean backsOff() {
            return last.compareTo(first.multipliedBy(2)) >= 0 && last.compareTo(NO_PAUSE) >= 0;
        }

        boolean isHasty() {
            return mean.compareTo(NO_PAUSE) < 0 && !backsOff();
        }
    }
}
