package dev.epicenter.analyzer.crash;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something in a log that speaks for a pattern.
 *
 * @param text   what it is, one sentence without a full stop; docs/crashes.md shows it
 * @param weight how much it says, in 0..1; weights combine by noisy-or
 * @param needed whether the pattern does not fit without it
 * @param find   what the log says of it, empty text when there is nothing to add; absent when the log does not show it
 */
record Sign(String text, double weight, boolean needed, Function<LogFacts, Optional<String>> find) {
    /** What is told of it for one log. */
    String told(String detail) {
        return detail.isEmpty() ? text : text + ": " + detail;
    }
}
