package dev.epicenter.render.redact;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * Replaces secrets in texts by placeholders such as {@code «token-1»}. One object a diagnosis: the same secret gets the same
 * placeholder wherever it stands, so that a reader can still tell "the same token" from "another token".
 */
final class SecretFinder {
    /** Longest text that is searched. What is beyond is dropped, not shown unsearched. */
    static final int MAX_TEXT = 1 << 16;

    private final Map<String, String> placeholders = new HashMap<>();
    private final SortedMap<String, Integer> hidden = new TreeMap<>();

    /** The text without its secrets. */
    String hide(String text) {
        if (text.length() < SecretShape.SHORTEST) {
            return text;
        }
        String searched = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        for (SecretShape shape : SecretShape.ALL) {
            searched = hide(searched, shape);
        }
        return text.length() <= MAX_TEXT
                ? searched
                : searched + "… (" + (text.length() - MAX_TEXT) + " more characters not shown)";
    }

    private String hide(String text, SecretShape shape) {
        Matcher matcher = shape.pattern().matcher(text);
        StringBuilder out = new StringBuilder();
        int copied = 0;
        while (matcher.find()) {
            String secret = matcher.group("secret");
            if (shape.accepts(secret)) {
                out.append(text, copied, matcher.start("secret")).append(placeholder(shape.kind(), secret));
                copied = matcher.end("secret");
            }
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }

    private String placeholder(String kind, String secret) {
        return placeholders.computeIfAbsent(secret, s -> "«" + kind + "-" + hidden.merge(kind, 1, Integer::sum) + "»");
    }

    /** How many different secrets of each kind were hidden so far. */
    SortedMap<String, Integer> hidden() {
        return new TreeMap<>(hidden);
    }
}
