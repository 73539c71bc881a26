package dev.epicenter.analyzer;

import java.util.List;

/**
 * What a user may set.
 *
 * @param inApp    package prefixes that are the application's, added to those derived
 * @param notInApp package prefixes that are not, whatever was derived
 */
public record AnalyzerOptions(List<String> inApp, List<String> notInApp) {
    /** Everything derived from the recording. */
    public static final AnalyzerOptions DEFAULT = new AnalyzerOptions(List.of(), List.of());

    public AnalyzerOptions {
        inApp = List.copyOf(inApp);
        notInApp = List.copyOf(notInApp);
    }
}
