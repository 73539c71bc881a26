package dev.epicenter.analyzer.jfr;

/** Decides what becomes of the texts in a chunk that is written anew. */
@FunctionalInterface
public interface TextFilter {
    /** Keeps them. */
    TextFilter KEEP = (type, field, key, text) -> text;

    /**
     * What is written for a text; the same when it may stay.
     *
     * @param type  of the event or constant that holds it
     * @param field that holds it
     * @param key   the text of a field {@code key} or {@code name} before it, which names a value; empty when there is none
     */
    String filter(String type, String field, String key, String text);
}
