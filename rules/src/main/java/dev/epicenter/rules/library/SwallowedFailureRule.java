package dev.epicenter.rules.library;

import dev.epicenter.model.Certainty;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Handler;
import dev.epicenter.model.Incident;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Score;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds handlers that hid a failure which then led to an incident. Page: docs/rules/swallowed-failure.md. */
public final class SwallowedFailureRule implements Rule {
    /** Judgement: the handler had the cause in its hands and the incident followed. */
    static final double SCORE = 80;

    /** Judgement: nothing else failed because of it, and answering with an error may be all that can be done at that place. */
    static final double LAST_SCORE = 60;

    private static final RuleInfo INFO = RuleInfo.of(
                    "swallowed-failure",
                    Topic.FAILURE,
                    "A handler hid the failure",
                    "Finds catch blocks that received the failure behind an incident and ended it there without handing it on: what"
                            + " came later had lost the reason.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        Map<String, List<Swallowed>> byHandler = new TreeMap<>();
        for (Incident incident : in.analysis().incidents()) {
            for (Handler handler : incident.swallowedBy()) {
                if (hides(handler.disposition())) {
                    String place =
                            handler.frame().qualifiedMethod() + handler.frame().descriptor();
                    byHandler.computeIfAbsent(place, p -> new ArrayList<>()).add(new Swallowed(incident, handler));
                }
            }
        }
        return byHandler.values().stream().map(s -> finding(facts, s)).toList();
    }

    private static boolean hides(Disposition disposition) {
        return switch (disposition) {
            case SWALLOWED, HANDLED, LOGGED, UNKNOWN -> true;
            case WRAPPED, RETHROWN -> false;
        };
    }

    private Finding finding(Facts facts, List<Swallowed> all) {
        Handler best = all.stream()
                .map(Swallowed::handler)
                .max(Comparator.comparingDouble(Handler::confidence))
                .orElseThrow();
        Frame frame = best.frame();
        Failure hidden = facts.failure(best.failure());
        boolean logged = best.disposition() == Disposition.LOGGED;
        boolean last = all.stream().allMatch(s -> s.isLast(facts));
        Draft draft = new Draft(INFO, facts, Score.doubted(last ? LAST_SCORE : SCORE, best.confidence()))
                .summary("%s caught %s at %s in thread %s and %s; %s. %s"
                        .formatted(
                                frame.display(),
                                facts.told(hidden),
                                facts.when(hidden.at()),
                                hidden.thread().display(),
                                logged ? "only logged it" : "handed nothing on",
                                last
                                        ? Words.plural(all.size(), "incident") + " ended there"
                                        : Words.plural(all.size(), "incident") + " went on from there",
                                Facts.sentence(best.text())))
                .explanation(
                        last
                                ? "It is the last that received the failure, and nothing recorded failed after it. What it does not write down"
                                        + " or answer with, nobody learns."
                                : "Its caller took the call for a success and went on. Between the failure and what users saw there is"
                                        + " no cause chain left to follow; this is where it was cut.")
                .remedy(
                        last
                                ? "In %s: log the exception itself, with its stack and causes, and let whoever asked know that it failed. Mend what it received, not the handler."
                                        .formatted(frame.qualifiedMethod())
                                : "In %s: if the caller can't go on without the result, rethrow with the caught exception as cause, throw new"
                                                .formatted(frame.qualifiedMethod())
                                        + " …Exception(\"what was being done\", e). If it can, make that visible in the result (Optional, a status)"
                                        + " and log the exception, not only its message.")
                .rests(List.of(hidden));
        all.forEach(s -> draft.concerns(s.incident));
        if (best.certainty() == Certainty.INFERRED) {
            draft.but("Stock recordings hold no catch events: that this method caught it is concluded (confidence %s)."
                    .formatted(Words.share(best.confidence())));
        }
        return draft.finding();
    }

    private record Swallowed(Incident incident, Handler handler) {
        /** Whether what it received was the last of the incident. */
        boolean isLast(Facts facts) {
            return facts.failure(handler.failure()).series()
                    == facts.symptom(incident).series();
        }
    }
}
