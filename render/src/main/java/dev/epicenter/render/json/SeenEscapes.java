package dev.epicenter.render.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.epicenter.render.texts.VisibleText;
import java.util.Locale;

/**
 * Writes characters that nobody sees as escapes: who reads the document as text sees them, and who parses it gets the text as it
 * was. Optionally those too that HTML knows.
 */
public final class SeenEscapes extends CharacterEscapes {
    /** Of documents that stand alone. */
    public static final SeenEscapes ALONE = new SeenEscapes("\u007f");

    /** Of documents within a page: nothing ends a script element, or begins a comment in one. */
    public static final SeenEscapes IN_HTML = new SeenEscapes("\u007f<>&'");

    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // never serialized
    private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

    private SeenEscapes(String others) {
        others.chars().forEach(c -> ascii[c] = CharacterEscapes.ESCAPE_STANDARD);
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    @Override
    @SuppressWarnings("NullAway") // null is "no escape of its own" by contract
    public SerializableString getEscapeSequence(int c) {
        return Character.isSurrogate((char) c) || !VisibleText.isHidden((char) c)
                ? null
                : new SerializedString(String.format(Locale.ROOT, "\\u%04x", c));
    }
}
