package dev.epicenter.cli;

import dev.epicenter.render.Format;
import dev.epicenter.render.Renderer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One report and where it goes.
 *
 * @param target the file, {@link #STANDARD_OUTPUT} for none
 * @param out    standard output
 */
record Report(Path target, Format format, PrintWriter out) {
    /** What users write for standard output. */
    static final Path STANDARD_OUTPUT = Path.of("-");

    /** The file, empty for standard output. */
    Optional<Path> file() {
        return target.equals(STANDARD_OUTPUT) ? Optional.empty() : Optional.of(target);
    }

    /**
     * Finds before the work what would make it vain.
     *
     * @param inputs what is read, which must not be overwritten
     * @throws UnwritableOutputException when the report could not be written
     */
    void checkWritable(List<Path> inputs) throws UnwritableOutputException {
        if (file().isPresent()) {
            new OutputFile(target).checkWritable(inputs);
        }
    }

    /**
     * Renders and writes.
     *
     * @param colored whether standard output shows colours; a file never has any
     */
    void write(Renderer renderer, boolean colored) throws UnwritableOutputException {
        if (file().isPresent()) {
            new OutputFile(target).write(stream -> {
                Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
                renderer.write(format, false, writer);
            });
            return;
        }
        try {
            renderer.write(format, colored, out);
        } catch (IOException e) {
            throw new UnwritableOutputException("standard output cannot be written: " + e.getMessage(), e);
        }
        out.flush();
    }
}
