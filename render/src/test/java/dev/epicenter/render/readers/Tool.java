package dev.epicenter.render.readers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that reads standard input. */
final class Tool {
    private static final int TIMEOUT_SECONDS = 60;

    private Tool() {}

    /** What came of it. */
    record Run(int code, String out, String err) {}

    /**
     * Runs it.
     *
     * @param hint what to install when it is missing
     */
    static Run run(String input, String hint, List<String> command) {
        try {
            Path folder = Files.createTempDirectory("reader");
            Path in = Files.writeString(folder.resolve("in"), input);
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            Process process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + TIMEOUT_SECONDS + " s: " + command);
            }
            Run run = new Run(process.exitValue(), text(out), text(err));
            for (Path file : List.of(in, out, err, folder)) {
                Files.delete(file);
            }
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0) + "; " + hint + " (./check does)", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
