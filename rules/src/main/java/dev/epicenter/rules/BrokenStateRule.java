package dev.epicenter.rules;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Relation;
import java.util.List;

/** Finds failures over what an earlier one left half done. Page: docs/rules/broken-state.md. */
public final class BrokenStateRule implements Rule {
    /** Judgement: the object stays broken, so it goes on failing; the visible failure points at innocent code. */
    static final double SCORE = 85;

    @Override
    public String id() {
        return "broken-state";
    }

    @Override
    public String title() {
        return "An earlier failure left something half done";
    }

    @Override
    public String about() {
        return "Finds failures over a field, object or connection that an earlier failure left unset, closed or half done: the"
                + " earlier one was caught somewhere and the program went on with what it had left behind.";
    }

    @Override
    public List<Need> needs() {
        return List.of(Need.EXCEPTIONS);
    }

    @Override
    public List<Finding> check(Analysis analysis) {
        Facts facts = new Facts(analysis);
        return facts.led(Relation.STATE).stream().map(l -> finding(facts, l)).toList();
    }

    private Finding finding(Facts facts, Facts.Led led) {
        FailureSeries later = facts.series(led.to());
        return new Draft(this, facts, Score.doubted(SCORE, led.confidence()))
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
