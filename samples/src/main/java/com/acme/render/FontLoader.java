package com.acme.render;

/** Loads fonts; those drawn by hand come with native code. */
final class FontLoader {
    private FontLoader() {}

    static String load(String font) {
        if (font.startsWith("acme-")) {
            System.loadLibrary("acmefonts");
        }
        return font;
    }
}
