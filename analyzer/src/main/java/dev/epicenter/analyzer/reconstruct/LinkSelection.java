package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Keeps the best link into each failure; the others become counter-evidence of the one kept. */
final class LinkSelection {
    /** Below it a link is not worth showing. A judgement: at 0.4 a reader is right to doubt, not to ignore. */
    static final double LEAST = 0.4;

    /** How many of the others are told. */
    private static final int ALTERNATIVES = 3;

    private final List<Failure> failures;
    private final Map<Integer, List<Link>> candidates = new TreeMap<>();

    LinkSelection(List<Failure> failures) {
        this.failures = failures;
    }

    void addAll(Collection<Link> found) {
        Set<Integer> changed = new HashSet<>();
        for (Link link : found) {
            if (link.from() < link.to() && link.confidence() >= LEAST / 2) {
                candidates.computeIfAbsent(link.to(), to -> new ArrayList<>()).add(link);
                changed.add(link.to());
            }
        }
        changed.forEach(to -> candidates.computeIfPresent(to, (id, links) -> {
            links.sort(bestFirst());
            return links;
        }));
    }

    /** Most confident first; of equals the one whose source is nearer in time. */
    private static Comparator<Link> bestFirst() {
        return Comparator.comparingDouble(Link::confidence)
                .thenComparingInt(Link::from)
                .reversed();
    }

    /** The best link into a failure, if it is worth showing. */
    Optional<Link> into(int failure) {
        return candidates.getOrDefault(failure, List.of()).stream()
                .findFirst()
                .filter(link -> link.confidence() >= LEAST);
    }

    /** All chosen links as they were found. */
    List<Link> chosen() {
        return candidates.keySet().stream()
                .map(this::into)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Candidates into a failure that were not chosen, best first. */
    List<Link> others(int failure) {
        List<Link> all = candidates.getOrDefault(failure, List.of());
        Optional<Link> best = into(failure);
        return all.stream()
                .filter(link -> best.isEmpty() || link.from() != best.get().from())
                .limit(ALTERNATIVES)
                .toList();
    }

    /** All chosen links, each with what spoke against it. */
    List<Link> links() {
        List<Link> chosen = new ArrayList<>();
        for (int to : candidates.keySet()) {
            into(to).ifPresent(best -> chosen.add(withAlternatives(best)));
        }
        return chosen;
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
