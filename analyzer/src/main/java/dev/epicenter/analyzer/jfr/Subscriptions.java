package dev.epicenter.analyzer.jfr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which event types are read, which of their fields, and by whom. */
public final class Subscriptions {
    private final Map<String, Subscription> byType = new HashMap<>();

    /**
     * One type.
     *
     * @param fields in the order of the positions that an {@link Event} knows them by
     */
    public record Subscription(EventSink sink, List<String> fields) {}

    /**
     * Subscribes to a type. Its start, length, thread and stack come without being asked for.
     *
     * @param type   name as JDK 11 and later have it
     * @param fields names; {@code outer.inner} for a field of a structure, {@code new|old} for one that was renamed
     */
    public void on(String type, EventSink sink, String... fields) {
        if (List.of(fields).stream().anyMatch(ChunkEvent.ALWAYS::contains)) {
            throw new IllegalArgumentException("comes without being asked for: " + List.of(fields));
        }
        if (byType.put(type, new Subscription(sink, List.of(fields))) != null) {
            throw new IllegalArgumentException("subscribed twice: " + type);
        }
    }

    /** Names of the types that somebody subscribed to. */
    public Set<String> types() {
        return Set.copyOf(byType.keySet());
    }

    /** The subscription to a type, null when there is none. */
    public @Nullable Subscription of(String type) {
        return byType.get(type);
    }
}
