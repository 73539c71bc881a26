package dev.epicenter.model;

import java.time.Duration;

/**
 * One entry of the virtual machine's own last events.
 *
 * @param ring   what it is about, such as {@code GC heap history} or {@code Compilation events}, as the log names it
 * @param since  time since the virtual machine started
 * @param thread thread name, or its address when the log does not list it; empty when not told
 * @param text   what happened
 */
public record CrashEvent(String ring, Duration since, String thread, String text) {}
