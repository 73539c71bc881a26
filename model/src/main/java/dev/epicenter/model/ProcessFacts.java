package dev.epicenter.model;

/**
 * What a virtual machine did and ran with.
 *
 * @param timeline    what it did meanwhile, on the common clock
 * @param machine     what it and its host ran with, over time, on the common clock
 * @param environment what it was started with
 */
public record ProcessFacts(Timeline timeline, Machine machine, Environment environment) {
    /** Nothing recorded. */
    public static final ProcessFacts UNKNOWN = new ProcessFacts(Timeline.UNKNOWN, Machine.UNKNOWN, Environment.UNKNOWN);
}
