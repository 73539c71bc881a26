package dev.epicenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Runs programs in a JVM of their own, with the agent that was just built. */
final class AgentJvm {
    static final Path AGENT = Path.of("target/epicenter-agent.jar").toAbsolutePath();

    private static final Pattern PUBLIC_CLASS = Pattern.compile("public (?:final )?class (\\w+)");

    private final Jdk jdk;
    private final Path directory;
    private final List<String> options = new ArrayList<>();
    private String agentOptions = "";
    private String recording = "";
    private boolean withAgent = true;
    private String main = "Program";
    private @Nullable Path jar;
    private final List<String> classPath = new ArrayList<>();

    AgentJvm(Jdk jdk, Path directory) {
        this.jdk = jdk;
        this.directory = directory;
    }

    /** JVM options. */
    AgentJvm with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** What stands behind the agent's {@code =}. */
    AgentJvm agent(String text) {
        agentOptions = text;
        return this;
    }

    /** Another class to start than {@code Program}. */
    AgentJvm main(String name) {
        main = name;
        return this;
    }

    AgentJvm withoutAgent() {
        withAgent = false;
        return this;
    }

    AgentJvm classPath(Iterable<Path> more) {
        more.forEach(p -> classPath.add(p.toString()));
        return this;
    }

    /** A jar to start instead of a class. */
    AgentJvm jar(Path file) {
        jar = file;
        return this;
    }

    /** What goes behind {@code -XX:StartFlightRecording:} beside the file. */
    AgentJvm recording(String settings) {
        recording = settings;
        return this;
    }

    Path directory() {
        return directory;
    }

    /** Compiles class {@code Program} (and others in the same file) for JDK 17. */
    AgentJvm compile(String source) throws IOException {
        return compile(source, "17");
    }

    AgentJvm compile(String source, String release, String... more) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Path file = Files.writeString(directory.resolve("Program.java"), source);
        javac(classes, classPath, release, List.of(more), List.of(file));
        classPath.add(0, classes.toString());
        return this;
    }

    /** Compiles sources of one public class each for JDK 17. */
    static void compileInto(Path classes, List<Path> classPath, String... sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            Matcher name = PUBLIC_CLASS.matcher(source);
            assertThat(name.find()).isTrue();
            files.add(Files.writeString(classes.resolve(name.group(1) + ".java"), source));
        }
        javac(classes, classPath.stream().map(Path::toString).toList(), "17", List.of(), files);
    }

    private static void javac(
            Path classes, List<String> classPath, String release, List<String> more, List<Path> files) {
        List<String> arguments =
                new ArrayList<>(List.of("--release", release, "-g", "-nowarn", "-d", classes.toString()));
        if (!classPath.isEmpty()) {
            arguments.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
        }
        arguments.addAll(more);
        files.forEach(file -> arguments.add(file.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .as("compiles")
                .isZero();
    }

    /** Runs the program to its end, recording it; what it printed and what was recorded. */
    Run run(String... arguments) throws Exception {
        Path file = directory.resolve("run.jfr");
        options.add("-XX:StartFlightRecording:filename=" + file + (recording.isEmpty() ? "" : "," + recording));
        return runPlain(file, arguments);
    }

    /** Runs it without a recording of the JVM's own; {@code recorded} is where one may be in the end. */
    Run runPlain(Path recorded, String... arguments) throws Exception {
        Process process = start(arguments);
        boolean ended = process.waitFor(300, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        // JDK 17 prints the settings of a recording, whatever is asked.
        String out = Files.readString(directory.resolve("out.txt")).replaceFirst("^filename=.*\\R", "");
        String err = Files.readString(directory.resolve("err.txt"));
        assertThat(ended).as("ends; it wrote:\n%s\n%s", out, err).isTrue();
        return new Run(process.exitValue(), out, err, recorded);
    }

    /** Starts the program and returns at once. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jdk.program("java"));
        command.addAll(List.of("-Xmx128m", "-Xlog:jfr*=off", "-XX:+UseSerialGC"));
        if (withAgent) {
            command.add("-javaagent:" + AGENT + (agentOptions.isEmpty() ? "" : "=" + agentOptions));
        }
        command.addAll(options);
        command.addAll(
                jar == null
                        ? List.of("-cp", String.join(File.pathSeparator, classPath), main)
                        : List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out.txt").toFile())
                .redirectError(directory.resolve("err.txt").toFile())
                .start();
    }
}
