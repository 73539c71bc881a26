package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashDiagnosis;
import dev.epicenter.model.CrashLog;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The library of known crash patterns. docs/crashes.md is written from it. */
final class CrashPatterns {
    /** Diagnoses told of one crash. */
    private static final int MOST = 4;

    /** A pattern this much less firm than the best says nothing that helps. A judgement. */
    private static final double FAR = 0.45;

    /** The more specific first: of two that are equally firm, the first is told first. */
    static final List<CrashPattern> ALL = Stream.of(
                    KnownBugs.all(), FilePatterns.all(), NativePatterns.all(), MemoryPatterns.all(), VmPatterns.all())
            .flatMap(List::stream)
            .toList();

    private CrashPatterns() {}

    /** What fits, the firmest first; never empty. */
    static List<CrashDiagnosis> diagnose(CrashLog log) {
        LogFacts facts = new LogFacts(log);
        List<CrashDiagnosis> specific = fitting(facts, false);
        List<CrashDiagnosis> fitting = specific.isEmpty() ? fitting(facts, true) : specific;
        double best = fitting.get(0).confidence();
        return fitting.stream()
                .filter(d -> d.confidence() >= best - FAR)
                .limit(MOST)
                .toList();
    }

    private static List<CrashDiagnosis> fitting(LogFacts facts, boolean general) {
        return ALL.stream()
                .filter(pattern -> pattern.general() == general)
                .flatMap(pattern -> pattern.match(facts).stream())
                .sorted(Comparator.comparingDouble(CrashDiagnosis::confidence).reversed())
                .toList();
    }
}
