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
    private static final Pattern WITH_DIGIT = Pattern.compile("(?<!\\bcode:? )(?<!\\bstatus:? )(?<!\\S)\\S*\\d\\S*");

    private MessageKind() {}

    /** Type and kind of message: equal for what one statement throws. */
    static String of(Failure failure) {
        String text = failure.message().orElse("");
        String start = text.length() > LONG ? text.substring(0, LONG) : text;
        String unquoted = QUOTED.matcher(start).replaceAll("?");
        return failure.type() + '\n' + WITH_DIGIT.matcher(unquoted).replaceAll("#");
    }
}
