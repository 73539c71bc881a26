package dev.epicenter.model;

import java.time.Instant;

/**
 * The JVM's orderly end.
 *
 * @param at     when
 * @param reason as {@code jdk.Shutdown} gives it
 * @param thread the thread that asked for it
 * @param stack  of that thread; for System.exit it tells who called
 */
public record Shutdown(Instant at, String reason, ThreadRef thread, StackTrace stack) {}
