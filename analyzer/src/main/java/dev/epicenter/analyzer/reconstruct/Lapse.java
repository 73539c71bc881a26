package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;

/** The time from one failure to a later one in words; thousands of pairs are told so, more than a formatter is fast enough for. */
final class Lapse {
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Lapse() {}

    /** Whole milliseconds, such as {@code 17}. */
    static String millis(Failure earlier, Failure later) {
        return Long.toString(rounded(earlier, later, MILLISECOND));
    }

    /** Milliseconds with one digit behind the point, such as {@code 0.3}. */
    static String tenthsOfMillis(Failure earlier, Failure later) {
        return tenths(rounded(earlier, later, MILLISECOND / 10));
    }

    /** Seconds with one digit behind the point, such as {@code 2.5}. */
    static String tenthsOfSeconds(Failure earlier, Failure later) {
        return tenths(rounded(earlier, later, SECOND / 10));
    }

    private static long rounded(Failure earlier, Failure later, long unit) {
        return (FailureIndex.between(earlier, later).toNanos() + unit / 2) / unit;
    }

    private static String tenths(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }
}
