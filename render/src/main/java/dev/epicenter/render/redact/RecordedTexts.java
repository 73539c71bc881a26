package dev.epicenter.render.redact;

import java.util.Locale;
import java.util.SortedMap;

/** Hides secrets in the texts of a recording that is written anew, by what holds them. */
public final class RecordedTexts {
    private final TextRedactor redactor;

    private RecordedTexts(TextRedactor redactor) {
        this.redactor = redactor;
    }

    /** Hides what a redaction says. */
    public static RecordedTexts of(Redaction redaction) {
        return new RecordedTexts(TextRedactor.of(redaction));
    }

    /**
     * What is written for a text.
     *
     * @param type  of the event or constant that holds it, such as {@code jdk.JavaExceptionThrow}
     * @param field that holds it
     * @param key   what names the value, such as a system property's name; empty when nothing does
     */
    public String hide(String type, String field, String key, String text) {
        if (type.equals("jdk.types.Symbol")) {
            return redactor.name(text); // of a class, a method, a package or a module
        }
        if (field.equals("key") || field.equals("name")) {
            return redactor.text(text);
        }
        boolean named = !key.isEmpty() && field.toLowerCase(Locale.ROOT).endsWith("value");
        return redactor.value(named ? key : field, text);
    }

    /** How many different secrets of each kind were hidden so far. */
    public SortedMap<String, Integer> hidden() {
        return redactor.hidden();
    }
}
