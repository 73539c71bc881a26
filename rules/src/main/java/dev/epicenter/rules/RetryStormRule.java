package dev.epicenter.rules;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Relation;
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
    static final int MIN_TRIES = 5;

    /** Judgement: that many tries are a storm whatever the pauses. */
    static final long MANY_TRIES = 50;

    /** Longest pause between two tries of one effort. Judgement: the usual cap of exponential back-off. */
    static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    /** Judgement: shorter than a network round trip plus any back-off worth the name. */
    static final Duration NO_PAUSE = Duration.ofMillis(100);

    @Override
    public String id() {
        return "retry-storm";
    }

    @Override
    public String title() {
        return "The same failure was retried many times";
    }

    @Override
    public String about() {
        return "Finds a failure that came again and again at short distance in one place until another one gave up on it: the"
                + " retries delayed the bad news, and without pauses between them they are load on what is already in trouble.";
    }

    @Override
    public List<Need> needs() {
        return List.of(Need.EXCEPTIONS);
    }

    @Override
    public List<Finding> check(Analysis analysis) {
        Facts facts = new Facts(analysis);
        List<Finding> findings = new ArrayList<>();
        Set<Integer> told = new HashSet<>();
        for (Facts.Led led :
                facts.led(Relation.CAUSE, Relation.WRAP, Relation.ASYNC, Relation.SUPPRESSED, Relation.RETHROW)) {
            if (led.from().series() != led.to().series()
                    && !told.contains(led.from().series())) {
                effort(facts, led).ifPresent(effort -> {
                    told.add(led.from().series());
                    findings.add(finding(facts, led, effort));
                });
            }
        }
        return findings;
    }

    /** The tries before one giving up; empty when there were too few to speak of. */
    private static Optional<Effort> effort(Facts facts, Facts.Led led) {
        FailureSeries tried = facts.series(led.from());
        FailureSeries gaveUp = facts.series(led.to());
        if (tried.background() || tried.count() < MIN_TRIES * gaveUp.count()) {
            return Optional.empty();
        }
        List<Failure> run = run(facts.exemplars(tried), led.from());
        boolean folded = tried.count() > tried.exemplars().size();
        long tries = folded ? Math.max(run.size(), tried.count() / Math.max(1, gaveUp.count())) : run.size();
        if (tries < MIN_TRIES || run.size() < 2) {
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
    private static List<Failure> run(List<Failure> exemplars, Failure last) {
        List<Failure> run = new ArrayList<>();
        for (Failure failure : exemplars) {
            if (failure.thread().equals(last.thread()) && !failure.at().isAfter(last.at())) {
                if (!run.isEmpty()
                        && Duration.between(run.get(run.size() - 1).at(), failure.at())
                                        .compareTo(MAX_PAUSE)
                                > 0) {
                    run.clear();
                }
                run.add(failure);
            }
        }
        return run;
    }

    private Finding finding(Facts facts, Facts.Led led, Effort effort) {
        FailureSeries tried = facts.series(led.from());
        FailureSeries gaveUp = facts.series(led.to());
        boolean storm = effort.isHasty() || effort.tries >= MANY_TRIES;
        List<Failure> shown = new ArrayList<>(effort.run.subList(0, Math.min(3, effort.run.size())));
        shown.add(led.from());
        shown.add(led.to());
        return new Draft(this, facts, Score.doubted(storm ? STORM_SCORE : SCORE, led.confidence()))
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
