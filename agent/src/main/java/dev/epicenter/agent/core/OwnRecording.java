package dev.epicenter.agent.core;

import dev.epicenter.agent.runtime.Settings;
import dev.epicenter.events.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;

/** A recording that the option {@code start} asks for, with the settings that are in the agent's jar. */
final class OwnRecording implements Runnable {
    private static final long MAX_BYTES = 250L << 20;
    private static final List<OwnRecording> RUNNING = new ArrayList<>();

    private final Recording recording;
    private final @Nullable String file;

    private OwnRecording(Recording recording, @Nullable String file) {
        this.recording = recording;
        this.file = file;
    }

    /** Starts one; what was done, in words. */
    static synchronized String start(@Nullable String file) {
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
            OwnRecording own = new OwnRecording(recording, file);
            RUNNING.add(own);
            if (file != null && Settings.saveRecording == null) {
                Settings.saveRecording = own;
            }
            return "recording " + recording.getId() + " started";
        } catch (IOException | ParseException | RuntimeException e) {
            Core.say("cannot start a recording: " + e);
            return "no recording: " + e;
        }
    }

    /** Ends the one that goes to a file, or all for null; what was done, in words. */
    static synchronized String end(@Nullable String file) {
        int ended = 0;
        for (OwnRecording own : List.copyOf(RUNNING)) {
            if (file == null || file.equals(own.file)) {
                RUNNING.remove(own);
                own.run();
                own.recording.close();
                if (Settings.saveRecording == own) {
                    Settings.saveRecording = null;
                }
                ended++;
            }
        }
        return ended + (ended == 1 ? " recording ended" : " recordings ended");
    }

    /** Has it written. */
    @Override
    public void run() {
        if (recording.getState() == RecordingState.RUNNING) {
            recording.stop();
        }
    }
}
