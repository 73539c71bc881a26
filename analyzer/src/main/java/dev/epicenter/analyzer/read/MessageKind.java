package dev.epicenter.analyzer.read;

import dev.epicenter.model.Failure;
import java.util.Locale;
import java.util.Set;

/**
 * What a message says apart from whom it says it of: words with digits and what stands in quotes or square brackets are left out. Messages
 * that one statement writes fall together so (compare Drain, a parser of logs: He et al., ICWS 2017).
 */
public final class MessageKind {
    /** Characters at which a message tells no more of its kind. */
    private static final int LONG = 200;

    /** Characters of a code: HTTP, SMTP and FTP have three digits, SQL states five characters, vendors' error numbers up to five digits. */
    private static final int CODE = 5;

    /** What stands before a code, by which failures are told apart; other numbers say of whom it is told. */
    private static final Set<String> NAMES_CODE =
            Set.of("code", "status", "http", "state", "sqlstate", "errno", "error");

    private final String text;
    private final int end;
    private final StringBuilder kind;
    /** The word before, in lower case. */
    private String before = "";

    private MessageKind(String message) {
        text = message;
        end = Math.min(LONG, message.length());
        kind = new StringBuilder(end);
    }

    /** Type and kind of message: equal for what one statement throws. */
    public static String of(Failure failure) {
        return failure.type() + '\n' + of(failure.message().orElse(""));
    }

    /** The kind of a message: its words, with {@code #} and {@code ?} for what was left out. */
    public static String of(String message) {
        return new MessageKind(message).scan();
    }

    private String scan() {
        int at = 0;
        while (at < end) {
            char c = text.charAt(at);
            int closing = closing(at, c);
            if (closing > at) {
                kind.append('?');
                at = closing + 1;
            } else if (isWordPart(c)) {
                at = word(at);
            } else {
                kind.append(c);
                at++;
            }
        }
        return kind.toString();
    }

    /** Where what opens here is closed, 0 when nothing opens here or it is not closed. */
    private int closing(int at, char opens) {
        char closes = opens == '[' ? ']' : opens == '"' || opens == '\'' ? opens : 0;
        for (int i = at + 1; closes != 0 && i < end; i++) {
            if (text.charAt(i) == closes) {
                return i;
            }
        }
        return closes != 0 && end < text.length() ? end : 0;
    }

    /** A word ends at a space or at what tells its name from its value, and an apostrophe in it opens nothing. */
    private static boolean isWordPart(char c) {
        return c > ' ' && c != '=' && c != ':' && c != ',' && c != '"' && c != '[' && c != '(' && c != ')' && c != ';';
    }

    private int word(int from) {
        int to = from;
        boolean digits = false;
        boolean upper = true;
        while (to < end && isWordPart(text.charAt(to))) {
            char c = text.charAt(to++);
            digits |= c >= '0' && c <= '9';
            upper &= c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
        }
        boolean code = digits && upper && to - from <= CODE && NAMES_CODE.contains(before);
        if (digits && !code) {
            kind.append('#');
        } else {
            kind.append(text, from, to);
        }
        String word = text.substring(from, to).toLowerCase(Locale.ROOT);
        before = word.startsWith("http/") ? "http" : word;
        return to;
    }
}
