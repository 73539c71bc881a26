package dev.epicenter.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The virtual machine that crashed, and what it was started with.
 *
 * @param jvm          name and build, empty when the log breaks off before
 * @param javaVersion  such as {@code 17.0.15} or {@code 1.8.0_292}, empty when not told
 * @param feature      such as 17 or 8, 0 when not told
 * @param platform     such as {@code linux-amd64}, empty when not told
 * @param collector    such as {@code g1 gc}, empty when not told
 * @param mainClass    main class or jar with its arguments removed, empty when not told
 * @param arguments    as given to the virtual machine, empty when not told
 * @param flags        flags that differ from their default, by name
 * @param phase        {@code normal execution}, {@code shutting down} or {@code not fully initialized}; empty when not told
 * @param environment  environment variables that change how the virtual machine or its allocator works; never all of them
 */
public record CrashVm(
        String jvm,
        String javaVersion,
        int feature,
        String platform,
        String collector,
        String mainClass,
        String arguments,
        SortedMap<String, String> flags,
        String phase,
        SortedMap<String, String> environment) {
    public CrashVm {
        flags = Collections.unmodifiableSortedMap(new TreeMap<>(flags));
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }
}
