package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Relation;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds work that was given to an executor already shut down. Page: docs/rules/rejected-after-shutdown.md. */
public final class RejectedAfterShutdownRule implements Rule {
    /** Judgement: the process runs on, and everything sent to that executor is refused for ever. */
    static final double SCORE = 80;

    /** Judgement: while the process goes down a late task is refused; it is lost, but nothing lasts. */
    static final double GOING_DOWN_SCORE = 45;

    /** Judgement: the message does not tell why, as ForkJoinPool's does not. */
    static final double UNCLEAR_SCORE = 55;

    /** How long going down may take: Kubernetes' default terminationGracePeriodSeconds. jdk.Shutdown comes after the hooks. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final String REJECTED = "java.util.concurrent.RejectedExecutionException";

    /** ThreadPoolExecutor.toString() in the message of its AbortPolicy, Netty's event executors, and the like. */
    private static final Pattern SHUT_DOWN = Pattern.compile(
            "\\[(Shutting down|Terminated|Shutdown)|terminated|shut ?down|shutting down|closed",
            Pattern.CASE_INSENSITIVE);

    /** A live pool, or a limit that was hit: {@link PoolExhaustedRule} speaks of those. */
    private static final Pattern ALIVE =
            Pattern.compile("\\[Running,|capacity|limit exceeded|queue (is )?full", Pattern.CASE_INSENSITIVE);

    private static final RuleInfo INFO = RuleInfo.of(
                    "rejected-after-shutdown",
                    Topic.FAILURE,
                    "Work was sent to an executor that had been shut down",
                    "Finds RejectedExecutionExceptions of executors that were shut down or terminated while somebody still used them:"
                            + " the order of closing is wrong, or a shared executor was closed by one of its users.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Whether it is the refusal of an executor. */
    static boolean isRejection(Failure failure) {
        return failure.type().equals(REJECTED);
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        List<Finding> findings = new ArrayList<>();
        for (FailureSeries series : in.analysis().graph().series()) {
            List<Failure> rejected = facts.exemplars(series).stream()
                    .filter(RejectedAfterShutdownRule::isRejection)
                    .filter(f -> !ALIVE.matcher(f.message().orElse("")).find())
                    .toList();
            if (!rejected.isEmpty()) {
                findings.add(finding(facts, series, rejected));
            }
        }
        return findings;
    }

    /** Who closed executors of the process before, as far as the agent saw. */
    private static String closed(Facts facts, Failure refused) {
        return facts.analysis().sightings().shutdowns().stream()
                .filter(s -> s.at().isBefore(refused.at())
                        && s.by().process() == refused.thread().process())
                .reduce((a, b) -> b)
                .map(s -> " The last that was shut down before was a " + Words.type(s.executor()) + ", by "
                        + s.by().display()
                        + s.from().map(f -> " at " + f.display()).orElse("")
                        + (s.abandoned() == 0
                                ? "."
                                : ", which left " + Words.plural(s.abandoned(), "task") + " undone."))
                .orElse("");
    }

    private Finding finding(Facts facts, FailureSeries series, List<Failure> rejected) {
        Failure first = rejected.get(0);
        boolean says = rejected.stream()
                .anyMatch(f -> SHUT_DOWN.matcher(f.message().orElse("")).find());
        Optional<Instant> end = facts.analysis().timeline().shutdown().map(s -> s.at());
        boolean goingDown =
                end.filter(e -> !first.at().isBefore(e.minus(GRACE))).isPresent();
        Optional<Failure> why = facts.led(Relation.ASYNC, Relation.STATE, Relation.ENDED).stream()
                .filter(l -> l.to().series() == series.id())
                .map(Facts.Led::from)
                .findFirst();
        return new Draft(INFO, facts, goingDown ? GOING_DOWN_SCORE : says ? SCORE : UNCLEAR_SCORE)
                .summary("An executor %s refused work at %s %s from %s on, first in thread %s%s%s.%s"
                        .formatted(
                                says ? "that had been shut down" : "that does not say why",
                                Facts.site(series.site()),
                                Words.times(series.count()),
                                facts.when(series.first()),
                                first.thread().display(),
                                end.filter(e -> goingDown)
                                        .map(e -> ", while the process was going down (it ended at " + facts.when(e)
                                                + ")")
                                        .orElse(""),
                                why.map(f -> "; before it came " + facts.told(f))
                                        .orElse(""),
                                closed(facts, first)))
                .explanation("An executor that was shut down never takes work again. "
                        + (goingDown
                                ? "On the way down that is a matter of order: producers were still at work when the pool closed,"
                                        + " and what they sent is lost."
                                : "The process ran on, so this was no farewell: some owner closed it early, often in the handling"
                                        + " of another failure or in a try-with-resources around a shared pool, and every later"
                                        + " caller fails."))
                .remedy(
                        "Close in the reverse order of use: stop what accepts work, then shutdown() and awaitTermination(…), then"
                                + " what the tasks use. Only the one who made an executor closes it; look for shutdown(), shutdownNow()"
                                + " and close() on this one.")
                .rests(rejected)
                .rests(why.stream().toList())
                .but(says ? "" : "The message does not say that it was shut down; a limit may have been hit instead.")
                .finding();
    }
}
