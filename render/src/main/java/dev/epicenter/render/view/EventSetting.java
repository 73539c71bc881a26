package dev.epicenter.render.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an event type was recorded.
 *
 * @param event such as {@code jdk.JavaExceptionThrow}
 * @param on    whether it was; what is not said is on
 * @param rest  the other settings, such as {@code threshold 20 ms}
 */
public record EventSetting(String event, boolean on, List<String> rest) {
    public EventSetting {
        rest = List.copyOf(rest);
    }

    /** By event, those that were off first. */
    public static List<EventSetting> of(Map<String, String> settings) {
        Map<String, Map<String, String>> byEvent = new TreeMap<>();
        settings.forEach((name, value) -> {
            int at = name.lastIndexOf('#');
            byEvent.computeIfAbsent(name.substring(0, Math.max(0, at)), e -> new TreeMap<>())
                    .put(name.substring(at + 1), value);
        });
        List<EventSetting> all = new ArrayList<>();
        byEvent.forEach((event, values) -> {
            boolean on = !values.getOrDefault("enabled", "true").equals("false");
            List<String> rest = new ArrayList<>();
            values.forEach((name, value) -> {
                // A threshold of nothing, and stacks that are there, are what one would expect.
                boolean expected = name.equals("enabled")
                        || name.equals("threshold") && value.startsWith("0 ")
                        || name.equals("stackTrace") && value.equals("true")
                        || name.equals("stacktrace") && value.equals("true");
                if (!expected) {
                    rest.add(name + " " + value);
                }
            });
            all.add(new EventSetting(event, on, rest));
        });
        all.sort(java.util.Comparator.comparing(EventSetting::on));
        return all;
    }
}
