package dev.epicenter.rules.library;

import dev.epicenter.model.CatchTimes;
import dev.epicenter.model.CatchTimes.Slow;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds failures that came to their catch blocks late since all threads stood still. Page: docs/rules/slow-catch.md. */
public final class SlowCatchRule implements Rule {
    /** Judgement: it delays what is to happen on failure, and explains time-outs that look unfounded. */
    static final double SCORE = 45;

    /** Share of the time to the catch block in which all threads stood still, from which that is why. A judgement. */
    private static final double MOSTLY = 0.5;

    private static final Parameter LEAST =
            Parameter.duration("least", Duration.ofMillis(20), "time from throw to catch block that is worth a line");

    private static final RuleInfo INFO = RuleInfo.of(
                    "slow-catch",
                    Topic.LOAD,
                    "Pauses held failures up on their way to the catch block",
                    "Finds failures that took long from the throw to the catch block while all threads stood still: the garbage collector or another safepoint came in between.")
            .needs(Need.HANDLERS, Need.PAUSES)
            .takes(LEAST);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Finding> findings = new ArrayList<>();
        for (CatchTimes times : in.analysis().sightings().catchTimes()) {
            finding(in, times).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> finding(RuleInput in, CatchTimes times) {
        List<Slow> slow = times.slowest().stream()
                .filter(s -> s.took().compareTo(in.duration(LEAST)) >= 0)
                .toList();
        List<Slow> stopped = slow.stream()
                .filter(s -> s.stopped().toNanos() >= MOSTLY * s.took().toNanos())
                .toList();
        if (stopped.isEmpty()) {
            return Optional.empty();
        }
        Duration collections = stopped.stream().map(Slow::collections).reduce(Duration.ZERO, Duration::plus);
        Duration safepoints = stopped.stream().map(Slow::safepoints).reduce(Duration.ZERO, Duration::plus);
        List<Failure> failures =
                stopped.stream().map(s -> in.facts().failure(s.failure())).toList();
        int others = slow.size() - stopped.size();
        return Optional.of(new Draft(INFO, in.facts(), SCORE)
                .summary(
                        "%s took up to %s from the throw to the catch block, while all threads stood still: %s. Half of all %s took %s."
                                .formatted(
                                        Words.plural(stopped.size(), "failure"),
                                        Words.duration(stopped.get(0).took()),
                                        stops(collections, safepoints),
                                        Words.count(times.measured()),
                                        Words.duration(times.median())))
                .explanation(
                        "A failure that is under way when a pause begins is handled when it ends. Retries, fall-backs and answers start that"
                                + " much later, and time-outs elsewhere have nothing to do with the code that threw.")
                .remedy(
                        "Look at the pauses, not at the handlers: heap size and collector for collections; for other safepoints what asked"
                                + " for them (thread dumps, heap dumps, deoptimisation, class redefinition).")
                .rests(failures)
                .but(
                        others == 0
                                ? ""
                                : Words.plural(others, "other failure")
                                        + " took as long without a pause: waiting for a processor or a lock, or a finally block at work.")
                .finding());
    }

    private static String stops(Duration collections, Duration safepoints) {
        if (safepoints.isZero()) {
            return Words.duration(collections) + " for the garbage collector";
        }
        return collections.isZero()
                ? Words.duration(safepoints) + " at safepoints that are no collection"
                : Words.duration(collections) + " for the garbage collector and " + Words.duration(safepoints)
                        + " at other safepoints";
    }
}
