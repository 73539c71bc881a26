package dev.epicenter.cli.attach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/** By Flight Recorder alone: the events that every JVM has. */
final class StockRecording extends LiveRecording {
    private static final Pattern THROWS =
            Pattern.compile("(<event name=\"jdk\\.Java(?:Exception|Error)Throw\">\\s*<setting name=\"enabled\">)false");

    private final String name;

    StockRecording(RunningJvm target) throws AttachException {
        super(target);
        name = "epicenter-" + ProcessHandle.current().pid();
    }

    @Override
    void begin() throws AttachException {
        String answer = jvm.command("JFR.start name=" + name + " settings=" + settings() + " filename=" + file
                + " dumponexit=true maxsize=250m");
        if (!answer.contains("Started recording")) {
            throw new AttachException("the JVM did not start a recording: " + answer);
        }
    }

    /** The agent's settings, with the JDK's own events of throwables, which the agent makes needless. */
    private Path settings() throws AttachException {
        try (InputStream in = Objects.requireNonNull(StockRecording.class.getResourceAsStream("/epicenter.jfc"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(
                    folder.resolve("stock.jfc"), THROWS.matcher(text).replaceAll("$1true"));
        } catch (IOException e) {
            throw new AttachException("the settings for a recording cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public String end() throws AttachException {
        jvm.command("JFR.stop name=" + name + " filename=" + file);
        return "nothing stays in it";
    }
}
