package dev.epicenter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A policy's threshold was reached: what it would have done at that moment, had it been watching.
 *
 * @param policy    id of the policy
 * @param title     its title, a few words
 * @param at        when, at the latest
 * @param within    how much earlier it can have been; zero when the moment is exact
 * @param key       what it is about, such as {@code process} or {@code site}, by the name of what is counted apart
 * @param count     failures that it took, at least
 * @param action    what to do, such as {@code take-out-of-rotation}
 * @param arguments what whoever does it is told, by name
 * @param events    some of the failures
 */
public record PolicyFiring(
        String policy,
        String title,
        Instant at,
        Duration within,
        SortedMap<String, String> key,
        long count,
        String action,
        SortedMap<String, String> arguments,
        List<EventRef> events) {
    public PolicyFiring {
        key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
        arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
        events = List.copyOf(events);
    }
}
