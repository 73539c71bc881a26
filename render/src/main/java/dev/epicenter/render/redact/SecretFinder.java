package dev.epicenter.render.redact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Replaces secrets in texts by placeholders such as {@code «token-1»}. One object a diagnosis: the same secret gets the same
 * placeholder wherever it stands, so that a reader can still tell "the same token" from "another token".
 */
final class SecretFinder {
    /** Longest text that is searched. What is beyond is dropped, not shown unsearched. */
    static final int MAX_TEXT = 1 << 16;

    private static final Hints HINTS = new Hints(SecretShape.ALL);

    private final List<UserPattern> patterns;
    private final Map<String, String> placeholders = new HashMap<>();
    private final SortedMap<String, Integer> hidden = new TreeMap<>();

    /** Finds the known shapes, and before them what users want hidden. */
    SecretFinder(List<UserPattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** The text without its secrets. */
    String hide(String text) {
        return hide(text, shape -> true);
    }

    /** The name of a class, a method or an event without secrets that cannot be anything else. */
    String hideInName(String name) {
        return hide(name, SecretShape::isInNames);
    }

    /** The value of a property, flag or variable: all of it where the name says that it is a secret. */
    String hideValue(String name, String value) {
        return KeyedShapes.isSecretName(name) && !value.isBlank() && Values.isValue(value)
                ? placeholder("secret", value)
                : hide(value);
    }

    private String hide(String text, Predicate<SecretShape> wanted) {
        String searched = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        for (UserPattern pattern : patterns) {
            searched = pattern.replace(searched, secret -> placeholder(UserPattern.KIND, secret));
        }
        Hints.Found found = HINTS.in(searched);
        for (int i = 0; i < SecretShape.ALL.size(); i++) {
            SecretShape shape = SecretShape.ALL.get(i);
            if (!wanted.test(shape)) {
                continue;
            }
            String hidden = shape.hideIn(searched, found.of(i), this::placeholder);
            if (!hidden.equals(searched)) {
                searched = hidden;
                found = HINTS.in(searched);
            }
        }
        return text.length() <= MAX_TEXT
                ? searched
                : searched + "… (" + (text.length() - MAX_TEXT) + " more characters not shown)";
    }

    private String placeholder(String kind, String secret) {
        return placeholders.computeIfAbsent(secret, s -> "«" + kind + "-" + hidden.merge(kind, 1, Integer::sum) + "»");
    }

    /** How many different secrets of each kind were hidden so far. */
    SortedMap<String, Integer> hidden() {
        return new TreeMap<>(hidden);
    }
}
