package dev.epicenter.analyzer.read;

import dev.epicenter.model.RecordingSummary.Log;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells a fatal error log (hs_err) by its head, which says what happened. */
final class FatalErrorLogs {
    private static final int HEAD = 1 << 13;

    private FatalErrorLogs() {}

    /** What the log says first; empty when the file is none. */
    static Optional<Log> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
            boolean fatal = head.startsWith("#")
                    && (head.contains("fatal error has been detected")
                            || head.contains("insufficient memory for the Java"));
            return fatal
                    ? Optional.of(log(RecordingReader.name(file), head.lines().toList()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Log log(String source, List<String> lines) {
        String what = "";
        String frame = "";
        String jvm = "";
        for (int i = 0; i < lines.size() && lines.get(i).startsWith("#"); i++) {
            String text = lines.get(i).substring(1).strip();
            if (text.startsWith("JRE version:")) {
                jvm = text.substring("JRE version:".length()).strip();
            } else if (text.startsWith("Problematic frame:") && i + 1 < lines.size()) {
                frame = lines.get(i + 1).replaceFirst("^#\\s*", "").strip();
            } else if (what.isEmpty() && !text.isEmpty() && !text.startsWith("A fatal error has been detected")) {
                what = text;
            }
        }
        return new Log(source, what, frame, jvm);
    }
}
