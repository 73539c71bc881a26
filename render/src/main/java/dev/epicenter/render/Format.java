package dev.epicenter.render;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A form that a diagnosis can take. docs/formats.md says what each is for. */
public enum Format {
    /** One self-contained page. */
    HTML("html", "html", "htm"),
    /** For programs; schema in docs/report.schema.json. */
    JSON("json", "json"),
    /** For a terminal or a mail. */
    TEXT("text", "txt", "text"),
    /** For a ticket or the summary of a pipeline's step: GitHub's dialect, with diagrams in Mermaid. */
    MARKDOWN("markdown", "md", "markdown"),
    /** For code scanning: SARIF 2.1.0. */
    SARIF("sarif", "sarif", "sarif.json"),
    /** For a pipeline's list of tests. */
    JUNIT("junit", "xml"),
    /** The propagation as a graph, for Graphviz. */
    DOT("dot", "dot", "gv"),
    /** The propagation as a graph, for Mermaid. */
    MERMAID("mermaid", "mmd", "mermaid"),
    /** Throw sites with counts, a stack a line, for flame graphs. */
    COLLAPSED("collapsed", "folded", "collapsed"),
    /** Failures over time, for speedscope. */
    SPEEDSCOPE("speedscope", "speedscope.json", "speedscope"),
    /** Scores and counts, for Prometheus and others that read OpenMetrics. */
    PROMETHEUS("prometheus", "prom"),
    /** Failures as log records, for OpenTelemetry collectors. */
    OTLP_JSON("otlp-json", "otlp.json", "otlp");

    private final String id;
    private final List<String> extensions;

    Format(String id, String... extensions) {
        this.id = id;
        this.extensions = List.of(extensions);
    }

    /** The name on the command line. */
    public String id() {
        return id;
    }

    /** How names of files end that hold it, without the dot, the usual one first. */
    public List<String> extensions() {
        return extensions;
    }

    /** The format of that {@link #id()} or of that extension, in any case. */
    public static Optional<Format> byName(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(f -> f.id.equals(wanted) || f.extensions.contains(wanted))
                .findFirst();
    }

    /**
     * The format that a file's name ends with, such as {@code report.html}; of several the longest, so that {@code
     * a.sarif.json} is SARIF. Empty when the name says nothing.
     */
    public static Optional<Format> byFileName(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(f -> f.matching(lower) > 0)
                .max(Comparator.comparingInt(f -> f.matching(lower)));
    }

    /** Length of the longest of its extensions that a name ends with; 0 when none does. */
    private int matching(String lowerFileName) {
        return extensions.stream()
                .filter(e -> lowerFileName.endsWith("." + e))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
