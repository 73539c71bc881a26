package dev.epicenter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A task was cancelled.
 *
 * @param at        when
 * @param by        who cancelled it
 * @param interrupt whether the thread that ran it was to be interrupted
 * @param running   whether it ran at that time; else it never will
 * @param ranOn     how long it ran on, until the recording's end where it was not over then; empty when it did not run, or not on
 * @param over      whether it was over when the recording ended
 */
public record Cancellation(
        Instant at, ThreadRef by, boolean interrupt, boolean running, Optional<Duration> ranOn, boolean over) {}
