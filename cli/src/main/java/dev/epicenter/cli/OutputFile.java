package dev.epicenter.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * A file to write. It is written beside its place and moved there when it is whole, so that nobody ever sees half of one.
 *
 * @param path where it goes
 */
record OutputFile(Path path) {
    /** Writes what is in the file; the stream is buffered and closed by others. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Fills a file that one has to go back in.
     *
     * @param <X> what else may go wrong
     */
    interface Filling<X extends Exception> {
        void fill(Path draft) throws IOException, X;
    }

    /**
     * Finds before the work what would make it vain.
     *
     * @param inputs what is read, which must not be overwritten
     * @throws UnwritableOutputException when the file could not be written
     */
    void checkWritable(List<Path> inputs) throws UnwritableOutputException {
        if (Files.isDirectory(path)) {
            throw new UnwritableOutputException("'" + path + "' is a directory; name a file in it");
        }
        for (Path input : inputs) {
            if (sameFile(input)) {
                throw new UnwritableOutputException("'" + path + "' is the recording itself; name another file");
            }
        }
        Path directory = directory();
        if (!Files.isDirectory(directory)) {
            throw new UnwritableOutputException("directory '" + path.getParent() + "' does not exist; create it first");
        }
        if (isReplaceable() && !Files.isWritable(directory)) {
            throw new UnwritableOutputException("directory '" + directory + "' is not writable; choose another");
        }
    }

    private boolean sameFile(Path input) {
        try {
            return Files.exists(path) && Files.isSameFile(input, path);
        } catch (IOException e) {
            return false; // an input that is missing or unreadable: the reader says so
        }
    }

    /** Writes it. */
    void write(Content content) throws UnwritableOutputException {
        try {
            if (isReplaceable()) {
                this.<IOException>replace(draft -> write(content, draft));
            } else {
                write(content, path);
            }
        } catch (IOException e) {
            throw new UnwritableOutputException("'" + path + "' cannot be written: " + reason(e), e);
        }
    }

    private static void write(Content content, Path to) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            content.write(out);
        }
    }

    /**
     * Fills it: a draft beside its place, moved there when it is whole; where nothing can be put beside it, a temporary file that
     * is copied.
     */
    <X extends Exception> void fill(Filling<X> filling) throws UnwritableOutputException, X {
        try {
            if (isReplaceable()) {
                this.<X>replace(filling);
            } else {
                Path draft = Files.createTempFile("epicenter-", ".tmp");
                try {
                    filling.fill(draft);
                    try (OutputStream out = Files.newOutputStream(path)) {
                        Files.copy(draft, out);
                    }
                } finally {
                    Files.deleteIfExists(draft);
                }
            }
        } catch (IOException e) {
            throw new UnwritableOutputException("'" + path + "' cannot be written: " + reason(e), e);
        }
    }

    private <X extends Exception> void replace(Filling<X> filling) throws IOException, X {
        Path place = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path draft = place.resolveSibling(
                "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        draft.toFile().deleteOnExit(); // when the user interrupts
        try {
            Files.createFile(draft);
            filling.fill(draft);
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Whether there is a plain file or none yet; /dev/null, a pipe or a terminal must not be replaced by a file. */
    private boolean isReplaceable() {
        return Files.notExists(path) || Files.isRegularFile(path);
    }

    private Path directory() {
        return Objects.requireNonNullElse(path.toAbsolutePath().getParent(), path.toAbsolutePath());
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
