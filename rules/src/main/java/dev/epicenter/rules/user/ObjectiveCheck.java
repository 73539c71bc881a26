package dev.epicenter.rules.user;

import dev.epicenter.model.Attribution.Objective;
import dev.epicenter.model.Attribution.State;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Link;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Relation;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.facts.Facts;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what was promised against what was recorded. A failure and what carried it on within the code of the same owner count once; what the JVM
 * throws and handles all the time does not count.
 */
final class ObjectiveCheck {
    private static final Set<Relation> CARRIES =
            EnumSet.of(Relation.CAUSE, Relation.WRAP, Relation.RETHROW, Relation.ASYNC);
    /** Confidence from which on a link counts. A judgement: more likely than not. */
    private static final double LIKELY = 0.5;

    private final Facts facts;
    private final Map<Integer, ContractEntry> owners;
    /** By series: how many of those kept were only carried on from code of the same owner. */
    private final Map<Integer, Set<Integer>> carried = new HashMap<>();

    /**
     * @param owners who answers for the failures of a series, by its id
     */
    ObjectiveCheck(Facts facts, Map<Integer, ContractEntry> owners) {
        this.facts = facts;
        this.owners = owners;
        for (Link link : facts.analysis().graph().links()) {
            boolean likely = link.certainty() == Certainty.OBSERVED || link.confidence() >= LIKELY;
            if (likely && CARRIES.contains(link.relation())) {
                int from = facts.failure(link.from()).series();
                int to = facts.failure(link.to()).series();
                if (owners.get(from) != null && owners.get(from) == owners.get(to)) {
                    carried.computeIfAbsent(to, s -> new HashSet<>()).add(link.to());
                }
            }
        }
    }

    Objective judge(ContractEntry entry, ContractEntry.Promise promise) {
        Recording recording = facts.analysis().recording();
        List<Group> groups = Detector.groups(
                facts, f -> owners.get(f.series()) == entry && counts(f, promise.types()), true, List.of());
        Timeline all =
                groups.isEmpty() ? new Timeline(List.of()) : groups.get(0).timeline();
        Timeline base = Detector.base(facts, f -> !facts.series(f).background());
        List<Reached> moments = promise.threshold()
                .reached(
                        new Threshold.Seen(all, List.of(), base),
                        new Threshold.When(
                                new Span(recording.start(), recording.end()), promise.span(), Duration.ZERO));
        List<Integer> kept = groups.isEmpty()
                ? List.of()
                : groups.get(0).failures().stream()
                        .map(Failure::id)
                        .limit(Facts.EVIDENCE)
                        .toList();
        if (moments.isEmpty()) {
            State state = Need.EXCEPTIONS.isMet(facts.analysis()) ? State.KEPT : State.UNKNOWN;
            return new Objective(
                    entry.owner(), promise.text(), state, Optional.empty(), Duration.ZERO, 0, 0, 0, all.total(), kept);
        }
        Reached first = moments.get(0);
        return new Objective(
                entry.owner(),
                promise.text(),
                State.BROKEN,
                Optional.of(first.at()),
                first.within(),
                moments.size(),
                first.count(),
                first.of(),
                all.total(),
                kept);
    }

    private boolean counts(Failure failure, Optional<Glob> types) {
        FailureSeries series = facts.series(failure);
        return !series.background()
                && types.map(t -> t.fits(failure.type())).orElse(true)
                && !carried.getOrDefault(series.id(), Set.of()).contains(failure.id());
    }
}
