package dev.epicenter.rules.user;

/**
 * What is wrong with a rule file, and where.
 *
 * @param file   its name as given
 * @param line   from 1
 * @param column from 1
 * @param text   one line
 */
public record Problem(String file, int line, int column, String text) {
    /** As compilers write it: {@code rules.yaml:12:5: unknown member 'titel'}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + text;
    }
}
