package dev.epicenter.analyzer.reconstruct;

import java.util.Set;

/**
 * How failures lie in the recording's time, as far as that tells whether they matter.
 *
 * @param starting  ids of failures from the time when the program still started
 * @param outbreaks ids of failures of kinds that were not there while their work went well, and then kept coming until the end
 * @param lasting   ids of failures of kinds that still came at the end
 * @param passing   ids of failures of kinds that came in blips and were over before the end
 * @param partners  ids of failures that tell of somebody else who did not answer, or not in time
 */
public record Courses(
        Set<Integer> starting,
        Set<Integer> outbreaks,
        Set<Integer> lasting,
        Set<Integer> passing,
        Set<Integer> partners) {
    /** Nothing known. */
    public static final Courses NONE = new Courses(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Courses {
        starting = Set.copyOf(starting);
        outbreaks = Set.copyOf(outbreaks);
        lasting = Set.copyOf(lasting);
        passing = Set.copyOf(passing);
        partners = Set.copyOf(partners);
    }
}
