package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskKind;
import dev.epicenter.model.TaskOutcome;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds failures of shutdown hooks. Page: docs/rules/shutdown-hook-failure.md. */
public final class ShutdownHookFailureRule implements Rule {
    /** Judgement: what the hook was to save is lost, and each restart loses it again. */
    static final double SCORE = 80;

    /** Judgement: that the thread is a hook is concluded from its time. */
    static final double INFERRED_SCORE = 76;

    private static final RuleInfo INFO = RuleInfo.of(
                    "shutdown-hook-failure",
                    Topic.FAILURE,
                    "A shutdown hook failed",
                    "Finds exceptions that ended a shutdown hook: what it was to flush, deregister or give back was not, and nobody is"
                            + " left to notice.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Finding> findings = new ArrayList<>();
        Set<Integer> told = new HashSet<>();
        for (Task task : in.analysis().tasks()) {
            if (task.kind() == TaskKind.SHUTDOWN_HOOK && task.outcome() == TaskOutcome.FAILED) {
                task.failure().map(in.facts()::failure).ifPresent(f -> {
                    told.add(f.series());
                    findings.add(finding(in.facts(), f, true));
                });
            }
        }
        Optional<Shutdown> shutdown = in.analysis().timeline().shutdown();
        for (FailureSeries series : in.analysis().graph().series()) {
            Optional<Failure> last = in.facts().exemplars(series).stream().reduce((a, b) -> b);
            if (shutdown.isPresent() && last.isPresent() && told.add(series.id())) {
                last.filter(f -> isOfHook(in, f, shutdown.get()))
                        .ifPresent(f -> findings.add(finding(in.facts(), f, false)));
            }
        }
        return findings;
    }

    /** A thread of its own, first heard of after the shutdown had begun, in which nothing of the program caught it. */
    private static boolean isOfHook(RuleInput in, Failure failure, Shutdown shutdown) {
        List<Frame> frames = failure.stack().frames();
        if (failure.isCondition()
                || failure.at().isBefore(shutdown.at())
                || failure.stack().truncated()
                || frames.size() < 2) {
            return false;
        }
        boolean ownThread = Stack.is(frames.get(frames.size() - 1), "java.lang.Thread", "run")
                && frames.stream().noneMatch(f -> f.type().startsWith("java.util.concurrent."))
                && frames.stream().anyMatch(f -> !InAppCode.isJdk(f.type()));
        List<Failure> ofThread = in.analysis().graph().failures().stream()
                .filter(f -> !f.isCondition() && f.thread().equals(failure.thread()))
                .toList();
        boolean last = ofThread.get(ofThread.size() - 1).id() == failure.id();
        return ownThread
                && last
                && !ofThread.get(0).at().isBefore(shutdown.at())
                && !failure.thread().equals(shutdown.thread());
    }

    private static Finding finding(Facts facts, Failure failure, boolean observed) {
        return new Draft(INFO, facts, observed ? SCORE : INFERRED_SCORE)
                .summary("Shutdown hook %s ended with %s at %s."
                        .formatted(failure.thread().display(), facts.told(failure), facts.when(failure.at())))
                .explanation(
                        "Hooks run at once and in no order while the process ends: what one needs, another may already have closed."
                                + " Its exception goes to the default handler, often after logging has been shut down, and the exit code"
                                + " does not change.")
                .remedy(
                        "Catch and report within the hook, straight to System.err. Do in one hook, in order, what depends on each other;"
                                + " let it need nothing but what it holds already. What must not be lost is written before the end, not at"
                                + " it: a kill -9 runs no hook at all.")
                .rests(List.of(failure))
                .but(
                        observed
                                ? ""
                                : "Taken for a hook since its thread was first heard of after the shutdown had begun; a daemon thread that failed"
                                        + " for the first time then looks the same.")
                .finding();
    }
}
