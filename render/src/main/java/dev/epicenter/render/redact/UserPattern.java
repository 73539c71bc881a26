package dev.epicenter.render.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.UnaryOperator;

/**
 * Something that a user wants hidden. Searched with RE2, whose time is linear in the text whatever the pattern.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">the syntax</a>
 */
public final class UserPattern {
    /** Word in the placeholder. */
    static final String KIND = "hidden";

    private final Pattern pattern;

    private UserPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * A pattern.
     *
     * @param regex what to hide; if it has a group, only what the first one matches
     * @throws IllegalArgumentException if it is none; the message says why, in one line
     */
    public static UserPattern of(String regex) {
        try {
            return new UserPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + regex + "' is no regular expression of RE2: " + e.getDescription(), e);
        }
    }

    String replace(String text, UnaryOperator<String> placeholder) {
        Matcher matcher = pattern.matcher(text);
        int group = Math.min(1, matcher.groupCount());
        StringBuilder out = new StringBuilder();
        int copied = 0;
        while (matcher.find()) {
            if (matcher.start(group) < matcher.end(group)) {
                out.append(text, copied, matcher.start(group)).append(placeholder.apply(matcher.group(group)));
                copied = matcher.end(group);
            }
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }
}
