package dev.epicenter.model;

/**
 * One part of a score.
 *
 * @param name   stable short name such as {@code first-of-its-kind}
 * @param points what it adds to (or takes from) the score; the parts of a root cause add up to its confidence
 * @param text   in words, one sentence
 */
public record Reason(String name, double points, String text) {}
