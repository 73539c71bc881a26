package dev.epicenter.cli;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Verdict;

/** What the process says to a script. Users write these numbers down, so they never change their meaning. */
final class ExitCodes {
    /** Healthy, or nothing at or above {@code --fail-on}. */
    static final int OK = 0;

    /** Something at or above {@code --fail-on}. */
    static final int FOUND = 1;

    /** The command cannot be carried out as given: wrong arguments, or an output that cannot be written. */
    static final int USAGE = 2;

    /** Nothing in the input could be read. */
    static final int UNREADABLE = 3;

    /** The recording does not hold what an answer would rest on. */
    static final int INSUFFICIENT_DATA = 4;

    /** Our bug, or not enough memory. */
    static final int INTERNAL = 70;

    private ExitCodes() {}

    /** The answer. That there is none goes before the question of how bad it is. */
    static int of(Diagnosis diagnosis, FailOn failOn) {
        if (diagnosis.analysis().verdict() == Verdict.INSUFFICIENT_DATA) {
            return INSUFFICIENT_DATA;
        }
        return failOn.isReachedBy(diagnosis) ? FOUND : OK;
    }
}
