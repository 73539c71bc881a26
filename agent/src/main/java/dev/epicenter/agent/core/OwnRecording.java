package dev.epicenter.agent.core;

import dev.epicenter.events.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Objects;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/** The recording that the option {@code start} asks for, with the settings that are in the agent's jar. */
final class OwnRecording {
    private static final long MAX_BYTES = 250L << 20;

    private OwnRecording() {}

    /** Starts it; what was done, in words. */
    static String start(@Nullable String file) {
        try (InputStream in = Objects.requireNonNull(
                        OwnRecording.class.getClassLoader().getResourceAsStream(Contract.SETTINGS));
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            Recording recording = new Recording(Configuration.create(reader));
            recording.setName("epicenter");
            recording.setToDisk(true);
            recording.setMaxSize(MAX_BYTES);
            if (file != null) {
                recording.setDestination(Path.of(file.replace(
                                "%p", Long.toString(ProcessHandle.current().pid())))
                        .toAbsolutePath());
                recording.setDumpOnExit(true);
            }
            recording.start();
            return "recording " + recording.getId() + " started";
        } catch (IOException | ParseException | RuntimeException e) {
            Core.say("cannot start a recording: " + e);
            return "no recording: " + e;
        }
    }
}
