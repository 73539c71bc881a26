package dev.epicenter.rules.library;

import dev.epicenter.model.Attribution.Objective;
import dev.epicenter.model.Attribution.State;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.util.List;

/** Finds objectives of the failure contract that were broken. Page: docs/rules/contract-broken.md. */
public final class ContractBrokenRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "contract-broken",
                    Topic.IMPACT,
                    "A service level objective was broken",
                    "Holds the objectives of a failure contract against the recording: which code failed more than its"
                            + " owner promised, from what moment on, and how much more.")
            .needs(Need.CONTRACT);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return in.analysis().attribution().objectives().stream()
                .filter(objective -> objective.state() == State.BROKEN)
                .map(objective -> finding(in.facts(), objective))
                .toList();
    }

    private static Finding finding(Facts facts, Objective broken) {
        List<Failure> failures = broken.failures().stream().map(facts::failure).toList();
        String figures = broken.of() == broken.count()
                ? Words.plural(broken.count(), "failure")
                : "%s of %s failures, %s"
                        .formatted(
                                Words.count(broken.count()),
                                Words.count(broken.of()),
                                Words.share((double) broken.count() / broken.of()));
        String again = broken.times() > 1 ? ", %s in all".formatted(Words.times(broken.times())) : "";
        String total = broken.total() > broken.count()
                ? " The whole recording has %s.".formatted(Words.count(broken.total()))
                : "";
        String contact =
                broken.owner().contact().isEmpty() ? "" : " (" + broken.owner().contact() + ")";
        return new Draft(INFO, facts, score(broken))
                .summary("%s, criticality %s, promised %s for %s: broken by %s at %s%s.%s"
                        .formatted(
                                broken.owner().name(),
                                broken.owner().criticality().id(),
                                broken.text(),
                                broken.owner().pattern(),
                                figures,
                                broken.at().map(facts::when).orElse("an unknown time"),
                                again,
                                total))
                .explanation(
                        "The contract says what those who use this code can rely on. A failure and what carried it on"
                                + " within the same owner's code count once; what the program throws and handles all the time does"
                                + " not count.")
                .remedy(
                        "Tell %s%s, with the first of the failures below; the incident that they belong to says where it began, which may be somebody else's code."
                                .formatted(broken.owner().name(), contact))
                .rests(failures)
                .but(inexact(broken))
                .but(unrecorded(facts.analysis().dataLoss()))
                .finding();
    }

    /** Judgement: as bad as the contract says a failure there is. */
    private static double score(Objective broken) {
        return switch (broken.owner().criticality()) {
            case LOW -> 40;
            case MEDIUM -> 65;
            case HIGH -> 80;
            case CRITICAL -> 90;
        };
    }

    private static String inexact(Objective broken) {
        return broken.within().isZero()
                ? ""
                : "Most of these failures were only counted, in buckets: the moment is known to within %s."
                        .formatted(Words.duration(broken.within()));
    }

    private static String unrecorded(DataLoss loss) {
        return loss.recordedShare() < 1
                ? "Only %s of the exceptions thrown were recorded, so it may have been broken earlier and more often."
                        .formatted(Words.share(loss.recordedShare()))
                : "";
    }
}
