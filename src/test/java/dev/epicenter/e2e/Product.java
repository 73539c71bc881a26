package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The built product, run in a process of its own. */
final class Product {
    /** Root of the project; tests run in src/test. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** Where tests leave what a person may want to look at. */
    static final Path TARGET = Path.of("target").toAbsolutePath();

    private static final Path JAR = ROOT.resolve("cli/target/epicenter.jar");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final int TIMEOUT_SECONDS = 300;

    private Product() {}

    /** What came of it. */
    record Run(int code, String out, String err) {}

    /** Runs {@code java -jar epicenter.jar} with these arguments. */
    static Run run(Object... arguments) {
        List<String> command = new ArrayList<>(
                List.of(JAVA.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        assertThat(JAR).as("built by mvn package").isRegularFile();
        return execute(ROOT, Map.of(), command);
    }

    /** The same in this process: where what the command line does is not the point, and there are many. */
    static Run here(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new Run(code, out.toString(), err.toString());
    }

    /** Runs the JDK of the tests with these arguments. */
    static Run java(Object... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return execute(ROOT, Map.of(), command);
    }

    /**
     * Where a JDK 25 is; without one the test is skipped.
     *
     * @param what what is skipped, in words
     */
    static Path jdk25(String what) {
        Optional<Path> home = Optional.ofNullable(System.getenv("JAVA25_HOME")).map(Path::of);
        if (home.isEmpty()) {
            System.err.println("SKIPPED: " + what + ", since JAVA25_HOME is not set");
        }
        Assumptions.assumeTrue(home.isPresent(), "no JDK 25");
        return home.get();
    }

    /** Runs a line of shell in {@code folder}; {@code $ROOT} and {@code $PRODUCT} are set. */
    static Run shell(Path folder, Map<String, String> environment, String line) {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.put("ROOT", ROOT.toString());
        all.put("PRODUCT", JAVA + " -jar " + JAR);
        return execute(folder, all, List.of("bash", "-c", line));
    }

    private static Run execute(Path folder, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("EPICENTER") || name.equals("NO_COLOR"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + TIMEOUT_SECONDS + " s: " + command);
            }
            return new Run(process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files of a folder with that ending, in name order. */
    static List<Path> files(Path folder, String ending) {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
