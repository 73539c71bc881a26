package dev.epicenter.cli;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Finding;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Timeline;
import dev.epicenter.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Small diagnoses. */
final class Diagnoses {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private Diagnoses() {}

    /** With that verdict and one finding for each score. */
    static Diagnosis of(Verdict verdict, double... scores) {
        Recording recording = new Recording(
                List.of("app.jfr"),
                "",
                "",
                "",
                "",
                -1,
                START,
                START.plusSeconds(60),
                1,
                new TreeMap<>(),
                InAppCode.UNKNOWN);
        DataLoss dataLoss = new DataLoss(
                OptionalLong.empty(), 0, List.of(), List.of(), "", 0, 0, 0, 0, 0, List.of(), false, List.of());
        Timeline timeline = new Timeline(List.of(), 0, Duration.ZERO, List.of(), 0, Optional.empty());
        FailureGraph graph = new FailureGraph(List.of(), List.of(), List.of());
        Analysis analysis = new Analysis(recording, dataLoss, timeline, graph, List.of(), verdict, List.of());
        return new Diagnosis(
                analysis,
                java.util.Arrays.stream(scores).mapToObj(Diagnoses::finding).toList());
    }

    private static Finding finding(double score) {
        return new Finding("some-rule", "title", score, "summary", "why", "remedy", List.of(), List.of(), List.of());
    }
}
