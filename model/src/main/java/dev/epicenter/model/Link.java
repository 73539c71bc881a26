package dev.epicenter.model;

import java.util.List;

/**
 * A directed edge from a failure to one it led to.
 *
 * @param from       id of the failure that came first
 * @param to         id of the failure it led to
 * @param relation   how
 * @param certainty  seen or concluded
 * @param confidence in 0..1; 1 for an observed link
 * @param evidence   what speaks for it, never empty
 * @param counter    what speaks against it, such as the second-best candidate
 */
public record Link(
        int from,
        int to,
        Relation relation,
        Certainty certainty,
        double confidence,
        List<Evidence> evidence,
        List<Evidence> counter) {
    public Link {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence outside 0..1: " + confidence);
        }
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("a link needs evidence");
        }
        evidence = List.copyOf(evidence);
        counter = List.copyOf(counter);
    }
}
