package dev.epicenter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What was read.
 *
 * @param sources     file names, {@code -} for standard input
 * @param jvm         name and version of the virtual machine, empty when not recorded
 * @param javaVersion such as {@code 17.0.15}, empty when not recorded
 * @param mainClass   main class or jar with its arguments removed, empty when not recorded
 * @param jvmArguments as given to the JVM, empty when not recorded
 * @param pid         process id, -1 when not recorded
 * @param start       start of the first chunk
 * @param end         end of the last chunk or event
 * @param chunks      chunks read
 * @param eventCounts events by type, all types
 * @param inApp       what counts as the application's code
 */
public record Recording(
        List<String> sources,
        String jvm,
        String javaVersion,
        String mainClass,
        String jvmArguments,
        long pid,
        Instant start,
        Instant end,
        int chunks,
        SortedMap<String, Long> eventCounts,
        InAppCode inApp) {
    public Recording {
        sources = List.copyOf(sources);
        eventCounts = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(eventCounts));
    }

    /** Time covered. */
    public Duration length() {
        return Duration.between(start, end);
    }
}
