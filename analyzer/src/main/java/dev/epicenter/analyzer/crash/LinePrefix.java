package dev.epicenter.analyzer.crash;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before each line of a log that somebody else's log or mail quotes: a build tool's {@code [INFO]}, a container's time, a
 * comment's or a quotation's signs. Learnt from the line that has the title; numbers in it may change from line to line.
 */
final class LinePrefix {
    /** Longer ones are no prefix but a text that the title stands in. A judgement. */
    private static final int LONGEST = 200;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private Optional<Pattern> prefix = Optional.empty();

    /** The line without it. */
    String without(String line) {
        if (prefix.isEmpty()) {
            learn(line);
        }
        return prefix.map(p -> p.matcher(line))
                .filter(Matcher::lookingAt)
                .map(m -> line.substring(m.end()))
                .orElse(line);
    }

    private void learn(String line) {
        int title = HeaderSection.title(line);
        if (title <= 0 || title > LONGEST) {
            return;
        }
        int end = title;
        while (end > 0 && HeaderSection.DECORATION.indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end > 0) {
            StringBuilder like = new StringBuilder();
            Matcher digits = DIGITS.matcher(line.substring(0, end));
            int from = 0;
            while (digits.find()) {
                like.append(Pattern.quote(line.substring(from, digits.start()))).append("[0-9]+");
                from = digits.end();
            }
            prefix = Optional.of(Pattern.compile(like + Pattern.quote(line.substring(from, end))));
        }
    }
}
