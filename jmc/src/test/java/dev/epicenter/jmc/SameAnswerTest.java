package dev.epicenter.jmc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.ItemReader;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Incident;
import dev.epicenter.rules.RuleEngine;
import dev.epicenter.rules.RuleLibrary;
import dev.epicenter.rules.RuleOptions;
import dev.epicenter.rules.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What JMC has loaded leads to the same answer as the file it was loaded from. */
class SameAnswerTest {
    /** But for JVMs that were killed: that shows in how the file ends, which JMC does not hand on. */
    static List<Path> all() {
        return Samples.all().stream()
                .filter(file -> !file.getFileName().toString().startsWith("killed-"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void fromItemsAsFromTheFile(Path recording) throws Exception {
        Analysis fromFile = Analyzer.analyze(List.of(recording), AnalyzerOptions.DEFAULT, ReadProgress.NONE);
        Analysis fromItems =
                Analyzer.analyze(List.of(ItemReader.read(Samples.load(recording))), List.of(), AnalyzerOptions.DEFAULT);

        assertThat(failures(fromItems)).isEqualTo(failures(fromFile));
        assertThat(fromItems.verdict()).isEqualTo(fromFile.verdict());
        assertThat(incidents(fromItems)).isEqualTo(incidents(fromFile));
        assertThat(findings(fromItems)).isEqualTo(findings(fromFile));
        assertThat(fromItems.dataLoss().notes()).isEqualTo(fromFile.dataLoss().notes());
        assertThat(fromItems.recording().jvm()).isEqualTo(fromFile.recording().jvm());
        assertThat(fromItems.recording().inApp()).isEqualTo(fromFile.recording().inApp());
    }

    private static Map<String, Long> failures(Analysis analysis) {
        Map<String, Long> counts = new TreeMap<>();
        analysis.graph()
                .series()
                .forEach(s -> counts.merge(s.type() + " " + s.site().frame().display(), s.count(), Long::sum));
        return counts;
    }

    private static List<String> incidents(Analysis analysis) {
        return analysis.incidents().stream().map(i -> told(analysis, i)).toList();
    }

    private static String told(Analysis analysis, Incident incident) {
        Failure root = analysis.graph().failure(incident.root().failure());
        return "%s %s ×%d from %s at %s by %s"
                .formatted(
                        incident.fingerprint(),
                        incident.symptom().kind(),
                        incident.count(),
                        root.asString(),
                        analysis.graph().seriesOf(root).site().frame().display(),
                        incident.chain().stream()
                                .map(link -> link.relation().id())
                                .toList());
    }

    private static List<String> findings(Analysis analysis) throws Exception {
        Diagnosis diagnosis = new RuleEngine(RuleSet.of(RuleLibrary.rules(), RuleOptions.DEFAULT)).diagnose(analysis);
        return diagnosis.findings().stream()
                .map(f -> f.rule() + ": " + f.summary())
                .toList();
    }
}
