package dev.epicenter.analyzer.jfr;

/**
 * Something of a chunk that could not be read as it should be.
 *
 * @param where the bytes concerned
 * @param what  what is wrong with them, in words
 */
public record Flaw(Range where, String what) {}
