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
import dev.epicenter.rules.facts.Types;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Finds callers that fail and try again in step. Page: docs/rules/thundering-retries.md. */
public final class ThunderingRetriesRule implements Rule {
    /** Judgement: the load comes in waves that the callee can't level out. */
    static final double SCORE = 70;

    /** Threads that must fail together. */
    private static final Parameter MIN_THREADS = Parameter.number("min-threads", 5, "threads that fail together");

    /** What counts as together. Judgement: a good back-off spreads over its whole pause, which is longer. */
    private static final Parameter TOGETHER =
            Parameter.duration("together", Duration.ofMillis(100), "time within which failures count as one wave");

    /** Failures of each thread, on average: first wave, and two more. Judgement. */
    private static final int WAVES = 3;

    private static final RuleInfo INFO = RuleInfo.of(
                    "thundering-retries",
                    Topic.LOAD,
                    "Many callers tried again in step",
                    "Finds calls that fail in many threads at once, again and again after the same pause: retries without jitter arrive as"
                            + " waves, each as large as the outage that caused the first.")
            .needs(Need.EXCEPTIONS)
            .takes(MIN_THREADS, TOGETHER);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Finding> findings = new ArrayList<>();
        for (FailureSeries series : in.analysis().graph().series()) {
            List<Failure> kept = in.facts().exemplars(series);
            double least = in.number(MIN_THREADS);
            if (series.background()
                    || kept.isEmpty()
                    || series.threads() < least
                    || series.count() < (long) WAVES * series.threads()
                    || !isOfOthers(kept.get(0))) {
                continue;
            }
            List<Wave> waves = waves(kept, in.duration(TOGETHER));
            List<Wave> full =
                    waves.stream().filter(w -> w.threads.size() >= least).toList();
            List<Wave> again = full.isEmpty()
                    ? List.of()
                    : waves.stream()
                            .filter(w -> w.start.isAfter(full.get(0).start))
                            .filter(w ->
                                    w.threads.size() >= 3 && full.get(0).threads.containsAll(w.threads))
                            .toList();
            if (!again.isEmpty()) {
                findings.add(finding(in, series, full.get(0), again));
            }
        }
        return findings;
    }

    /** A call to something that others call, too: trying again only helps, and only harms, with these. */
    private static boolean isOfOthers(Failure failure) {
        String name = failure.type().toLowerCase(Locale.ROOT);
        return Types.isA(
                        failure,
                        "java.io.IOException",
                        "java.sql.SQLException",
                        "java.util.concurrent.TimeoutException")
                || name.contains("unavailable")
                || name.contains("timeout")
                || name.contains("toomany")
                || name.contains("throttl")
                || name.contains("connect")
                || Family.says(failure, "503", "429", "502", "504", "unavailable", "too many requests", "overloaded");
    }

    private static List<Wave> waves(List<Failure> kept, Duration together) {
        List<Wave> waves = new ArrayList<>();
        for (Failure failure : kept) {
            Wave last = waves.isEmpty() ? null : waves.get(waves.size() - 1);
            if (last == null || Duration.between(last.start, failure.at()).compareTo(together) > 0) {
                last = new Wave(failure.at(), new TreeSet<>());
                waves.add(last);
            }
            last.threads.add(failure.thread().id());
        }
        return waves;
    }

    private record Wave(Instant start, Set<Long> threads) {}

    private static Finding finding(RuleInput in, FailureSeries series, Wave first, List<Wave> again) {
        Facts facts = in.facts();
        List<Failure> kept = facts.exemplars(series);
        long rounds = series.count() / Math.max(1, series.threads());
        Duration pause = Duration.between(series.first(), series.last()).dividedBy(Math.max(1, rounds - 1));
        return new Draft(INFO, facts, SCORE)
                .summary(
                        "%s failed in %s at once, %s each, about every %s, from %s on: in the first wave %s within %s, later the same"
                                        .formatted(
                                                facts.told(kept.get(0)),
                                                Words.plural(series.threads(), "thread"),
                                                Words.times(rounds),
                                                Words.duration(pause),
                                                facts.when(series.first()),
                                                Words.plural(first.threads.size(), "thread"),
                                                Words.duration(in.duration(TOGETHER)))
                                + " threads together again.")
                .explanation(
                        "Callers that failed together and wait the same time come back together. The callee sees nothing, then all of"
                                + " them at once, fails again, and the waves go on after the first cause has passed.")
                .remedy(
                        "Draw the pause at random: full jitter, a random time between 0 and min(cap, base × 2^n) (Brooker, \"Exponential"
                                + " backoff and jitter\", AWS Architecture Blog, 2015). Spread periodic work and cache expiry the same way, and"
                                + " put a limiter or circuit breaker before the callee.")
                .rests(kept.stream().limit(3).toList())
                .rests(kept.stream().skip(Math.max(0, kept.size() - 2)).toList())
                .but(
                        "The recording keeps the first and the last of equal failures one by one: waves in between are concluded from their"
                                + " number.")
                .but("A parallel job that runs again and again and fails each time would look alike.")
                .finding();
    }
}
