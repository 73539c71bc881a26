package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Score;
import java.util.List;

/** Finds failures of clean-up code that hid the real one. Page: docs/rules/masked-by-close.md. */
public final class MaskedByCloseRule implements Rule {
    /** Judgement: everyone downstream, the log included, got the wrong exception. */
    static final double MASKED_SCORE = 80;

    /** Judgement: a failing close is worth a look, but the real exception may well have come through. */
    static final double SCORE = 40;

    private static final RuleInfo INFO = RuleInfo.of(
                    "masked-by-close",
                    Topic.FAILURE,
                    "A failure while closing hid the real one",
                    "Finds exceptions thrown by close() or a finally block in the wake of another one: if the second goes on its way,"
                            + " the log shows the clean-up's complaint and not what went wrong before it.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        return facts.led(Relation.SUPPRESSED).stream()
                .map(l -> finding(facts, l))
                .toList();
    }

    private Finding finding(Facts facts, Facts.Led led) {
        Failure real = led.from();
        Failure closing = led.to();
        boolean masked = wentOn(facts, led.link());
        return new Draft(INFO, facts, Score.doubted(masked ? MASKED_SCORE : SCORE, led.confidence()))
                .summary("%s in thread %s was thrown while %s was on its way, at %s%s."
                        .formatted(
                                facts.told(closing),
                                closing.thread().display(),
                                facts.told(real),
                                facts.when(closing.at()),
                                masked
                                        ? ", and it is the one that went on: nothing in the recording carries the first any further"
                                        : "; which of the two went on, the recording does not tell"))
                .explanation(
                        "An exception that leaves a finally block replaces the one that was under way, without a trace."
                                + " try-with-resources keeps the first and attaches the other as suppressed, which helps only where the"
                                + " log prints suppressed exceptions.")
                .remedy(
                        "Use try-with-resources in place of close() in finally; in a finally block that must do work, catch what the"
                                + " work throws and add it to the first with addSuppressed(). Mend %s first: the other is its echo."
                                        .formatted(facts.site(real)))
                .rests(List.of(real, closing))
                .but(led.counter())
                .finding();
    }

    /** Whether the closing failure, and not the real one, stands on the way to what users saw. */
    private static boolean wentOn(Facts facts, Link suppressed) {
        int closing = suppressed.to();
        boolean wrapped =
                facts.analysis().graph().outOf(closing).stream().anyMatch(l -> l.relation() != Relation.SUPPRESSED);
        boolean firstWentOn = facts.analysis().graph().outOf(suppressed.from()).stream()
                .anyMatch(l -> l.relation() != Relation.SUPPRESSED && l.relation() != Relation.RESOURCE);
        boolean last =
                facts.analysis().incidents().stream().map(Incident::symptom).anyMatch(s -> s.failure() == closing);
        return last || (wrapped && !firstWentOn);
    }
}
