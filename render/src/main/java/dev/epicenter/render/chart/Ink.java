package dev.epicenter.render.chart;

import java.awt.Color;
import java.util.Arrays;
import java.util.Optional;

/** Colours of charts. JFreeChart draws with a plain one; {@link InertSvg} turns it into the page's custom property. */
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
    THROWN("--thrown", 0xd5dbe4);

    private final String property;
    private final int rgb;

    Ink(String property, int rgb) {
        this.property = property;
        this.rgb = rgb;
    }

    Color color() {
        return new Color(rgb);
    }

    /** What stands in the SVG: the property, and the light theme's colour where there is no page around it. */
    String css() {
        return String.format("var(%s,#%06x)", property, rgb);
    }

    /** The ink drawn with that {@code rgb(r,g,b)}. */
    static Optional<Ink> of(String rgbFunction) {
        return Arrays.stream(values())
                .filter(ink -> rgbFunction.equals(
                        "rgb(" + (ink.rgb >> 16) + "," + (ink.rgb >> 8 & 255) + "," + (ink.rgb & 255) + ")"))
                .findFirst();
    }
}
