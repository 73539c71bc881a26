package dev.epicenter.cli;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.Format;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.rules.RuleEngine;
import dev.epicenter.rules.RuleSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code epicenter analyze}: recordings to a report. */
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
                    "Recordings of one JVM: .jfr, also gzipped, zipped or as lz4; a directory of them, such as the "
                            + "repository of a killed JVM; - for standard input.")
    private List<Path> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the report goes: .html, .htm, .json and .txt name its format; - is standard output, "
                    + "which is the default. May be repeated.")
    private List<Path> outputs = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "html, json or text. Default: as -o says, else text.")
    private @Nullable Format format;

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
            names = "--no-redact",
            description =
                    "Keep secrets, tokens, addresses and numbers of cards that messages hold. By default they are "
                            + "blacked out.")
    private boolean noRedact;

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
    public Integer call() throws UnreadableRecordingException, UnwritableOutputException {
        List<Report> reports = reports();
        RuleSet rules = ruleChoices.rules();
        Stopwatch stopwatch = new Stopwatch(verbose ? err() : new PrintWriter(PrintWriter.nullWriter()));
        Analysis analysis = analysis();
        stopwatch.lap("read and reconstructed");
        Diagnosis diagnosis = new RuleEngine(rules).diagnose(analysis);
        stopwatch.lap("diagnosed");
        for (Report report : reports) {
            report.write(diagnosis, renderOptions(report));
            stopwatch.lap("rendered " + report.target());
            if (!quiet) {
                report.file().ifPresent(file -> err().println(Summary.of(diagnosis, file)));
            }
        }
        return ExitCodes.of(diagnosis, failOn);
    }

    /** Checked before the first byte is read, since reading may take minutes. */
    private List<Report> reports() throws UnwritableOutputException {
        if (format != null && outputs.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--format goes with one output; with several each has its own by its extension");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<Report> reports = new ArrayList<>();
        for (Path output : outputs.isEmpty() ? List.of(Report.STANDARD_OUTPUT) : outputs) {
            Report report = new Report(output, formatOf(output), out);
            report.checkWritable(inputs);
            reports.add(report);
        }
        return reports;
    }

    private Format formatOf(Path output) {
        if (format != null) {
            return format;
        }
        if (output.equals(Report.STANDARD_OUTPUT)) {
            return Format.TEXT;
        }
        return Format.byFileName(output.toString())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "'" + output
                                + "' does not tell its format: end it in .html, .htm, .json or .txt, or add --format"));
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

    private RenderOptions renderOptions(Report report) {
        return RenderOptions.of(Version.number(), now())
                .withRedact(!noRedact)
                .withColor(report.file().isEmpty() && color.wants(terminal, environment));
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
