package dev.epicenter.render.text;

import java.util.List;

/** Wraps paragraphs to a width, with hanging indents, and colours words when that is wanted. */
final class TextOut {
    /** ANSI styles that stay readable on dark and light terminals. */
    enum Style {
        PLAIN(""),
        BOLD("1"),
        DIM("2"),
        BAD("1;31"),
        WARN("33"),
        GOOD("1;32");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private final StringBuilder out = new StringBuilder();
    private final int width;
    private final boolean color;

    TextOut(int width, boolean color) {
        this.width = width;
        this.color = color;
    }

    void blank() {
        out.append('\n');
    }

    void heading(String title) {
        blank();
        line(0, 0, title, Style.BOLD);
        line(0, 0, "-".repeat(Math.min(width, title.length())), Style.DIM);
    }

    void line(int indent, String text) {
        line(indent, 0, text, Style.PLAIN);
    }

    /** One paragraph a line of {@code text}, wrapped; continuation lines are indented by {@code hanging} more. */
    void line(int indent, int hanging, String text, Style style) {
        for (String paragraph : text.replace("\t", "    ").split("\n", -1)) {
            wrap(indent, hanging, paragraph, style);
        }
    }

    private void wrap(int indent, int hanging, String paragraph, Style style) {
        String rest = paragraph.stripTrailing();
        int margin = indent;
        do {
            int room = Math.max(10, width - margin);
            int end = end(rest, room);
            put(margin, rest.substring(0, end).stripTrailing(), style);
            rest = rest.substring(end).stripLeading();
            margin = Math.min(indent + hanging, width / 2);
        } while (!rest.isEmpty());
    }

    /** Where a line ends: at a blank, else after a dot or slash, else anywhere but inside of a surrogate pair. */
    private static int end(String text, int room) {
        if (text.length() <= room) {
            return text.length();
        }
        int blank = text.lastIndexOf(' ', room);
        if (blank > room / 3) {
            return blank;
        }
        for (char separator : new char[] {'.', '/', '$', ',', ';'}) {
            int at = text.lastIndexOf(separator, room - 1);
            if (at > room / 3) {
                return at + 1;
            }
        }
        return Character.isLowSurrogate(text.charAt(room)) ? room - 1 : room;
    }

    private void put(int margin, String text, Style style) {
        if (text.isEmpty()) {
            out.append('\n');
            return;
        }
        out.append(" ".repeat(margin));
        if (color && style != Style.PLAIN) {
            out.append("\u001b[").append(style.code).append('m').append(text).append("\u001b[0m");
        } else {
            out.append(text);
        }
        out.append('\n');
    }

    /** A line to copy, never wrapped: a command cut in two does not run. */
    void verbatim(int indent, String command) {
        put(indent, command, Style.DIM);
    }

    /** Lines with a mark before each. */
    void list(int indent, String mark, List<String> items) {
        for (String item : items) {
            line(indent, mark.length(), mark + item, Style.PLAIN);
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
