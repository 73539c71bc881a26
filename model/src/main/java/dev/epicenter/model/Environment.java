package dev.epicenter.model;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the virtual machine was started with, as far as recorded.
 *
 * @param flags      JVM flags that differ from their default, and those that the diagnosis speaks of, by name
 * @param properties system properties that tell of the platform and the class path; never all of them
 * @param host       operating system, processors, memory, container limits, by name as people say it
 * @param settings   settings of the event types that matter, such as {@code jdk.JavaExceptionThrow#throttle}
 */
public record Environment(
        SortedMap<String, String> flags,
        SortedMap<String, String> properties,
        SortedMap<String, String> host,
        SortedMap<String, String> settings) {
    /** Nothing recorded. */
    public static final Environment UNKNOWN =
            new Environment(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public Environment {
        flags = copy(flags);
        properties = copy(properties);
        host = copy(host);
        settings = copy(settings);
    }

    private static SortedMap<String, String> copy(Map<String, String> map) {
        return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
