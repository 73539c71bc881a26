package dev.epicenter.model;

import java.time.Instant;

/**
 * Heap after a collection.
 *
 * @param usedBytes      in use
 * @param committedBytes held by the JVM
 */
public record HeapSample(Instant at, long usedBytes, long committedBytes) {}
