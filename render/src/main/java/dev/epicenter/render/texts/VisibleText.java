package dev.epicenter.render.texts;

import dev.epicenter.model.Diagnosis;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text from a recording harmless for eyes and terminals: control characters, ANSI escapes and bidirectional overrides
 * become visible codes, very long texts are cut, and names of hidden classes lose what differs in each run. Escaping for HTML is not done here but by the template engine.
 */
public final class VisibleText {
    /** Longest free text that a page or a terminal shows; the rest is counted. A judgement: some 50 lines. */
    public static final int MAX_TEXT = 4_000;

    /** Longest name of a class or method that is shown. The class file format allows 65,535. */
    public static final int MAX_NAME = 512;

    private VisibleText() {}

    /** A copy that is safe to show. */
    public static Diagnosis of(Diagnosis diagnosis) {
        return new DiagnosisTexts(s -> show(withoutNumbers(s), MAX_TEXT), s -> show(withoutNumbers(s), MAX_NAME))
                .apply(diagnosis);
    }

    /**
     * What the virtual machine appends to the names of hidden classes, lambdas among them: an address and a number that say nothing
     * and differ in each run, as in {@code Orders$$Lambda$87+0x00007fd79800d490.603443293} or, in JDK 8, {@code Orders$$Lambda$12.41903949}.
     */
    private static final Pattern HIDDEN_CLASS =
            Pattern.compile("(?:\\$\\$Lambda(?:\\$\\d+)?)?\\+0x[0-9a-f]{8,16}[./]\\d+|\\$\\$Lambda\\$\\d+[./]\\d+");

    /** A text without the numbers in the names of hidden classes; of a lambda {@code $$Lambda} stays. */
    static String withoutNumbers(String text) {
        if (!text.contains("+0x") && !text.contains("$$Lambda$")) {
            return text;
        }
        return HIDDEN_CLASS
                .matcher(text)
                .replaceAll(match -> match.group().startsWith("$$") ? Matcher.quoteReplacement("$$Lambda") : "");
    }

    /** A text cut to {@code max} characters with nothing invisible left in it; line ends and tabs stay. */
    public static String show(String text, int max) {
        String cut = text;
        String rest = "";
        if (text.length() > max) {
            int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
            cut = text.substring(0, end);
            rest = String.format(java.util.Locale.ROOT, "… (%,d more characters)", text.length() - end);
        }
        return cut.chars().anyMatch(c -> isHidden((char) c)) ? visible(cut) + rest : cut + rest;
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                shown.append(c).append(text.charAt(++i));
            } else if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            } else if (isHidden(c)) {
                shown.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    /** Whether nobody sees it: control characters but line feed and tab, format characters (bidi among them), lone surrogates, non-characters. */
    public static boolean isHidden(char c) {
        if (c >= ' ' && c < 0x7f || c == '\n' || c == '\t') {
            return false;
        }
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || c == '\u2028'
                || c == '\u2029'
                || Character.isSurrogate(c)
                || c >= '\ufffe';
    }
}
