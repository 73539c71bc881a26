package dev.epicenter.model;

import java.util.List;

/**
 * Where an incident may have begun.
 *
 * @param rank       1 for the most probable
 * @param failure    id of the failure
 * @param confidence in 0..1
 * @param why        parts of the confidence, largest first
 */
public record RootCause(int rank, int failure, double confidence, List<Reason> why) {
    public RootCause {
        why = List.copyOf(why);
    }
}
