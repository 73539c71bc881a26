package dev.epicenter.cli;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Severity;
import dev.epicenter.model.Verdict;

/** From what on the exit code is 1. Each choice includes those above it. */
enum FailOn {
    NEVER,
    INCIDENT,
    WARNING,
    INFO;

    boolean isReachedBy(Diagnosis diagnosis) {
        boolean incident = diagnosis.analysis().verdict() == Verdict.INCIDENT;
        return switch (this) {
            case NEVER -> false;
            case INCIDENT -> incident;
            case WARNING -> incident || hasFinding(diagnosis, Severity.WARNING);
            case INFO -> incident || hasFinding(diagnosis, Severity.INFO);
        };
    }

    private static boolean hasFinding(Diagnosis diagnosis, Severity atLeast) {
        return diagnosis.findings().stream().anyMatch(f -> f.severity().compareTo(atLeast) >= 0);
    }
}
