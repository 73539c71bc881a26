package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import java.time.Duration;
import java.util.List;

/** When a kind of failure broke out: with its first, unless one or two forerunners stand far apart from what came then. */
final class Outbreak {
    /** What is thrown more often before is no forerunner. A judgement. */
    private static final int FORERUNNERS = 2;

    /** Failures that make an outbreak, in half of the time that was quiet before. A judgement. */
    private static final int MANY = 5;

    private static final Duration QUIET = Duration.ofSeconds(1);

    private Outbreak() {}

    /**
     * The failure with which it began.
     *
     * @param ids      of the kind, in time order, not empty
     * @param failures by id
     */
    static Failure of(List<Integer> ids, List<Failure> failures) {
        for (int i = FORERUNNERS; i > 0; i--) {
            if (i + MANY < ids.size()) {
                Failure onset = failures.get(ids.get(i));
                Duration before = FailureIndex.between(failures.get(ids.get(i - 1)), onset);
                Duration after = FailureIndex.between(onset, failures.get(ids.get(i + MANY)));
                if (before.compareTo(QUIET) > 0 && before.compareTo(after.multipliedBy(2)) > 0) {
                    return onset;
                }
            }
        }
        return failures.get(ids.get(0));
    }
}
