package dev.epicenter.model;

import java.util.List;

/**
 * What a crash has in common with others that are understood.
 *
 * @param pattern     stable id of the pattern, such as {@code mapped-file-truncated}; docs/crashes.md lists them
 * @param title       what went wrong, a few words
 * @param confidence  how firmly, in 0..1
 * @param why         what in the log speaks for it, one sentence each
 * @param explanation how such crashes come about
 * @param remedy      what to do
 * @param sources     where that is known from: addresses, or ids of the JDK's bug database such as {@code JDK-8191278}
 */
public record CrashDiagnosis(
        String pattern,
        String title,
        double confidence,
        List<String> why,
        String explanation,
        String remedy,
        List<String> sources) {
    public CrashDiagnosis {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence outside 0..1: " + confidence);
        }
        why = List.copyOf(why);
        sources = List.copyOf(sources);
    }
}
