package dev.epicenter.cli.attach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A recording of a JVM that runs: started in it, ended in it, and nothing left there. */
public abstract class LiveRecording implements AutoCloseable {
    final Attachment jvm;
    final Path folder;
    final Path file;
    private Properties properties = new Properties();

    LiveRecording(RunningJvm target) throws AttachException {
        jvm = new Attachment(target.pid());
        try {
            folder = Files.createTempDirectory("epicenter-attach");
        } catch (IOException e) {
            throw new AttachException("no temporary folder can be made: " + e.getMessage(), e);
        }
        file = folder.resolve("recording.jfr");
    }

    /**
     * Starts one.
     *
     * @param agent whether the agent is to be loaded, or stock events must do
     */
    public static LiveRecording start(RunningJvm target, boolean agent, Map<String, String> environment)
            throws AttachException {
        LiveRecording recording =
                agent ? new AgentRecording(target, AgentFile.cached(environment)) : new StockRecording(target);
        try {
            recording.begin();
            recording.properties = recording.jvm.properties();
            return recording;
        } catch (AttachException e) {
            recording.close();
            throw e;
        }
    }

    abstract void begin() throws AttachException;

    /**
     * Ends it in the JVM, if that still lives.
     *
     * @return what was done and what stays there, in words
     */
    public abstract String end() throws AttachException;

    /** Where the JVM writes while it records, if that can be read from here. */
    public Optional<Path> repository() {
        return Optional.ofNullable(properties.getProperty("jdk.jfr.repository"))
                .map(Path::of)
                .filter(Files::isReadable);
    }

    /** Which Java it is: 17, 21, 25. */
    public int feature() {
        String version = properties.getProperty("java.specification.version", "");
        return version.matches("\\d{1,4}") ? Integer.parseInt(version) : 0;
    }

    /** Nothing was recorded. */
    public static AttachException nothing() {
        return new AttachException("the JVM ended before anything was recorded");
    }

    /** Nobody can look on. */
    public static AttachException unreadable() {
        return new AttachException(
                "--until-failure has to read what the JVM records while it does, and cannot find it; use --duration");
    }

    /** What was recorded, once it has ended; nothing when the JVM died before it could write. */
    public Optional<Path> recorded() {
        try {
            return Files.exists(file) && Files.size(file) > 0 ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Deletes it, and what else was needed for it. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
            Files.delete(folder);
        } catch (IOException | UncheckedIOException e) {
            // A temporary file more.
        }
    }
}
