package dev.epicenter.render.facts;

import dev.epicenter.model.CrashCause;
import dev.epicenter.model.CrashDiagnosis;
import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.CrashMemory;
import dev.epicenter.model.CrashThread;
import dev.epicenter.model.FaultArea;
import dev.epicenter.render.texts.Units;
import dev.epicenter.render.texts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a fatal error log says, in the few lines that help: where, what was on the stack, what was left of memory. */
public final class CrashFacts {
    private static final int FRAMES = 8;
    private static final int DIAGNOSES = 3;
    private static final int MESSAGE = 120;

    private CrashFacts() {}

    /**
     * One fact.
     *
     * @param name  a word
     * @param lines at least one, none of them empty
     * @param code  whether they are names of code
     */
    public record Row(String name, List<String> lines, boolean code) {
        public Row {
            lines = List.copyOf(lines);
        }
    }

    /** The facts that the log has, the most important first. */
    public static List<Row> of(CrashLog log) {
        List<Row> rows = new ArrayList<>();
        add(rows, "what", false, List.of(what(log)));
        add(rows, "thread", false, List.of(thread(log)));
        add(rows, "stack", true, stack(log.stack().frames()));
        add(rows, "jvm", false, List.of(jvm(log)));
        add(rows, "memory", false, List.of(memory(log.memory())));
        add(rows, "before", false, List.of(before(log)));
        add(
                rows,
                "fits",
                false,
                log.diagnoses().stream()
                        .limit(DIAGNOSES)
                        .map((CrashDiagnosis fit) ->
                                fit.pattern() + " (" + Words.percent(fit.confidence()) + "): " + fit.title())
                        .toList());
        add(rows, "id", true, List.of(log.signature()));
        add(rows, "but", false, log.notes());
        add(rows, "also", true, log.files());
        return rows;
    }

    private static void add(List<Row> rows, String name, boolean code, List<String> lines) {
        List<String> told = lines.stream().filter(l -> !l.isEmpty()).toList();
        if (!told.isEmpty()) {
            rows.add(new Row(name, told, code));
        }
    }

    private static String what(CrashLog log) {
        CrashCause cause = log.cause();
        List<String> parts = new ArrayList<>(List.of(cause.headline()));
        cause.address()
                .ifPresent(a ->
                        parts.add((cause.access().isEmpty() ? "at" : cause.access()) + " 0x" + Long.toHexString(a)));
        if (cause.area() != FaultArea.NONE && cause.area() != FaultArea.UNKNOWN) {
            parts.add("which is in: " + cause.area().id() + (cause.areaName().isEmpty() ? "" : " " + cause.areaName()));
        }
        log.at().ifPresent(at -> parts.add("at " + Words.dateAndClock(at) + " UTC"));
        log.uptime().ifPresent(u -> parts.add("after " + Words.length(u)));
        return String.join(", ", parts);
    }

    private static String thread(CrashLog log) {
        CrashThread thread = log.thread();
        List<String> parts = new ArrayList<>();
        add(parts, thread.name());
        add(
                parts,
                thread.kind() == CrashThread.Kind.UNKNOWN ? "" : thread.kind().id());
        add(parts, thread.state());
        add(parts, log.stack().doing());
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(text);
        }
    }

    private static List<String> stack(List<CrashFrame> frames) {
        List<String> lines = new ArrayList<>();
        frames.stream()
                .limit(FRAMES)
                .forEach(f -> lines.add(f.frame().display() + " (" + f.kind().id() + ")"));
        if (frames.size() > FRAMES) {
            lines.add("… and " + Words.count(frames.size() - FRAMES, "more frame"));
        }
        return lines;
    }

    private static String jvm(CrashLog log) {
        List<String> parts = new ArrayList<>();
        add(parts, log.vm().javaVersion().isEmpty() ? "" : "JDK " + log.vm().javaVersion());
        add(parts, log.vm().platform());
        add(parts, log.vm().collector());
        add(parts, log.pid() < 0 ? "" : "process " + log.pid());
        return String.join(", ", parts);
    }

    private static String memory(CrashMemory memory) {
        List<String> parts = new ArrayList<>();
        used(parts, memory, "heap", CrashMemory.HEAP_USED, CrashMemory.HEAP_MAX);
        used(parts, memory, "metaspace", CrashMemory.METASPACE_USED, CrashMemory.METASPACE_MAX);
        used(parts, memory, "container", CrashMemory.CONTAINER_USED, CrashMemory.CONTAINER_LIMIT);
        used(parts, memory, "process", CrashMemory.RESIDENT, "");
        used(parts, memory, "free on the machine", CrashMemory.AVAILABLE, CrashMemory.PHYSICAL);
        return String.join(", ", parts);
    }

    private static void used(List<String> parts, CrashMemory memory, String name, String part, String whole) {
        long bytes = memory.of(part);
        long limit = memory.of(whole);
        if (bytes > 0) {
            parts.add(name + " " + Units.bytes(bytes) + (limit > 0 ? " of " + Units.bytes(limit) : ""));
        }
    }

    /** The last Throwable that the virtual machine threw. */
    private static String before(CrashLog log) {
        List<CrashException> thrown = log.exceptions();
        if (thrown.isEmpty()) {
            return "";
        }
        CrashException last = thrown.get(thrown.size() - 1);
        String when = log.uptime()
                .map(u -> u.minus(last.since()))
                .filter(d -> !d.isNegative())
                .map((Duration d) -> ", " + Words.length(d) + " before")
                .orElse("");
        return Words.count(thrown.size(), "exception") + " thrown by the JVM itself, the last: " + last.type()
                + last.message().map(m -> " " + Words.shorten(m, MESSAGE)).orElse("") + when;
    }
}
