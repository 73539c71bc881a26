package dev.epicenter.analyzer.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The recorder's settings, from jdk.ActiveSetting. */
final class SettingsTally {
    /** Event types that the analysis rests on, the most important first. */
    private static final List<String> USED = List.of(
            ThrowSinks.EXCEPTION_THROW,
            ThrowSinks.ERROR_THROW,
            "jdk.ExceptionStatistics",
            "jdk.ThreadStart",
            "jdk.ThreadEnd",
            "jdk.Shutdown",
            "jdk.ThreadPark",
            "jdk.JavaMonitorWait",
            "jdk.JavaMonitorEnter",
            "jdk.ThreadDump",
            "jdk.GarbageCollection",
            "jdk.GCHeapSummary",
            "jdk.GCPhasePause",
            "jdk.JavaThreadStatistics",
            "jdk.DataLoss");

    private final Map<String, Map<String, String>> latest = new HashMap<>();
    private final Set<String> everEnabled = new HashSet<>();

    void setting(String eventType, String name, String value) {
        latest.computeIfAbsent(eventType, t -> new HashMap<>()).put(name.toLowerCase(java.util.Locale.ROOT), value);
        if (name.equals("enabled") && value.equals("true")) {
            everEnabled.add(eventType);
        }
    }

    /** Takes those of the next chunk. */
    void add(SettingsTally chunk) {
        chunk.latest.forEach((type, settings) ->
                latest.computeIfAbsent(type, t -> new HashMap<>()).putAll(settings));
        everEnabled.addAll(chunk.everEnabled);
    }

    /** The settings of the event types that the analysis rests on, by names such as {@code jdk.ThreadPark#threshold}. */
    SortedMap<String, String> used() {
        SortedMap<String, String> used = new TreeMap<>();
        for (String type : USED) {
            latest.getOrDefault(type, Map.of()).forEach((name, value) -> used.put(type + "#" + name, value));
        }
        return used;
    }

    /** Event types the analysis would use and that were never on. */
    List<String> disabled() {
        List<String> off = new ArrayList<>();
        for (String type : USED) {
            if ("false".equals(value(type, "enabled")) && !everEnabled.contains(type)) {
                off.add(type);
            }
        }
        return off;
    }

    /** The throw event's throttle, empty when there is none. */
    String throttle() {
        String throttle = value(ThrowSinks.EXCEPTION_THROW, "throttle");
        return throttle.equals("off") || !everEnabled.contains(ThrowSinks.EXCEPTION_THROW) ? "" : throttle;
    }

    /** Whether throws were recorded without stacks. */
    boolean stackless() {
        return "false".equals(value(ThrowSinks.EXCEPTION_THROW, "stacktrace"));
    }

    private String value(String type, String name) {
        return latest.getOrDefault(type, Map.of()).getOrDefault(name, "");
    }
}
