package dev.epicenter.cli;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.Format;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.Renderer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One report and where it goes. A file is written beside its place and moved there when it is whole, so that nobody ever
 * sees half of one.
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
        if (file().isEmpty()) {
            return;
        }
        if (Files.isDirectory(target)) {
            throw new UnwritableOutputException("'" + target + "' is a directory; name a file in it");
        }
        for (Path input : inputs) {
            if (sameFile(input)) {
                throw new UnwritableOutputException("'" + target + "' is the recording itself; name another file");
            }
        }
        Path directory = directory();
        if (!Files.isDirectory(directory)) {
            throw new UnwritableOutputException(
                    "directory '" + target.getParent() + "' does not exist; create it first");
        }
        if (isReplaceable() && !Files.isWritable(directory)) {
            throw new UnwritableOutputException("directory '" + directory + "' is not writable; choose another");
        }
    }

    private boolean sameFile(Path input) {
        try {
            return Files.exists(target) && Files.isSameFile(input, target);
        } catch (IOException e) {
            return false; // an input that is missing or unreadable: the reader says so
        }
    }

    /** Renders and writes. */
    void write(Diagnosis diagnosis, RenderOptions options) throws UnwritableOutputException {
        try {
            if (file().isEmpty()) {
                render(diagnosis, options, out);
                out.flush();
            } else if (isReplaceable()) {
                replace(diagnosis, options);
            } else {
                try (Writer writer = Files.newBufferedWriter(target)) {
                    render(diagnosis, options, writer);
                }
            }
        } catch (IOException e) {
            throw new UnwritableOutputException("'" + target + "' cannot be written: " + reason(e), e);
        }
    }

    private void render(Diagnosis diagnosis, RenderOptions options, Writer writer) throws IOException {
        Renderer.render(diagnosis, format, options, writer);
    }

    private void replace(Diagnosis diagnosis, RenderOptions options) throws IOException {
        Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        Path draft = place.resolveSibling(
                "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        draft.toFile().deleteOnExit(); // when the user interrupts
        try {
            try (Writer writer =
                    Files.newBufferedWriter(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                render(diagnosis, options, writer);
            }
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Whether the target is a plain file or none yet; /dev/null, a pipe or a terminal must not be replaced by a file. */
    private boolean isReplaceable() {
        return Files.notExists(target) || Files.isRegularFile(target);
    }

    private Path directory() {
        return Objects.requireNonNullElse(target.toAbsolutePath().getParent(), target.toAbsolutePath());
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "its directory does not exist";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return Objects.requireNonNullElse(e.getMessage(), e.toString());
    }
}
