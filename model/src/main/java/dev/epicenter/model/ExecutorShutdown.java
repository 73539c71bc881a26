package dev.epicenter.model;

import java.time.Instant;
import java.util.Optional;

/**
 * An executor was told to shut down.
 *
 * @param at        when
 * @param by        who told it
 * @param executor  its class
 * @param immediate whether by {@code shutdownNow}, which interrupts what runs and empties the queue
 * @param abandoned tasks that were taken out of the queue and will never run
 * @param from      the application's method that did, or the innermost one; empty when not recorded
 */
public record ExecutorShutdown(
        Instant at, ThreadRef by, String executor, boolean immediate, int abandoned, Optional<Frame> from) {}
