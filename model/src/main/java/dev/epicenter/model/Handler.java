package dev.epicenter.model;

/**
 * A catch site that received a failure.
 *
 * @param failure     id of the failure it received
 * @param frame       the method with the catch block; the line is that of the call that failed when only that is known
 * @param disposition what it did
 * @param certainty   seen or concluded
 * @param confidence  in 0..1
 * @param text        how it is known, one sentence
 */
public record Handler(
        int failure, Frame frame, Disposition disposition, Certainty certainty, double confidence, String text) {}
