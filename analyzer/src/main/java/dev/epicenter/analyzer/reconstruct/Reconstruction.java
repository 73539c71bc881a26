package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Verdict;
import java.util.List;

/** Stage 2. */
public final class Reconstruction {
    private Reconstruction() {}

    /** Reconstructs what happened. */
    public static Analysis of(RecordedEvents events, AnalyzerOptions options) {
        return new Analysis(
                events.recording(),
                events.dataLoss(),
                events.timeline(),
                new FailureGraph(List.of(), List.of(), List.of()),
                List.of(),
                Verdict.INSUFFICIENT_DATA,
                List.of());
    }
}
