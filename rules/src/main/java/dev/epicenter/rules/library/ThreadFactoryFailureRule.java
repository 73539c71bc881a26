package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds pools that could not get a thread from their factory. Page: docs/rules/thread-factory-failure.md. */
public final class ThreadFactoryFailureRule implements Rule {
    /** Judgement: the pool stays without a thread for as long as the factory fails. */
    static final double SCORE = 84;

    private static final RuleInfo INFO = RuleInfo.of(
                    "thread-factory-failure",
                    Topic.FAILURE,
                    "A thread pool's factory failed",
                    "Finds exceptions thrown while a pool asked its ThreadFactory for a thread: whoever handed in work gets them, and a"
                            + " worker that ended is not replaced, so that the pool shrinks until nothing runs.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Finding> findings = new ArrayList<>();
        for (FailureSeries series : in.analysis().graph().series()) {
            Optional<Failure> first = in.facts().exemplars(series).stream().findFirst();
            if (first.isPresent() && !series.background()) {
                Stack.calledBy(first.get(), ThreadFactoryFailureRule::asksForThread)
                        .filter(f -> in.facts().wentOn(series) || isDirect(first.get()))
                        .ifPresent(factory -> findings.add(finding(in, series, first.get(), factory)));
            }
        }
        return findings;
    }

    private static boolean asksForThread(Frame frame) {
        return Stack.is(frame, "java.util.concurrent.ThreadPoolExecutor", "addWorker")
                || Stack.is(frame, "java.util.concurrent.ForkJoinPool", "createWorker")
                || Stack.is(frame, "java.util.concurrent.ThreadPerTaskExecutor", "newThread");
    }

    /** Whether newThread itself threw it; what it called may be caught by it. */
    private static boolean isDirect(Failure failure) {
        return failure.stack().top().map(f -> f.method().contains("newThread")).orElse(false);
    }

    private static Finding finding(RuleInput in, FailureSeries series, Failure failure, Frame factory) {
        boolean replacing = failure.stack().passes("java.util.concurrent.ThreadPoolExecutor", "processWorkerExit");
        return new Draft(INFO, in.facts(), SCORE)
                .summary("The thread factory %s failed %s from %s on with %s, while %s asked for a thread."
                        .formatted(
                                factory.display(),
                                Words.times(series.count()),
                                in.facts().when(series.first()),
                                in.facts().told(failure),
                                replacing
                                        ? "its pool replaced a worker that had ended: the pool is one thread smaller from then on, and"
                                        : "thread " + failure.thread().display()))
                .explanation(
                        "A pool trusts its factory. What it throws leaves execute() or submit() in the thread of whoever hands in"
                                + " work, or ends the worker that was being replaced without a word; a pool without threads takes work into its"
                                + " queue and never runs it.")
                .remedy(
                        "Let %s only build and name the thread, from values that were checked when the pool was made. Monitor"
                                        .formatted(factory.qualifiedMethod())
                                + " getPoolSize() against getCorePoolSize().")
                .rests(List.of(failure))
                .finding();
    }
}
