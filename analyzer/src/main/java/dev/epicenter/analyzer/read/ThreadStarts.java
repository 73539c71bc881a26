package dev.epicenter.analyzer.read;

import dev.epicenter.model.StackTrace;

/**
 * Threads that one place started while recording.
 *
 * @param stack   where; {@link StackTrace#EMPTY} when not recorded
 * @param pattern their common name, with {@code #} for numbers
 * @param started how many
 * @param ended   how many of them ended while recording
 */
public record ThreadStarts(StackTrace stack, String pattern, long started, long ended) {}
