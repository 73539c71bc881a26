package dev.epicenter.rules.user;

import java.time.Duration;
import java.time.Instant;

/**
 * A threshold was reached.
 *
 * @param at     when, at the latest
 * @param within how much earlier it can have been; zero when the moment is exact
 * @param count  failures that it took, at least
 * @param of     failures among which they were looked for, when the threshold is a share; else the same
 */
record Reached(Instant at, Duration within, long count, long of) {}
