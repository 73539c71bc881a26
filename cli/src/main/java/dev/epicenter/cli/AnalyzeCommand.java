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
import dev.epicenter.rules.user.RuleFileException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code epicenter analyze}: recordings and crash logs to a report. */
@Command(
        name = "analyze",
        description = "Names where a failure began and how it spread.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:healthy, or nothing at or above --fail-on",
            "1:something at or above --fail-on, by default an incident",
            "2:wrong arguments, or an output that cannot be written",
            "3:nothing in the input could be read",
            "4:the recording holds too little for an answer, whatever --fail-on",
            "70:internal error, or not enough memory"
        },
        footer = {
            "",
            "Examples:",
            "  epicenter analyze app.jfr -o report.html",
            "  epicenter analyze app.jfr hs_err_pid4711.log -o report.html",
            "  epicenter analyze --format json app.jfr | jq .verdict",
            "  epicenter analyze repository/ -o report.html -o report.json --fail-on warning"
        })
final class AnalyzeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Recordings and fatal error logs (hs_err), in any mix: .jfr and .log, also gzipped or zipped, "
                            + "recordings as lz4 too; a directory of them, such as the repository of a killed JVM; - for standard "
                            + "input.")
    private List<Path> inputs = new ArrayList<>();

    @Mixin
    private OutputOptions output = new OutputOptions();

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
    private RuleChoices ruleChoices = new RuleChoices();

    @Option(
            names = "--jmc-rules",
            description =
                    "Also what the rules of JDK Mission Control say, as context. Takes seconds and some 200 MB more.")
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

    @Spec
    private CommandSpec spec;

    AnalyzeCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws UnreadableRecordingException, UnwritableOutputException, RuleFileException {
        List<Report> reports = output.reports(inputs, spec.commandLine().getOut());
        Optional<ChartFolder> charts = output.charts();
        RenderOptions options = output.applyTo(RenderOptions.of(Version.number(), now()));
        RuleSet rules = ruleChoices.rules();
        Stopwatch stopwatch = new Stopwatch(verbose ? err() : new PrintWriter(PrintWriter.nullWriter()));
        Analysis analysis = analysis();
        stopwatch.lap("read and reconstructed");
        Diagnosis diagnosis = new RuleEngine(rules).diagnose(analysis);
        stopwatch.lap("diagnosed");
        if (jmcRules) {
            diagnosis = diagnosis.with(JmcOpinion.of(inputs, analysis, ReadProgress.NONE));
            stopwatch.lap("asked JMC's rules");
        }
        Renderer renderer = new Renderer(diagnosis, options);
        for (Report report : reports) {
            report.write(renderer, color.wants(terminal, environment));
            stopwatch.lap("rendered " + report.target());
        }
        if (charts.isPresent()) {
            charts.get().write(renderer.charts(), err());
            stopwatch.lap("drew charts");
        }
        List<Path> files =
                reports.stream().flatMap(report -> report.file().stream()).toList();
        if (!quiet && !files.isEmpty()) {
            err().println(Summary.of(renderer.redacted(), files));
        }
        return ExitCodes.of(diagnosis, failOn);
    }

    private Analysis analysis() throws UnreadableRecordingException {
        AnalyzerOptions options = new AnalyzerOptions(inApp, notInApp);
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

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
