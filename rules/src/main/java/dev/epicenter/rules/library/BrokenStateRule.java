package dev.epicenter.rules.library;

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
import dev.epicenter.rules.facts.Score;
import dev.epicenter.rules.facts.Words;
import java.util.List;

/** Finds failures over what an earlier one left half done. Page: docs/rules/broken-state.md. */
public final class BrokenStateRule implements Rule {
    /** Judgement: the object stays broken, so it goes on failing; the visible failure points at innocent code. */
    static final double SCORE = 85;

    /** Judgement: no incident goes that way, so that it is a hint for who reads the code. */
    static final double APART_SCORE = 45;

    /**
     * Confidence from which such a link is told when no incident rests on it. Judgement: state is concluded from place and time, and in
     * a large class many failures share a place.
     */
    static final double LEAST_APART = 0.7;

    private static final RuleInfo INFO = RuleInfo.of(
                    "broken-state",
                    Topic.FAILURE,
                    "An earlier failure left something half done",
                    "Finds failures over a field, object or connection that an earlier failure left unset, closed or half done: the"
                            + " earlier one was caught somewhere and the program went on with what it had left behind.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        return facts.led(Relation.STATE).stream()
                .filter(l -> isPlausible(facts, l))
                .filter(l ->
                        isOnTheWay(facts, l) || l.confidence() >= LEAST_APART && facts.concernsApplication(l.from()))
                .map(l -> finding(facts, l))
                .toList();
    }

    /** Whether the application met the damage, and not before it was done. */
    private static boolean isPlausible(Facts facts, Facts.Led led) {
        return facts.concernsApplication(led.to())
                && !facts.series(led.to()).first().isBefore(led.from().at());
    }

    /** Whether an incident's chain takes that step. */
    private static boolean isOnTheWay(Facts facts, Facts.Led led) {
        int from = led.from().series();
        int to = led.to().series();
        return facts.analysis().incidents().stream()
                .flatMap(i -> i.chain().stream())
                .anyMatch(l -> l.relation() == Relation.STATE
                        && facts.failure(l.from()).series() == from
                        && facts.failure(l.to()).series() == to);
    }

    private Finding finding(Facts facts, Facts.Led led) {
        FailureSeries later = facts.series(led.to());
        double sure = isOnTheWay(facts, led) ? SCORE : APART_SCORE;
        return new Draft(INFO, facts, Score.doubted(sure, led.confidence()))
                .summary("%s at %s was survived but left something behind that made %s fail %s from %s on. %s"
                        .formatted(
                                facts.told(led.from()),
                                facts.when(led.from().at()),
                                facts.what(led.to()),
                                Words.times(later.count()),
                                facts.when(later.first()),
                                led.evidence()))
                .explanation(
                        "The later exception's stack shows the code that met the damage, not the code that did it; the two"
                                + " share no stack and no cause, so no log ties them together.")
                .remedy(
                        "Let the first failure be final: an object whose set-up failed must not be handed out (assign the field"
                                + " last, make it final, build in a factory that throws). What is shared and fails halfway is thrown away"
                                + " and built anew, or put back in finally. A null check at the later place would only move the failure.")
                .rests(led.both())
                .but(led.counter())
                .but("Joined by place and time, not by watching the field: confidence %s."
                        .formatted(Words.share(led.confidence())))
                .finding();
    }
}
