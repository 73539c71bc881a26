package dev.epicenter.render.texts;

import dev.epicenter.model.Diagnosis;

/**
 * Makes text from a recording harmless for eyes and terminals: control characters, ANSI escapes and bidirectional overrides
 * become visible codes, and very long texts are cut. Escaping for HTML is not done here but by the template engine.
 */
public final class VisibleText {
    /** Longest free text that a page or a terminal shows; the rest is counted. A judgement: some 50 lines. */
    public static final int MAX_TEXT = 4_000;

    /** Longest name of a class or method that is shown. The class file format allows 65,535. */
    public static final int MAX_NAME = 512;

    private VisibleText() {}

    /** A copy that is safe to show. */
    public static Diagnosis of(Diagnosis diagnosis) {
        return new DiagnosisTexts(s -> show(s, MAX_TEXT), s -> show(s, MAX_NAME)).apply(diagnosis);
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
        return cut.chars().anyMatch(c -> hidden((char) c)) ? visible(cut) + rest : cut + rest;
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                shown.append(c).append(text.charAt(++i));
            } else if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            } else if (hidden(c)) {
                shown.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    /** Control characters but line feed and tab, format characters (bidi among them), lone surrogates, non-characters. */
    private static boolean hidden(char c) {
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
