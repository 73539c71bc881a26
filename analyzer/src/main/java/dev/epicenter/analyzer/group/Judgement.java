package dev.epicenter.analyzer.group;

import dev.epicenter.analyzer.reconstruct.Reconstructed;
import dev.epicenter.model.Condition;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The verdict and what it rests on.
 *
 * @param reasons one sentence each, the most important first
 */
record Judgement(Verdict verdict, List<String> reasons) {
    /** Score from which a chain is an incident; below, it is taken for something that was handled. A judgement. */
    static final double INCIDENT = 46;

    /** A shorter recording says little about what is usual. A judgement. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** Share of the thrown that must be recorded for silence to mean health. A judgement. */
    private static final double ENOUGH = 0.2;

    /** So many are thrown by the JVM itself before a recording begins, and counted all the same. A judgement. */
    private static final long FEW = 10;

    private static final String THROW_EVENT = "jdk.JavaExceptionThrow";

    static Judgement of(Reconstructed reconstructed, List<Incident> incidents) {
        DataLoss loss = reconstructed.dataLoss();
        List<Incident> real =
                incidents.stream().filter(i -> i.score() >= INCIDENT).toList();
        if (!real.isEmpty()) {
            return new Judgement(
                    Verdict.INCIDENT,
                    List.of(String.format(
                            Locale.ROOT,
                            "%s %.0f of 100; from %.0f on a chain of failures is an incident",
                            real.size() == 1
                                    ? "One chain of failures scores"
                                    : real.size() + " chains of failures count, and the worst scores",
                            real.get(0).score(),
                            INCIDENT)));
        }
        List<String> gaps = new ArrayList<>();
        if (loss.disabledEvents().contains(THROW_EVENT)) {
            gaps.add("The event " + THROW_EVENT + " was switched off, so no exception could be seen");
        } else if (loss.recordedShare() < ENOUGH && loss.thrown().orElse(0) > FEW) {
            gaps.add(String.format(
                    Locale.ROOT,
                    "Only %.1f %% of the %d exceptions thrown were recorded",
                    100 * loss.recordedShare(),
                    loss.thrown().orElse(0)));
        }
        if (!sawExceptions(reconstructed) && loss.thrown().isEmpty()) {
            gaps.add("The recording holds neither exceptions nor their statistics");
        }
        if (reconstructed.recording().length().compareTo(SHORT) < 0) {
            gaps.add("The recording covers only "
                    + reconstructed.recording().length().toMillis() + " ms");
        }
        if (!gaps.isEmpty()) {
            return new Judgement(Verdict.INSUFFICIENT_DATA, gaps);
        }
        return new Judgement(Verdict.HEALTHY, healthy(reconstructed));
    }

    private static boolean sawExceptions(Reconstructed reconstructed) {
        return reconstructed.graph().failures().stream().anyMatch(f -> !f.isCondition());
    }

    private static List<String> healthy(Reconstructed reconstructed) {
        List<FailureSeries> series = reconstructed.graph().series();
        long background = series.stream().filter(FailureSeries::background).count();
        long failures = reconstructed.graph().failures().stream()
                .filter(f -> !isCondition(f))
                .count();
        List<String> reasons = new ArrayList<>();
        reasons.add("No chain of failures led to a symptom");
        if (failures > 0) {
            reasons.add(background + " of " + series.size()
                    + " kinds of failure were thrown from start to end at a steady rate: the JVM's weather");
        }
        ended(reconstructed).forEach(reasons::add);
        return reasons;
    }

    /** How the process was ended is worth a sentence where nothing else is. */
    private static Stream<String> ended(Reconstructed reconstructed) {
        return reconstructed.graph().failures().stream()
                .filter(f -> f.type().equals(Condition.TERMINATED.typeName())
                        || f.type().equals(Condition.EXIT.typeName())
                        || f.type().equals(Condition.WORK_LOST.typeName()))
                .flatMap(f -> f.message().stream());
    }

    private static boolean isCondition(Failure failure) {
        return failure.isCondition();
    }
}
