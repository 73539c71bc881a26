package dev.epicenter.analyzer.group;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Link;
import dev.epicenter.model.Symptom;
import dev.epicenter.model.SymptomKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One propagation chain: from a failure nothing is known to have led to, to one that is not known to have led on.
 *
 * @param path    failures in causal order, never empty
 * @param links   between them, one less
 * @param symptom what users saw of it
 */
record Story(List<Failure> path, List<Link> links, Symptom symptom) {

    /** The chain that ends in {@code last}, along the best link into each. */
    static Story endingIn(FailureGraph graph, TaskOutcomes outcomes, Failure last) {
        List<Failure> path = new ArrayList<>(List.of(last));
        List<Link> links = new ArrayList<>();
        List<Link> into = graph.into(last.id());
        while (!into.isEmpty()) {
            links.add(into.get(0));
            path.add(graph.failure(into.get(0).from()));
            into = graph.into(into.get(0).from());
        }
        Collections.reverse(path);
        Collections.reverse(links);
        return new Story(path, links, SymptomFinder.of(path, links, outcomes));
    }

    Failure root() {
        return path.get(0);
    }

    Failure last() {
        return path.get(path.size() - 1);
    }

    /** The last Throwable, or the last failure when there is none. */
    Failure lastThrown() {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (!path.get(i).isCondition()) {
                return path.get(i);
            }
        }
        return last();
    }

    Optional<Condition> endsIn() {
        return Condition.of(last().type());
    }

    SymptomKind kind() {
        return symptom.kind();
    }

    /** Geometric mean of the links' confidence; {@code alone} for a chain without links. */
    double strength(double alone) {
        if (links.isEmpty()) {
            return alone;
        }
        double log = links.stream()
                .mapToDouble(l -> Math.log(Math.max(l.confidence(), 1e-3)))
                .sum();
        return Math.exp(log / links.size());
    }

    /** Types along the path with the relations between them: equal for chains that differ only in their objects. */
    List<String> signature() {
        List<String> parts = new ArrayList<>();
        parts.add(root().type());
        for (Link link : links) {
            parts.add(link.relation().id());
            parts.add(path.get(parts.size() / 2).type());
        }
        return parts;
    }
}
