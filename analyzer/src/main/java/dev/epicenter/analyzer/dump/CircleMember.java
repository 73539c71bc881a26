package dev.epicenter.analyzer.dump;

/**
 * A thread of a deadlock.
 *
 * @param thread its name
 * @param lock   class of what it waits for
 * @param holder name of the thread that has it
 */
public record CircleMember(String thread, String lock, String holder) {}
