package dev.epicenter.model;

import java.time.Instant;
import java.util.List;

/**
 * Chains with the same root fingerprint, close in time.
 *
 * @param id          stable within one analysis: {@code incident-1} for the worst
 * @param fingerprint {@code v1:} identity across recordings, of root and chain
 * @param severity    of the score
 * @param score       0..100, how bad
 * @param first       when it began: the time of the earliest of its roots
 * @param last        when its latest symptom was recorded
 * @param count       how many times the symptom occurred
 * @param symptom     what users saw
 * @param rootCauses  ranked, the first most probable, never empty
 * @param chain       links from root to symptom in causal order; empty when the root is the symptom
 * @param branches    links from failures of the chain to other consequences
 * @param swallowedBy handlers that ended or hid the failure on its way
 * @param recoverability layer of the root
 * @param remedy      what to do first, one or two sentences
 */
public record Incident(
        String id,
        String fingerprint,
        Severity severity,
        double score,
        Instant first,
        Instant last,
        long count,
        Symptom symptom,
        List<RootCause> rootCauses,
        List<Link> chain,
        List<Link> branches,
        List<Handler> swallowedBy,
        Recoverability recoverability,
        String remedy) {
    public Incident {
        if (rootCauses.isEmpty()) {
            throw new IllegalArgumentException("an incident needs a root cause");
        }
        rootCauses = List.copyOf(rootCauses);
        chain = List.copyOf(chain);
        branches = List.copyOf(branches);
        swallowedBy = List.copyOf(swallowedBy);
    }

    /** The most probable root cause. */
    public RootCause root() {
        return rootCauses.get(0);
    }
}
