package dev.epicenter.render.html;

import java.util.HashMap;
import java.util.Map;

/** Texts by number: each is written once, however often it occurs. */
final class Strings {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final java.util.List<String> all = new java.util.ArrayList<>();

    /** The number of a text, counted from 0 in the order of asking. */
    int of(String text) {
        Integer known = numbers.putIfAbsent(text, all.size());
        if (known != null) {
            return known;
        }
        all.add(text);
        return all.size() - 1;
    }

    /** All texts by number. */
    java.util.List<String> all() {
        return all;
    }
}
