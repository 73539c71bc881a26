package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashKind;
import dev.epicenter.model.CrashLog;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads one fatal error log, whatever is left of it. */
public final class CrashLogReader {
    /** Bytes at the start of a file by which {@link #recognises} tells. */
    public static final int HEAD = 4096;

    private CrashLogReader() {}

    /** Whether a file that starts so is a fatal error log. */
    public static boolean recognises(byte[] head, int length) {
        String text = new String(head, 0, Math.min(length, head.length), StandardCharsets.ISO_8859_1);
        CrashDraft none = new CrashDraft();
        HeaderSection header = new HeaderSection(none);
        LinePrefix prefix = new LinePrefix();
        return text.lines().limit(60).map(prefix::without).anyMatch(header::begins);
    }

    /**
     * Reads a log and diagnoses it.
     *
     * @param source file name
     * @param in     uncompressed text; an error while reading it counts as its end
     * @return empty when it is no fatal error log
     */
    public static Optional<CrashLog> read(String source, InputStream in) {
        CrashDraft draft = new CrashDraft();
        HeaderSection header = new HeaderSection(draft);
        ThreadSection thread = new ThreadSection(draft);
        EventsSection events = new EventsSection(draft);
        LibrarySection libraries = new LibrarySection(draft);
        List<Section> sections = List.of(
                header,
                thread,
                new ThreadListSection(draft),
                events,
                libraries,
                new HandlerSection(draft),
                new StartSection(draft),
                new MemorySection(draft));
        BoundedLines lines = new BoundedLines(in);
        LinePrefix prefix = new LinePrefix();
        Optional<Section> current = Optional.empty();
        boolean ended = false;
        boolean reportingFailed = false;
        for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
            String line = prefix.without(next.get());
            current = take(line, sections, events, current);
            ended |= line.startsWith("END.");
            reportingFailed |= line.contains("occurred during error reporting");
        }
        events.end();
        thread.end();
        libraries.end();
        if (!draft.titled) {
            return Optional.empty();
        }
        note(draft, lines.cut(), ended, reportingFailed);
        CrashLog log = draft.build(source);
        return Optional.of(log.diagnosed(CrashPatterns.diagnose(log)));
    }

    /** Hands a line to whom it belongs; what a ring holds looks like other parts of the log. */
    private static Optional<Section> take(
            String line, List<Section> sections, EventsSection events, Optional<Section> current) {
        if (line.startsWith("-----")) {
            return Optional.empty();
        }
        boolean inRing = current.filter(s -> s == events).isPresent() && !line.isBlank();
        Optional<Section> begun = (inRing ? List.<Section>of(events) : sections)
                .stream().filter(s -> s.begins(line)).findFirst();
        if (begun.isEmpty()) {
            current.ifPresent(s -> s.line(line));
        }
        if (begun.isEmpty()
                && line.isBlank()
                && current.filter(s -> s == events).isPresent()) {
            return Optional.empty();
        }
        return begun.isPresent() ? begun : current;
    }

    private static void note(CrashDraft draft, boolean cut, boolean ended, boolean reportingFailed) {
        if (draft.kind == CrashKind.UNKNOWN) {
            draft.notes.add("The log breaks off before it names the error");
        }
        if (draft.excerpt && draft.frames.isEmpty()) {
            draft.notes.add("This is what the JVM prints on its console; the hs_err file has much more: give that one");
        } else if (cut) {
            draft.notes.add("The log is longer than " + (BoundedLines.MOST >> 20)
                    + " MiB or damaged; what comes after was not read");
        } else if (!ended && draft.vm.build().feature() >= 9) {
            draft.notes.add("The log is cut off: it has no END mark, as logs since JDK 9 do");
        }
        if (reportingFailed) {
            draft.notes.add("The JVM failed again while it wrote the log, so parts of it are missing");
        }
    }
}
