package dev.epicenter.agent.core;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts and stops the agent: the way in from {@code dev.epicenter.agent.Agent}, by reflection. */
public final class Core {
    private static @Nullable Installation installation;

    private Core() {}

    /**
     * Does what the options say.
     *
     * @param attached whether the JVM was running already
     * @param jar      the agent's jar
     */
    public static synchronized void start(String text, Instrumentation instrumentation, boolean attached, File jar) {
        Options options = Options.parse(text);
        for (String problem : options.problems) {
            say(problem);
        }
        String done;
        if (options.stop) {
            done = stop();
        } else if (options.end) {
            done = OwnRecording.end(options.file);
        } else if (installation != null) {
            done = "already running; " + installation.again(options);
        } else {
            Installation starting = new Installation(options, text, instrumentation, attached, jar);
            done = starting.install();
            installation = starting.isRunning() ? starting : null;
        }
        report(options.report, done);
    }

    private static String stop() {
        if (installation == null) {
            return "not running";
        }
        String done = OwnRecording.end(null) + "; " + installation.uninstall();
        installation = null;
        return done;
    }

    private static void report(@Nullable String file, String done) {
        if (file == null) {
            return;
        }
        try {
            Files.write(Path.of(file), (done + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            say("cannot write " + file + ": " + e);
        }
    }

    static void say(String what) {
        System.err.println("epicenter-agent: " + what);
    }
}
