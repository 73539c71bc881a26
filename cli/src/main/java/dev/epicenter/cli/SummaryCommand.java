package dev.epicenter.cli;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.model.RecordingSummary;
import dev.epicenter.render.json.SummaryJson;
import dev.epicenter.render.redact.Redaction;
import dev.epicenter.render.redact.TextRedactor;
import dev.epicenter.render.text.SummaryText;
import dev.epicenter.render.texts.SummaryTexts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code epicenter summary}: what recordings hold, without an analysis. */
@Command(
        name = "summary",
        description = "Tells what a recording holds, what can be concluded from it, and how to record better.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:told", "2:wrong arguments", "3:nothing in the input could be read"})
final class SummaryCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Recordings, as analyze takes them; also fatal error logs (hs_err), of which it tells the main points.")
    private List<Path> inputs = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json.")
    private SummaryFormat format = SummaryFormat.TEXT;

    @Option(names = "--no-redact", description = "Keep secrets that arguments hold. By default they are hidden.")
    private boolean noRedact;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description =
                    "Whether text is coloured: auto (the default; on a terminal, unless NO_COLOR is set), always, never.")
    private ColorChoice color = ColorChoice.AUTO;

    @Spec
    private CommandSpec spec;

    /** How it is told. */
    enum SummaryFormat {
        TEXT,
        JSON
    }

    SummaryCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws UnreadableRecordingException, IOException {
        TextRedactor redactor = TextRedactor.of(noRedact ? Redaction.OFF : Redaction.ON);
        RecordingSummary summary = new SummaryTexts(redactor::text, redactor::name).apply(Analyzer.summarize(inputs));
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> out.print(SummaryText.of(summary, color.wants(terminal, environment)));
            case JSON -> SummaryJson.write(summary, out);
        }
        return ExitCodes.OK;
    }
}
