package dev.epicenter.rules.library;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.RateProfile;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Finds implicit exceptions that became so hot that HotSpot throws them without a stack. Page: docs/rules/stackless-repeats.md.
 *
 * <p>Measured on JDK 17.0.15 with settings=profile,exceptions=all: of 9,650,000 thrown, 103,334 came with a stack; there were
 * 103,334 jdk.JavaExceptionThrow and jdk.ExceptionStatistics counted 103,342 of any kind. JDK 25.0.3 does the same. A throw
 * without a stack reuses one object and runs no constructor, and the constructor is where JFR looks. So a stock recording shows
 * a hot series that goes quiet; agents, which see the throw or the handler, show failures without a stack.
 */
public final class StacklessRepeatsRule implements Rule {
    /** Judgement: says where a stack is missing; what fails is told elsewhere. */
    static final double SCORE = 40;

    /** Judgement: a load that ended looks the same. */
    static final double QUIET_SCORE = 28;

    /**
     * Recorded throws from which the code may be compiled so. Measured on JDK 17: a loop that throws half of the time is quiet after
     * 4,000, and HotSpot's own limits (PerMethodTrapLimit 100) allow for less. Judgement: fewer are a lull.
     */
    static final long HOT = 2_000;

    /** Throws a second while it lasted that count as hot. Judgement. */
    static final double HOT_RATE = 100;

    /** Share of the recording at its end without a single one. Judgement: more than a lull. */
    static final double QUIET = 0.25;

    /** Share of the mean that the last full bucket must have: it stopped, it did not fade. Judgement. */
    private static final double ABRUPT = 0.5;

    /** What C2 throws preallocated. Source: GraphKit::builtin_throw in HotSpot; NegativeArraySizeException is not among them. */
    private static final Set<String> PREALLOCATED = Set.of(
            "java.lang.NullPointerException",
            "java.lang.ArithmeticException",
            "java.lang.ArrayIndexOutOfBoundsException",
            "java.lang.ArrayStoreException",
            "java.lang.ClassCastException");

    private static final String FLAG = "-XX:-OmitStackTraceInFastThrow";

    private static final RuleInfo INFO = RuleInfo.of(
                    "stackless-repeats",
                    Topic.LOAD,
                    "A hot exception lost its stack",
                    "Finds NullPointerExceptions and other implicit exceptions that came so often that HotSpot compiled them to a reused"
                            + " object without stack and message: logs show a bare class name, and JFR records nothing at all from then on.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        if (in.analysis().recording().jvmArguments().contains(FLAG)) {
            return List.of();
        }
        Facts facts = in.facts();
        return in.analysis().graph().series().stream()
                .filter(s -> PREALLOCATED.contains(s.type()))
                .filter(s -> isStackless(s) || wentQuiet(s, in.analysis()))
                .map(s -> isStackless(s) ? stackless(facts, s) : quiet(facts, s))
                .toList();
    }

    private static boolean isStackless(FailureSeries series) {
        return series.stack().frames().isEmpty()
                && series.stack().construction().isEmpty()
                && series.count() > 1;
    }

    private static boolean wentQuiet(FailureSeries series, Analysis analysis) {
        Duration active = Duration.between(series.first(), series.last());
        Duration silent = Duration.between(series.last(), analysis.recording().end());
        double seconds = Math.max(1, active.toMillis()) / 1000.0;
        return series.count() >= HOT
                && series.count() / seconds >= HOT_RATE
                && silent.toMillis() >= QUIET * analysis.recording().length().toMillis()
                && stoppedAbruptly(series.profile());
    }

    /** Whether it was still about as frequent as ever in the last bucket that it filled. */
    private static boolean stoppedAbruptly(RateProfile profile) {
        int last = profile.size() - 1;
        while (last > 0 && profile.count(last) == 0) {
            last--;
        }
        double mean = (double) profile.total() / Math.max(1, profile.occupied());
        int full = last > 0 && profile.count(last - 1) > 0 ? last - 1 : last;
        return profile.count(full) >= ABRUPT * mean;
    }

    private Finding stackless(Facts facts, FailureSeries series) {
        return draft(facts, series, SCORE)
                .summary("%s was recorded without a stack %s from %s on, in at least %s."
                        .formatted(
                                Words.type(series.type()),
                                Words.times(series.count()),
                                facts.when(series.first()),
                                Words.plural(series.threads(), "thread")))
                .but("A recorder set to take no stacks for exceptions (stackTrace=false) shows the same.")
                .finding();
    }

    private Finding quiet(Facts facts, FailureSeries series) {
        return draft(facts, series, QUIET_SCORE)
                .summary("%s at %s was recorded %s and then not once after %s: it may have gone on without events."
                        .formatted(
                                Words.type(series.type()),
                                Facts.site(series.site()),
                                Words.times(series.count()),
                                facts.when(series.last())))
                .but(
                        "The load that caused it may simply have ended, or the code may throw it with \"new\", which is always recorded.")
                .finding();
    }

    private Draft draft(Facts facts, FailureSeries series, double score) {
        List<Failure> shown =
                facts.exemplars(series).stream().limit(Facts.EVIDENCE).toList();
        return new Draft(INFO, facts, score)
                .explanation(
                        "When compiled code throws the same implicit exception often, HotSpot throws one preallocated object"
                                + " instead: no stack, no message, no constructor, so JFR neither records nor counts it. The first ones"
                                + " still have their stack; the silence after them is no recovery.")
                .remedy("Run with " + FLAG
                        + " to get every stack and event back (it costs only where such exceptions are hot), look at"
                        + " the first occurrences in this recording or the log, and mend the place: nothing should throw thousands"
                        + " of these.")
                .rests(shown);
    }
}
