package dev.epicenter.rules.facts;

/** Scores on JMC's scale: below 25 OK, from 25 INFO, from 75 WARNING ({@link dev.epicenter.model.Severity}). */
public final class Score {
    /** What is left of a score when nothing is sure. Judgement: a loss of work at 90 stays a WARNING down to even odds. */
    private static final double FLOOR = 0.7;

    private Score() {}

    /**
     * A score that doubt lowers.
     *
     * @param sure       what it would be if it were certain, 0..100
     * @param confidence in 0..1
     */
    public static double doubted(double sure, double confidence) {
        return sure * (FLOOR + (1 - FLOOR) * confidence);
    }
}
