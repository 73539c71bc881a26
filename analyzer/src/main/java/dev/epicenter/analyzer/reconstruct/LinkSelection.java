package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Certainty;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the best link into each failure; the others become counter-evidence of the one kept. Where the agent saw what led to a
 * failure nothing is concluded any more, and what it saw otherwise is not considered.
 */
final class LinkSelection {
    /** Below it a link is not worth showing. A judgement: at 0.4 a reader is right to doubt, not to ignore. */
    static final double LEAST = 0.4;

    /** How many of the others are told. */
    private static final int ALTERNATIVES = 3;

    private final List<Failure> failures;
    private final Observed observed;
    /** By the failure that they lead into, best first. */
    private final List<List<Link>> candidates;

    LinkSelection(List<Failure> failures, Observed observed) {
        this.failures = failures;
        this.observed = observed;
        this.candidates = new ArrayList<>(Collections.nCopies(failures.size(), List.of()));
    }

    void addAll(Collection<Link> found) {
        Set<Integer> changed = new HashSet<>();
        for (Link link : found) {
            if (isPossible(link) && link.confidence() >= LEAST / 2) {
                if (candidates.get(link.to()).isEmpty()) {
                    candidates.set(link.to(), new ArrayList<>(2));
                }
                candidates.get(link.to()).add(link);
                changed.add(link.to());
            }
        }
        changed.forEach(to -> candidates.get(to).sort(bestFirst()));
    }

    private boolean isPossible(Link link) {
        if (link.certainty() == Certainty.OBSERVED) {
            return link.from() < link.to() || !leadsTo(link.to(), link.from());
        }
        return link.from() < link.to() && !isSeen(link.to()) && !isRefuted(link);
    }

    /** Whether the agent saw what led to a failure. */
    private boolean isSeen(int failure) {
        for (Link link : candidates.get(failure)) {
            if (link.certainty() == Certainty.OBSERVED) {
                return true;
            }
        }
        return false;
    }

    /** Whether a chain of chosen links leads from one failure to another. */
    private boolean leadsTo(int from, int to) {
        int at = to;
        for (int steps = 0; steps <= failures.size(); steps++) {
            if (at == from) {
                return true;
            }
            Optional<Link> into = into(at);
            if (into.isEmpty()) {
                return false;
            }
            at = into.get().from();
        }
        return true;
    }

    /** Whether the agent saw that the second is built without the first as its cause. */
    private boolean isRefuted(Link link) {
        Failure from = failures.get(link.from());
        Failure to = failures.get(link.to());
        long cause = observed.causeOf(to.number());
        if (!Observed.knows(to) || cause != 0 && !Observed.knows(from)) {
            return false;
        }
        boolean carried = link.relation() == Relation.CAUSE
                || link.relation() == Relation.ASYNC
                        && link.evidence().stream().noneMatch(e -> e.name().equals("message-is-cause"));
        return carried && (cause == 0 || cause != from.number());
    }

    /** Most confident first; of equals the one whose source is nearer in time. */
    private static Comparator<Link> bestFirst() {
        // Those that were seen keep the order in which they were given.
        return Comparator.<Link>comparingDouble(l -> -l.confidence())
                .thenComparingInt(l -> l.certainty() == Certainty.OBSERVED ? Integer.MIN_VALUE : -l.from());
    }

    /** The best link into a failure, if it is worth showing. */
    Optional<Link> into(int failure) {
        List<Link> links = candidates.get(failure);
        return links.isEmpty() || links.get(0).confidence() < LEAST ? Optional.empty() : Optional.of(links.get(0));
    }

    /** All chosen links as they were found. */
    List<Link> chosen() {
        List<Link> chosen = new ArrayList<>();
        for (int to = 0; to < candidates.size(); to++) {
            into(to).ifPresent(chosen::add);
        }
        return chosen;
    }

    /** Candidates into a failure that were not chosen, best first. */
    List<Link> others(int failure) {
        List<Link> all = candidates.get(failure);
        if (all.isEmpty()) {
            return List.of();
        }
        Optional<Link> best = into(failure);
        return all.stream()
                .filter(link -> best.isEmpty() || link.from() != best.get().from())
                .filter(link -> link.certainty() != Certainty.OBSERVED)
                .limit(ALTERNATIVES)
                .toList();
    }

    /** All chosen links, each with what spoke against it. */
    List<Link> links() {
        return chosen().stream().map(this::withAlternatives).toList();
    }

    private Link withAlternatives(Link best) {
        List<Evidence> counter = new ArrayList<>(best.counter());
        for (Link other : others(best.to())) {
            Failure source = failures.get(other.from());
            counter.add(new Evidence(
                    "other-candidate",
                    "Also possible: " + source.asString() + " in "
                            + source.thread().display() + " as "
                            + other.relation().id() + " (confidence " + other.confidence() + ")",
                    other.confidence(),
                    List.of()));
        }
        return new Link(
                best.from(), best.to(), best.relation(), best.certainty(), best.confidence(), best.evidence(), counter);
    }
}
