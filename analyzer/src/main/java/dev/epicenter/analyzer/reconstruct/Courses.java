package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import java.util.List;
import java.util.Set;

/**
 * How failures lie in the recording's time.
 *
 * @param starting ids of failures from the time when the program still started
 * @param partners ids of failures that tell of somebody else who did not answer, or not in time
 * @param bySeries of their kinds, by series
 */
public record Courses(Set<Integer> starting, Set<Integer> partners, List<Course> bySeries) {
    public Courses {
        starting = Set.copyOf(starting);
        partners = Set.copyOf(partners);
        bySeries = List.copyOf(bySeries);
    }

    /** The course of a failure's kind. */
    public Course of(Failure failure) {
        return bySeries.get(failure.series());
    }
}
