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
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds failures of UncaughtExceptionHandlers. Page: docs/rules/uncaught-handler-failure.md. */
public final class UncaughtHandlerFailureRule implements Rule {
    /** Judgement: two failures are lost at once, and whoever should have been told was not. */
    static final double SCORE = 82;

    private static final RuleInfo INFO = RuleInfo.of(
                    "uncaught-handler-failure",
                    Topic.FAILURE,
                    "A handler of uncaught exceptions failed itself",
                    "Finds exceptions thrown by an UncaughtExceptionHandler while it was told of another: the JVM ignores them, so that"
                            + " neither reaches a log.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Finding> findings = new ArrayList<>();
        for (FailureSeries series : in.analysis().graph().series()) {
            Failure first = in.facts().exemplars(series).stream().findFirst().orElse(null);
            if (first == null || !in.facts().wentOn(series) && series.background()) {
                continue;
            }
            // What the handler called and coped with itself went on nowhere; its own frame on top says that it was its
            // own.
            Optional<Frame> handler = Stack.calledBy(first, UncaughtHandlerFailureRule::isDispatch);
            if (handler.isPresent() && leftIt(in.facts(), series, first)) {
                findings.add(finding(in, series, first, handler.get()));
            }
        }
        return findings;
    }

    private static boolean isDispatch(Frame frame) {
        return Stack.is(frame, "java.lang.Thread", "dispatchUncaughtException");
    }

    /** The JVM's thread ends within the handler: nothing of that thread may come after what left it. */
    private static boolean leftIt(Facts facts, FailureSeries series, Failure failure) {
        return facts.exemplars(series).stream().anyMatch(f -> facts.analysis().graph().failures().stream()
                .noneMatch(later -> later.id() > f.id()
                        && !later.isCondition()
                        && later.thread().equals(f.thread())));
    }

    private static Finding finding(RuleInput in, FailureSeries series, Failure failure, Frame handler) {
        Facts facts = in.facts();
        Optional<Failure> reported = in.analysis().graph().failures().stream()
                .filter(f -> f.thread().equals(failure.thread()) && f.id() < failure.id() && !f.isCondition())
                .filter(f -> Stack.calledBy(f, UncaughtHandlerFailureRule::isDispatch)
                        .isEmpty())
                .max(Comparator.comparing(Failure::id));
        List<Failure> evidence = new ArrayList<>(List.of(failure));
        reported.ifPresent(evidence::add);
        return new Draft(INFO, facts, SCORE)
                .summary("The UncaughtExceptionHandler in %s failed %s with %s, at %s in thread %s%s."
                        .formatted(
                                handler.display(),
                                Words.times(series.count()),
                                facts.told(failure),
                                facts.when(failure.at()),
                                failure.thread().display(),
                                reported.map(r -> " while it was to report " + facts.told(r))
                                        .orElse("")))
                .explanation(
                        "The JVM drops whatever leaves such a handler, without a line anywhere. The failure that it was to report"
                                + " is lost with it: the thread is gone and the log does not say why.")
                .remedy(
                        "Make %s unable to fail: catch Throwable around all of it, fall back to System.err, and do nothing in it that"
                                        .formatted(handler.qualifiedMethod())
                                + " needs configuration, network or a lock. A test that lets a thread die with the mail server down shows it.")
                .rests(evidence)
                .but(
                        reported.isPresent()
                                ? "Which exception it was told of is concluded from the same thread's last one."
                                : "What it was told of is not recorded.")
                .finding();
    }
}
