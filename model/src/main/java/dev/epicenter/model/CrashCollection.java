package dev.epicenter.model;

import java.time.Duration;

/**
 * A collection among the virtual machine's own last events.
 *
 * @param since           time since the virtual machine started, at its end
 * @param usedBeforeBytes heap in use before it, -1 when not told
 * @param usedAfterBytes  heap in use after it
 * @param committedBytes  heap held by the virtual machine
 */
public record CrashCollection(Duration since, long usedBeforeBytes, long usedAfterBytes, long committedBytes) {}
