package dev.epicenter.benchmarks.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** A running recording that knows its size on disk. */
final class SizedRecording implements AutoCloseable {
    private final Recording recording;
    private final Path repository;

    /**
     * Starts recording with the JDK's settings "profile" and every exception.
     *
     * @param repository where this JVM keeps its chunks ({@code -XX:FlightRecorderOptions:repository})
     */
    SizedRecording(Profile profile, Path repository) throws IOException, ParseException {
        this.recording = new Recording(Configuration.getConfiguration("profile"));
        this.repository = repository;
        // Since JDK 25 exceptions are throttled unless told otherwise; older ones ignore the setting.
        recording.enable("jdk.JavaExceptionThrow").withStackTrace().with("throttle", "off");
        profile.configure(recording);
        recording.start();
    }

    /** Bytes on disk, including the chunk being written, which {@link Recording#getSize} leaves out. */
    long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.mapToLong(SizedRecording::size).sum();
        }
    }

    /** Ends the recording. */
    void dump(Path file) throws IOException {
        recording.stop();
        recording.dump(file);
    }

    @Override
    public void close() {
        recording.close();
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
