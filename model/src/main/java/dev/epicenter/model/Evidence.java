package dev.epicenter.model;

import java.util.List;

/**
 * One observation for or against a statement.
 *
 * @param name   stable short name such as {@code message-is-cause} for scripts
 * @param text   the observation in words, one sentence
 * @param weight what it contributes to the confidence, in 0..1; 0 when it only informs
 * @param events the events it rests on
 */
public record Evidence(String name, String text, double weight, List<EventRef> events) {
    public Evidence {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight outside 0..1: " + weight);
        }
        events = List.copyOf(events);
    }
}
