package dev.epicenter.render.markdown;

import dev.epicenter.render.texts.Words;
import java.util.regex.Pattern;

/**
 * Text and code in GitHub's Markdown, so that what a recording holds stays text: no markup, no link, no HTML, and nobody is
 * mentioned in a ticket because a message had an {@code @} in it.
 *
 * @see <a href="https://github.github.com/gfm/">the specification</a>
 */
final class Md {
    /** What may begin or end markup anywhere in a line. */
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|~&$]");

    /** What means something at the start of a line only. */
    private static final Pattern BLOCK = Pattern.compile("^([-+=#]|\\d{1,9}(?=[.)]))");

    /**
     * What mentions people and tickets, and addresses that become links. These are looked for in what is already rendered, so
     * that a backslash does not help; a comment between does.
     */
    private static final Pattern REFERENCE = Pattern.compile("([@#]|GH-)(?=\\w)|:(?=//)|(?i:www)(?=\\.)");

    private Md() {}

    /** The text on one line, to be read as it is. */
    static String text(String plain) {
        String line = Words.oneLine(plain);
        String escaped = MARKUP.matcher(line).replaceAll("\\\\$0");
        escaped = BLOCK.matcher(escaped).replaceFirst(Md::block);
        return REFERENCE.matcher(escaped).replaceAll("$0<!-- -->");
    }

    private static String block(java.util.regex.MatchResult start) {
        boolean number = Character.isDigit(start.group().charAt(0));
        // A digit cannot be escaped; the dot behind it can, and comes next.
        return number ? start.group() + "\\\\" : "\\\\" + start.group();
    }

    /** The text on one line in the font of code; empty for none. */
    static String code(String plain) {
        String line = Words.oneLine(plain);
        if (line.isEmpty()) {
            return "";
        }
        int run = longestRunOfBackticks(line);
        String fence = "`".repeat(run + 1);
        String pad = run > 0 ? " " : "";
        return fence + pad + line + pad + fence;
    }

    /** The same within a table; as text where it holds a bar, which would end the cell even in code. */
    static String cell(String plain) {
        return plain.contains("|") ? text(plain) : code(plain);
    }

    private static int longestRunOfBackticks(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
