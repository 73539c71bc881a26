package dev.epicenter.analyzer.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The recorder's settings, from jdk.ActiveSetting. */
final class SettingsTally {
    static final String EXCEPTION_THROW = "jdk.JavaExceptionThrow";
    static final String ERROR_THROW = "jdk.JavaErrorThrow";

    /** Event types that the analysis rests on, the most important first. */
    private static final List<String> USED = List.of(
            EXCEPTION_THROW,
            ERROR_THROW,
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
        String throttle = value(EXCEPTION_THROW, "throttle");
        return throttle.equals("off") || !everEnabled.contains(EXCEPTION_THROW) ? "" : throttle;
    }

    /** Whether throws were recorded without stacks. */
    boolean stackless() {
        return "false".equals(value(EXCEPTION_THROW, "stacktrace"));
    }

    private String value(String type, String name) {
        return latest.getOrDefault(type, Map.of()).getOrDefault(name, "");
    }
}
