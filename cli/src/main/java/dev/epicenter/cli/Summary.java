package dev.epicenter.cli;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The answer in one line, for who has the report in a file. Holds no message, so nothing that needs redaction. */
final class Summary {
    private Summary() {}

    static String of(Diagnosis diagnosis, List<Path> reports) {
        String files = reports.stream().map(Path::toString).collect(Collectors.joining(", "));
        return OneLine.of(diagnosis.analysis().verdict().id()
                + origin(diagnosis.analysis())
                + (reports.size() == 1 ? "; report: " : "; reports: ")
                + files);
    }

    private static String origin(Analysis analysis) {
        return analysis.incidents().stream()
                .findFirst()
                .map(worst -> ": began with " + root(analysis.graph(), worst)
                        + more(analysis.incidents().size() - 1))
                .orElse("");
    }

    private static String root(FailureGraph graph, Incident incident) {
        Failure root = graph.failure(incident.root().failure());
        Site site = graph.seriesOf(root).site();
        return site.known() ? root.type() + " at " + site.frame().display() : root.type();
    }

    private static String more(int incidents) {
        return incidents > 0 ? " (and " + incidents + " more)" : "";
    }
}
