package dev.epicenter.cli;

import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.rules.user.RuleFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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

    @Mixin
    private final Diagnosing diagnosing;

    @Mixin
    private RuleChoices ruleChoices = new RuleChoices();

    AnalyzeCommand(Terminal terminal, Map<String, String> environment) {
        diagnosing = new Diagnosing(terminal, environment);
    }

    @Override
    public Integer call() throws UnreadableRecordingException, UnwritableOutputException, RuleFileException {
        return diagnosing.run(inputs, diagnosing.wanted(inputs, output, ruleChoices.rules()));
    }
}
