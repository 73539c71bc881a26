package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Runs a small program in a JVM of its own and records it. */
public final class ForkedJvm {
    private final Path java;
    private final Path directory;

    private ForkedJvm(Path java, Path directory) {
        this.java = java;
        this.directory = directory;
    }

    /** The JDK that runs the tests. */
    public static ForkedJvm running(Path directory) {
        return new ForkedJvm(Path.of(System.getProperty("java.home"), "bin", "java"), directory);
    }

    /** A JDK 25: that of JAVA25_HOME, else one in the usual place; says so loudly when there is none. */
    public static Optional<ForkedJvm> jdk25(Path directory) {
        String home = System.getenv("JAVA25_HOME");
        Optional<Path> found = home != null ? Optional.of(Path.of(home)) : installed();
        if (found.isEmpty()) {
            System.err.println("SKIPPED: no JDK 25 in JAVA25_HOME or /usr/lib/jvm, what it records is not tested");
        }
        return found.map(h -> new ForkedJvm(h.resolve("bin").resolve("java"), directory));
    }

    /** The program that starts it. */
    public Path java() {
        return java;
    }

    private static Optional<Path> installed() {
        Path usual = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(usual)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(usual)) {
            return homes.filter(h -> h.getFileName().toString().contains("25")
                            && Files.isExecutable(h.resolve("bin").resolve("java")))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where the JDK is. */
    public Path home() {
        return java.resolve("../..").normalize();
    }

    /**
     * Compiles and runs class {@code Program} until it writes {@code now}, kills it then, and returns its repository.
     *
     * @param recording what goes behind {@code -XX:StartFlightRecording:}
     */
    public Path kill(String source, String recording) throws Exception {
        Path repository = directory.resolve("repository");
        List<String> command = List.of(
                java.toString(),
                "-Xmx64m",
                "-Xlog:jfr*=off",
                "-XX:FlightRecorderOptions:maxchunksize=1M,repository=" + repository,
                "-XX:StartFlightRecording:" + recording,
                "-cp",
                compile(source).toString(),
                "Program");
        Process process = new ProcessBuilder(command)
                .redirectError(directory.resolve("program.err").toFile())
                .start();
        try (var out = process.inputReader()) {
            assertThat(out.lines().anyMatch("now"::equals))
                    .as("says that it is time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        return repository;
    }

    private Path compile(String source) throws IOException {
        Path program = Files.createDirectories(directory.resolve("program"));
        Path file = Files.writeString(program.resolve("Program.java"), source);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-g", "-d", program.toString(), file.toString());
        assertThat(compiled).as("compiles").isZero();
        return program;
    }

    /**
     * Compiles and runs class {@code Program} and returns its recording.
     *
     * @param recording what goes behind {@code -XX:StartFlightRecording:}, without the file name
     */
    public Path record(String source, String recording, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-cp", compile(source).toString(), "Program"));
        return run(recording, all.toArray(String[]::new));
    }

    /**
     * Runs a program that is compiled and returns its recording.
     *
     * @param recording what goes behind {@code -XX:StartFlightRecording:}, without the file name
     * @param arguments what the JVM gets besides
     */
    public Path run(String recording, String... arguments) throws Exception {
        Path target = directory.resolve("program.jfr");
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("-Xmx64m");
        command.add("-Xlog:jfr*=off");
        command.add("-XX:StartFlightRecording:filename=" + target + "," + recording);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("program.out").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        return target;
    }
}
