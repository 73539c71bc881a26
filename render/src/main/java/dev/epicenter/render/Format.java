package dev.epicenter.render;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A form that a diagnosis can take. */
public enum Format {
    /** One self-contained page. */
    HTML("html", List.of("html", "htm")),
    /** For programs; schema in docs/report.schema.json. */
    JSON("json", List.of("json")),
    /** For a terminal or a mail. */
    TEXT("text", List.of("txt", "text"));

    private final String id;
    private final List<String> extensions;

    Format(String id, List<String> extensions) {
        this.id = id;
        this.extensions = extensions;
    }

    /** The name on the command line. */
    public String id() {
        return id;
    }

    /** The format of that {@link #id()}, in any case. */
    public static Optional<Format> byName(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(f -> f.id.equals(wanted)).findFirst();
    }

    /** The format that a file's name ends with, such as {@code report.html}; empty when it says nothing. */
    public static Optional<Format> byFileName(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return fileName.indexOf('.') < 0
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(f -> f.extensions.contains(extension))
                        .findFirst();
    }
}
