package com.acme.render;

/** Draws one page. */
final class DocumentRenderer {
    String render(String document, String font, int width) {
        return "<svg width='" + width + "'><text font='" + FontLoader.load(font) + "'>" + document + "</text></svg>";
    }
}
