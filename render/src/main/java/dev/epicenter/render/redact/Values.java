package dev.epicenter.render.redact;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What tells a secret from a word of a sentence. */
final class Values {
    private static final Set<String> WORDS = Set.of(
            "null",
            "true",
            "false",
            "none",
            "yes",
            "no",
            "empty",
            "missing",
            "required",
            "invalid",
            "expired",
            "undefined",
            "unknown",
            "wrong",
            "not",
            "is",
            "must",
            "the",
            "was");

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{20,}");

    private Values() {}

    /** A value, not a word of a sentence, a mask or a reference to a value elsewhere. */
    static boolean isValue(String s) {
        return !WORDS.contains(s.toLowerCase(Locale.ROOT))
                && !s.startsWith("${")
                && !s.startsWith("«")
                && !s.chars().allMatch(c -> c == '*' || c == '.' || c == 'x' || c == 'X' || c == '•');
    }

    /** A value with a digit, as words have none. */
    static boolean hasDigit(String s) {
        return isValue(s) && s.chars().anyMatch(Values::isDigit);
    }

    /** Base64 of something: a digit, padding, or a capital inside a word. */
    static boolean isEncoded(String s) {
        return hasDigit(s) || s.endsWith("=") || s.substring(1).chars().anyMatch(Character::isUpperCase);
    }

    /**
     * Letters and digits that nobody wrote: hexadecimal, or changing between the two more often than names do ({@code
     * Sha256Provider}, {@code http-nio-8080-exec-7}).
     */
    static boolean isRandom(String s) {
        if (!hasDigit(s)) {
            return false;
        }
        if (HEX.matcher(s).matches()) {
            return true;
        }
        int changes = 0;
        for (int i = 1; i < s.length(); i++) {
            char before = s.charAt(i - 1);
            char c = s.charAt(i);
            if (isDigit(before) && Character.isLetter(c) || Character.isLetter(before) && isDigit(c)) {
                changes++;
            }
        }
        return changes >= 3;
    }

    /** The same but a UUID, which more often tells which request it was. */
    static boolean isRandomButNoUuid(String s) {
        return isRandom(s) && !UUID.matcher(s).matches();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
