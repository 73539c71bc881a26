package dev.epicenter.cli;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.analyzer.scrub.JmcOpinion;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.Renderer;
import dev.epicenter.rules.RuleEngine;
import dev.epicenter.rules.RuleSet;
import dev.epicenter.rules.user.FailureContract;
import dev.epicenter.rules.user.RuleFileException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From recordings to reports, for all commands that do that; and the options for how. */
final class Diagnosing {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Option(
            names = "--fail-on",
            paramLabel = "WHAT",
            description =
                    "From what on the exit code is 1: never; incident (the default); warning, also a warning among "
                            + "the findings; info, also an information among them.")
    private FailOn failOn = FailOn.INCIDENT;

    @Option(
            names = "--in-app",
            paramLabel = "PREFIX",
            description = "A package that is the application's own, such as com.acme, besides those derived. May be "
                    + "repeated.")
    private List<String> inApp = new ArrayList<>();

    @Option(
            names = "--not-in-app",
            paramLabel = "PREFIX",
            description = "A package that is not, whatever was derived. May be repeated.")
    private List<String> notInApp = new ArrayList<>();

    @Mixin
    private CodeOptions code = new CodeOptions();

    @Option(
            names = "--jmc-rules",
            description =
                    "Also what the rules of JDK Mission Control say, as context. May take a minute and 0.5 GB more.")
    private boolean jmcRules;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description =
                    "Whether text is coloured: auto (the default; on a terminal, unless NO_COLOR is set), always, never.")
    private ColorChoice color = ColorChoice.AUTO;

    @Option(names = "--quiet", description = "Nothing on standard error but errors.")
    private boolean quiet;

    @Option(names = "--verbose", description = "What takes how long; with an error, its stack trace.")
    private boolean verbose;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Diagnosing(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /** Where reports go and by which rules, checked before the work. */
    record Wanted(
            List<Report> reports,
            Optional<ChartFolder> charts,
            RenderOptions options,
            RuleSet rules,
            Optional<FailureContract> contract,
            List<Path> classPath) {}

    /** What is wanted, by the options of the command. */
    Wanted wanted(List<Path> inputs, OutputOptions output, RuleSet rules)
            throws UnwritableOutputException, RuleFileException {
        return new Wanted(
                output.reports(inputs, spec.commandLine().getOut()),
                output.charts(),
                output.applyTo(RenderOptions.of(Version.number(), now())),
                rules,
                code.contract(),
                code.classPath(spec.commandLine()));
    }

    /**
     * Reads, diagnoses and writes.
     *
     * @return the exit code
     */
    int run(List<Path> inputs, Wanted wanted) throws UnreadableRecordingException, UnwritableOutputException {
        Stopwatch stopwatch = new Stopwatch(verbose ? err() : new PrintWriter(PrintWriter.nullWriter()));
        Analysis read = analysis(inputs, wanted.classPath);
        Analysis analysis =
                wanted.contract.map(contract -> contract.applyTo(read)).orElse(read);
        stopwatch.lap("read and reconstructed");
        Diagnosis diagnosis = new RuleEngine(wanted.rules).diagnose(analysis);
        stopwatch.lap("diagnosed");
        if (jmcRules) {
            diagnosis = diagnosis.with(JmcOpinion.of(inputs, analysis, ReadProgress.NONE));
            stopwatch.lap("asked JMC's rules");
        }
        Renderer renderer = new Renderer(diagnosis, wanted.options);
        for (Report report : wanted.reports) {
            report.write(renderer, color.wants(terminal, environment));
            stopwatch.lap("rendered " + report.target());
        }
        if (wanted.charts.isPresent()) {
            wanted.charts.get().write(renderer.charts(), err());
            stopwatch.lap("drew charts");
        }
        List<Path> files = wanted.reports.stream()
                .flatMap(report -> report.file().stream())
                .toList();
        if (!quiet && !files.isEmpty()) {
            err().println(Summary.of(renderer.redacted(), files));
        }
        return ExitCodes.of(diagnosis, failOn);
    }

    private Analysis analysis(List<Path> inputs, List<Path> classPath) throws UnreadableRecordingException {
        AnalyzerOptions options = new AnalyzerOptions(inApp, notInApp, classPath);
        if (quiet || !terminal.err()) {
            return Analyzer.analyze(inputs, options, ReadProgress.NONE);
        }
        try (ProgressBar bar = new ProgressBar(err(), System::nanoTime)) {
            return Analyzer.analyze(inputs, options, bar);
        }
    }

    /** The time that reports name; SOURCE_DATE_EPOCH (see reproducible-builds.org) makes equal input give equal output. */
    private Instant now() {
        String fixed = environment.getOrDefault("SOURCE_DATE_EPOCH", "");
        return fixed.matches("\\d{1,11}")
                ? Instant.ofEpochSecond(Long.parseLong(fixed))
                : Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    boolean isQuiet() {
        return quiet;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
