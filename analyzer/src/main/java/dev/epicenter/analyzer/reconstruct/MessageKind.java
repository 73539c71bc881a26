package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import java.util.regex.Pattern;

/**
 * What a message says apart from whom it says it of: words with digits, numbers and what stands in quotes are left out. Messages that one
 * statement writes fall together so (compare Drain, a parser of logs: He et al., ICWS 2017).
 */
final class MessageKind {
    /** Characters at which a message tells no more of its kind. */
    private static final int LONG = 200;

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|\\[[^\\]]*\\]");

    /** A code of three digits is what HTTP, SMTP and FTP tell failures apart by; other numbers say of whom it is told. */
    private static final String[] CODE = {"code ", "code: ", "status ", "status: "};

    private MessageKind() {}

    /** Type and kind of message: equal for what one statement throws. */
    static String of(Failure failure) {
        String text = failure.message().orElse("");
        String start = text.length() > LONG ? text.substring(0, LONG) : text;
        return failure.type() + '\n' + withoutDigits(QUOTED.matcher(start).replaceAll("?"));
    }

    /** With {@code #} for each word that has a digit and is no code. */
    private static String withoutDigits(String text) {
        StringBuilder kind = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int start = at;
            boolean digit = false;
            for (; at < text.length() && !isSpace(text.charAt(at)); at++) {
                digit |= text.charAt(at) >= '0' && text.charAt(at) <= '9';
            }
            if (digit && !isCode(text, start)) {
                kind.append('#');
            } else {
                kind.append(text, start, at);
            }
            if (at < text.length()) {
                kind.append(text.charAt(at++));
            }
        }
        return kind.toString();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isCode(String text, int at) {
        for (String word : CODE) {
            int start = at - word.length();
            if (start >= 0 && text.startsWith(word, start)) {
                return start == 0
                        || !Character.isLetterOrDigit(text.charAt(start - 1)) && text.charAt(start - 1) != '_';
            }
        }
        return false;
    }
}
