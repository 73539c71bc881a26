package dev.epicenter.render.chart;

import java.awt.Color;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Colours of charts: those of the page's light theme, which a picture keeps and a page replaces by its custom properties. All are
 * different, since a colour is known again by its value.
 */
enum Ink {
    TEXT("--ink", 0x1a2029),
    MUTED("--muted", 0x566072),
    LINE("--line", 0xdde1e8),
    CARD("--card", 0xfffffe),
    ROOT("--root", 0xb83a0a),
    FAILURE("--seen", 0x1d56c9),
    WEATHER("--weather", 0x98a2b0),
    PAUSE("--warn", 0x8a4b08),
    SPAN("--span", 0xfbe7db),
    THROWN("--thrown", 0xd5dbe4),
    MACHINE("--machine", 0x3d6b86),
    OWN("--own", 0xf6d9c6),
    OTHER("--other", 0xe3e7ed);

    private static final Map<Integer, Ink> BY_RGB = Arrays.stream(values())
            .collect(Collectors.toMap(ink -> ink.color.getRGB() & 0xffffff, Function.identity()));

    private final String property;
    private final Color color;

    Ink(String property, int rgb) {
        this.property = property;
        this.color = new Color(rgb);
    }

    Color color() {
        return color;
    }

    /** Let through what is behind; {@code opacity} in 0..1. */
    Color color(double opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(opacity * 255));
    }

    /** For a page: the property, and the light theme's colour where the page has none. */
    static String themed(Color color) {
        Ink ink = BY_RGB.get(color.getRGB() & 0xffffff);
        return ink == null ? plain(color) : "var(" + ink.property + "," + plain(color) + ")";
    }

    /** For a picture: {@code #rrggbb}. */
    static String plain(Color color) {
        return String.format("#%06x", color.getRGB() & 0xffffff);
    }
}
