package dev.epicenter.cli;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.analyzer.scrub.EventTypes;
import dev.epicenter.analyzer.scrub.IncidentWindows;
import dev.epicenter.analyzer.scrub.Scrub;
import dev.epicenter.analyzer.scrub.Window;
import dev.epicenter.render.redact.RecordedTexts;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code epicenter scrub}: a large recording to a small one that can be shared. */
@Command(
        name = "scrub",
        description = "Writes a small recording to share: the time of the incidents, the events that tell of them, and "
                + "nothing that those do not refer to; secrets are hidden. JMC and the JDK's jfr open it.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "2:wrong arguments, or an output that cannot be written",
            "3:nothing in the input could be read, or nothing in it is wanted"
        },
        footer = {
            "",
            "Examples:",
            "  epicenter scrub app.jfr -o small.jfr",
            "  epicenter scrub app.jfr -o small.jfr --all-time --events 'jdk.Java*Throw,com.acme.*'",
            "  epicenter scrub app.jfr -o small.jfr --from 2026-11-21T10:02:00Z --to 2026-11-21T10:03:00Z"
        })
final class ScrubCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Recordings of one JVM, as analyze takes them.")
    private List<Path> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where the recording goes.")
    private Path output = Path.of("");

    @Option(
            names = "--events",
            paramLabel = "TYPE",
            split = ",",
            description =
                    "Keep events of this type instead of those that an analysis uses; * stands for anything. What "
                            + "tells of the JVM as such is always kept. May be repeated.")
    private List<String> events = new ArrayList<>();

    @Option(
            names = "--without",
            paramLabel = "TYPE",
            split = ",",
            description = "Do not keep events of this type; * stands for anything. May be repeated.")
    private List<String> without = new ArrayList<>();

    @Option(names = "--before", paramLabel = "TIME", description = "Time to keep before each incident. Default: 30s.")
    private Duration before = Duration.ofSeconds(30);

    @Option(names = "--after", paramLabel = "TIME", description = "Time to keep behind each. Default: 10s.")
    private Duration after = Duration.ofSeconds(10);

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description =
                    "Keep what is from then on, such as " + "2026-11-21T10:02:00Z, instead of the incidents' time.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Keep what is up to then.")
    private @Nullable Instant to;

    @Option(names = "--all-time", description = "Keep all the time recorded.")
    private boolean allTime;

    @Mixin
    private RedactionOptions redaction = new RedactionOptions();

    @Option(names = "--quiet", description = "Nothing but errors.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    ScrubCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnreadableRecordingException, UnwritableOutputException {
        RecordedTexts texts = RecordedTexts.of(redaction.redaction());
        OutputFile file = new OutputFile(output);
        file.checkWritable(inputs);
        List<Window> windows = windows();
        Scrub.Choice choice = Scrub.Choice.of(EventTypes.of(events, without), windows);
        List<Scrub.Scrubbed> scrubbed = new ArrayList<>();
        file.<UnreadableRecordingException>fill(draft -> {
            try (FileChannel to = FileChannel.open(draft, StandardOpenOption.WRITE);
                    ProgressBar bar = new ProgressBar(err(), System::nanoTime)) {
                scrubbed.add(Scrub.scrub(inputs, choice, texts::hide, to, progress(bar)));
            }
        });
        if (!quiet) {
            ScrubText.of(output, scrubbed.get(0), windows, texts.hidden())
                    .forEach(line -> spec.commandLine().getOut().println(OneLine.of(line)));
        }
        return ExitCodes.OK;
    }

    private ReadProgress progress(ProgressBar bar) {
        return quiet || !terminal.err() ? ReadProgress.NONE : bar;
    }

    private List<Window> windows() throws UnreadableRecordingException {
        if (from != null || to != null) {
            Instant start = from == null ? Instant.EPOCH : from;
            Instant end = to == null ? Instant.MAX : to;
            if (allTime || end.isBefore(start)) {
                throw new ParameterException(
                        spec.commandLine(), "--from and --to need to be in this order, and go without --all-time");
            }
            return List.of(new Window(start, end));
        }
        if (allTime) {
            return List.of();
        }
        try (ProgressBar bar = new ProgressBar(err(), System::nanoTime)) {
            return IncidentWindows.of(
                    Analyzer.analyze(inputs, new AnalyzerOptions(List.of(), List.of()), progress(bar)), before, after);
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
