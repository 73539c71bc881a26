package dev.epicenter.cli;

import dev.epicenter.cli.attach.AgentFile;
import dev.epicenter.cli.attach.AttachException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code epicenter agent}: the agent's jar, and how it is used. */
@Command(
        name = "agent",
        description = "Writes the agent's jar and prints the flags to start a JVM with it.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class AgentCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where it goes. Default: here.")
    private Path directory = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws AttachException, UnwritableOutputException {
        OutputFile file = new OutputFile(directory.resolve(AgentFile.NAME));
        byte[] jar = AgentFile.bytes();
        file.checkWritable(List.of());
        file.write(out -> out.write(jar));
        Path path = file.path().toAbsolutePath().normalize();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote " + path);
        out.println();
        out.println("At its start, with a recording that is written when the JVM ends:");
        out.println("  java " + quoted("-javaagent:" + path + "=start=failures-%p.jfr") + " -jar app.jar");
        out.println("or for recordings of yours:");
        out.println(
                "  java " + quoted("-javaagent:" + path) + " -XX:StartFlightRecording:filename=app.jfr -jar app.jar");
        out.println("In a container, without changing its command:");
        out.println("  " + quoted("JAVA_TOOL_OPTIONS=-javaagent:" + path + "=start=/tmp/failures-%p.jfr"));
        out.println("Into a JVM that runs:");
        out.println("  epicenter attach PID -o report.html");
        out.println();
        out.println("Then: epicenter analyze failures-PID.jfr -o report.html");
        return ExitCodes.OK;
    }

    /** For a shell. */
    private static String quoted(String word) {
        return word.matches("[\\w%+,./:=@-]*") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
