package dev.epicenter.analyzer.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.read.ForkedJvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Runs src/test/resources/crash/real/Program.java, recorded, until it has died, and hands over what is left of it. */
final class DyingJvm {
    private static final Path SOURCES = Path.of("src/test/resources/crash/real");

    /** A JVM whose heap was damaged may hang while it writes its last recording, which is the last it does after the log. */
    private static final int PATIENCE_SECONDS = 3;

    private final Path directory;
    private final Path classes;
    private final Path library;

    private DyingJvm(Path directory, Path classes, Path library) {
        this.directory = directory;
        this.classes = classes;
        this.library = library;
    }

    /** Compiles it and its native library. */
    static DyingJvm built(Path directory) throws Exception {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Path library = directory.resolve("libprogram.so");
        String source = SOURCES.resolve("Program.java").toString();
        // It warns of Unsafe, which cannot be switched off.
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, said, said, "--release", "17", "-g", "-d", classes.toString(), source);
        assertThat(compiled).as(said.toString(StandardCharsets.UTF_8)).isZero();
        Path headers = Path.of(System.getProperty("java.home"), "include");
        int linked = finished(
                directory.resolve("gcc.out"),
                60,
                "gcc",
                "-shared",
                "-fPIC",
                "-g",
                "-I" + headers,
                "-I" + headers.resolve("linux"),
                "-o",
                library.toString(),
                SOURCES.resolve("program.c").toString());
        assertThat(linked)
                .as("gcc compiles, see " + directory.resolve("gcc.out"))
                .isZero();
        return new DyingJvm(directory, classes, library);
    }

    /**
     * Runs it.
     *
     * @param limit   a {@code ulimit} command, or {@code :}
     * @param death   what it shall die of
     * @param options of the JVM
     * @return its fatal error log and recording, those that are not empty
     */
    List<Path> dies(ForkedJvm jdk, String limit, String death, String... options) throws Exception {
        return left(died(jdk, limit, death, options).place());
    }

    /** What is in a directory: crash logs and recordings that are not empty. */
    static List<Path> left(Path place) throws IOException {
        try (Stream<Path> left = Files.list(place)) {
            return left.filter(f ->
                            f.toString().matches(".*\\.(jfr|log)") && f.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
    }

    /**
     * How it died.
     *
     * @param code  its exit code, as a shell has it
     * @param place where it ran; its recorder's repository is in {@code repository}
     */
    record Death(int code, Path place) {}

    /** The same, whatever is left of it. */
    Death died(ForkedJvm jdk, String limit, String death, String... options) throws Exception {
        Path place = Files.createTempDirectory(directory, death);
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "ulimit -c 0; " + limit + "; cd \"$1\"; shift; exec \"$@\"",
                "bash",
                place.toString(),
                jdk.java().toString(),
                "-Xmx64m",
                "-XX:ErrorFile=hs_err.log",
                "-XX:StartFlightRecording:filename=app.jfr,settings=default,jdk.JavaExceptionThrow#enabled=true",
                "-XX:FlightRecorderOptions:repository=" + place.resolve("repository")));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classes.toString(), "Program", death, library.toString()));
        Process process = started(place.resolve("program.out"), command);
        if (death.equals("signal") || death.equals("abort")) {
            awaitRecording(place);
            String signal = death.equals("signal") ? "-SEGV" : "-ABRT";
            finished(place.resolve("kill.out"), 10, "kill", signal, String.valueOf(process.pid()));
        }
        awaitEnd(process, place.resolve("hs_err.log"));
        return new Death(process.exitValue(), place);
    }

    private static void awaitEnd(Process process, Path log) throws Exception {
        for (int i = 0; i < 60 && process.isAlive() && !complete(log); i++) {
            process.waitFor(500, TimeUnit.MILLISECONDS);
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean complete(Path log) throws IOException {
        return Files.exists(log)
                && Files.readString(log, StandardCharsets.ISO_8859_1).contains("\nEND.");
    }

    /** The recorder runs once the program says that it does. */
    private static void awaitRecording(Path place) throws Exception {
        for (int i = 0; i < 200 && !Files.exists(place.resolve("ready")); i++) {
            Thread.sleep(50);
        }
    }

    private static int finished(Path output, int seconds, String... command) throws Exception {
        Process process = started(output, List.of(command));
        assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
                .as(command[0] + " ends")
                .isTrue();
        return process.exitValue();
    }

    private static Process started(Path output, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
