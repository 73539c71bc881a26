package dev.epicenter.analyzer.reconstruct;

import java.util.Set;

/**
 * How failures lie in the recording's time, as far as that tells whether they matter.
 *
 * @param starting  ids of failures from the time when the program still started
 * @param outbreaks ids of failures of kinds that were not there while their work went well, and then kept coming until the end
 */
public record Courses(Set<Integer> starting, Set<Integer> outbreaks) {
    /** Nothing known. */
    public static final Courses NONE = new Courses(Set.of(), Set.of());

    public Courses {
        starting = Set.copyOf(starting);
        outbreaks = Set.copyOf(outbreaks);
    }
}
