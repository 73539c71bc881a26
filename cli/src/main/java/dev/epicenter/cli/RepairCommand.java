package dev.epicenter.cli;

import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.analyzer.repair.Repair;
import dev.epicenter.analyzer.repair.Repaired;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code epicenter repair}: a torn recording to one that others open. */
@Command(
        name = "repair",
        description = "Writes torn recordings anew, so that JMC and the JDK's jfr open them, and says what is lost.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written, whatever was lost",
            "2:wrong arguments, or an output that cannot be written",
            "3:nothing in the input could be read"
        },
        footer = {
            "",
            "Examples:",
            "  epicenter repair torn.jfr -o fixed.jfr",
            "  epicenter repair /tmp/2026_11_21_15_02_05_6471/ -o fixed.jfr",
            "  epicenter repair lone-chunk.jfr --like healthy.jfr -o fixed.jfr"
        })
final class RepairCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Recordings of one JVM, as analyze takes them: also its repository directory.")
    private List<Path> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where the recording goes.")
    private Path output = Path.of("");

    @Option(
            names = "--like",
            paramLabel = "FILE",
            description =
                    "A recording of the same JDK build. Where a torn one no longer tells what its events look like, this "
                            + "one does; nothing of it gets into the result. May be repeated.")
    private List<Path> like = new ArrayList<>();

    @Option(names = "--quiet", description = "Nothing but errors.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    RepairCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnreadableRecordingException, UnwritableOutputException {
        OutputFile file = new OutputFile(output);
        file.checkWritable(inputs);
        file.checkWritable(like);
        List<Repaired> repaired = new ArrayList<>();
        file.<UnreadableRecordingException>fill(draft -> {
            try (FileChannel to = FileChannel.open(draft, StandardOpenOption.WRITE);
                    ProgressBar bar = new ProgressBar(err(), System::nanoTime)) {
                repaired.add(Repair.repair(inputs, like, to, quiet || !terminal.err() ? ReadProgress.NONE : bar));
            }
        });
        if (!quiet) {
            RepairText.of(output, repaired.get(0))
                    .forEach(line -> spec.commandLine().getOut().println(OneLine.of(line)));
        }
        return ExitCodes.OK;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
