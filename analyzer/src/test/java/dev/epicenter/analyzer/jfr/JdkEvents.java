package dev.epicenter.analyzer.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** A recording's events as the JDK's reader decodes them, to compare ours with, one by one in the order of the file. */
final class JdkEvents {
    /** The two get times out of ticks by different floating point operations; in nanoseconds. */
    private static final long ROUNDING = 2;

    /** What an event has without being asked. */
    private static final Set<String> COMMON =
            Set.of("startTime", "duration", "eventThread", "sampledThread", "stackTrace");

    private final Map<String, Deque<RecordedEvent>> waiting = new HashMap<>();
    private final Map<String, List<Field>> fields = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private long compared;

    /** A field by its path. */
    private record Field(String path, ValueDescriptor of) {}

    static JdkEvents of(Path file) throws IOException {
        JdkEvents events = new JdkEvents();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                String type = event.getEventType().getName();
                events.waiting.computeIfAbsent(type, t -> new ArrayDeque<>()).add(event);
                events.fields.computeIfAbsent(
                        type, t -> fields(event.getEventType().getFields(), ""));
            }
        }
        return events;
    }

    private static List<Field> fields(List<ValueDescriptor> of, String prefix) {
        List<Field> all = new ArrayList<>();
        for (ValueDescriptor field : of) {
            String path = prefix + field.getName();
            if (field.isArray() || COMMON.contains(path)) {
                continue;
            }
            switch (field.getTypeName()) {
                case "jdk.types.VirtualSpace", "jdk.types.MetaspaceSizes", "jdk.types.ObjectSpace" -> all.addAll(
                        fields(field.getFields(), path + "."));
                default -> all.add(new Field(path, field));
            }
        }
        return all;
    }

    /** Compares a chunk's events with those that are next. */
    void compare(Chunk chunk) {
        Subscriptions all = new Subscriptions();
        fields.forEach((type, of) -> all.on(
                type,
                event -> compare(event, chunk.dictionary(), type, of),
                of.stream().map(Field::path).toArray(String[]::new)));
        chunk.read(all);
    }

    private void compare(Event ours, Dictionary dictionary, String type, List<Field> of) {
        Deque<RecordedEvent> queue = waiting.getOrDefault(type, new ArrayDeque<>());
        RecordedEvent theirs = queue.poll();
        if (theirs == null) {
            differ("only ours: " + type);
            return;
        }
        compared++;
        same(type + " start", nanos(theirs.getStartTime()), ours.start(), ROUNDING);
        if (isFinite(theirs.getDuration())) {
            same(type + " duration", theirs.getDuration().toNanos(), ours.duration(), ROUNDING);
        }
        RecordedThread thread =
                theirs.hasField("sampledThread") ? theirs.getThread("sampledThread") : theirs.getThread();
        same(type + " thread", text(thread), text(ours.thread(), dictionary));
        same(type + " stack", text(theirs.getStackTrace()), stack(ours.stack(), dictionary));
        for (int i = 0; i < of.size(); i++) {
            compare(type + "." + of.get(i).path, of.get(i), theirs, ours, i, dictionary);
        }
    }

    private void compare(String what, Field field, RecordedEvent theirs, Event ours, int i, Dictionary dictionary) {
        String path = field.path;
        switch (field.of.getTypeName()) {
            case "boolean" -> same(what, theirs.getBoolean(path), ours.isTrue(i));
            case "float", "double" -> same(what, ((Number) theirs.getValue(path)).doubleValue(), ours.real(i, -1));
            case "byte", "short", "int", "long" -> {
                if (field.of.getAnnotation(Timestamp.class) != null) {
                    Instant time = theirs.getInstant(path);
                    if (time.isAfter(Instant.EPOCH)) {
                        same(what, nanos(time), ours.time(i), ROUNDING);
                    }
                } else if (field.of.getAnnotation(Timespan.class) != null) {
                    Duration span = theirs.getDuration(path);
                    if (isFinite(span)) {
                        same(what, span.toNanos(), ours.nanos(i), ROUNDING);
                    }
                } else {
                    same(what, theirs.getLong(path), ours.number(i, -1));
                }
            }
            case "char" -> same(what, (long) theirs.getChar(path), ours.number(i, -1));
            case "java.lang.String" -> compareText(what, theirs.getString(path), ours, i, dictionary);
            case "java.lang.Class" -> {
                RecordedClass type = theirs.getClass(path);
                String name = type == null
                        ? null
                        : ChunkDictionary.binaryName(type.getName().replace('.', '/'));
                same(what, name, ours.type(i) < 0 ? null : dictionary.className(ours.type(i)));
            }
            case "java.lang.Thread" -> same(what, text(theirs.getThread(path)), text(ours.thread(i), dictionary));
            case "jdk.types.StackTrace" -> same(what, text(theirs.getStackTrace()), stack(ours.stack(i), dictionary));
            default -> {
                Object value = theirs.getValue(path);
                if (value instanceof String text) {
                    same(what, text, ours.text(i));
                }
            }
        }
    }

    /** The JDK makes "for ever" of some values. */
    private static boolean isFinite(Duration span) {
        return span.getSeconds() > -(1L << 32) && span.getSeconds() < 1L << 32;
    }

    private void compareText(String what, @Nullable String theirs, Event ours, int i, Dictionary dictionary) {
        same(what, theirs, ours.text(i));
        if (ours.textPlace(i) >= 0) { // else it is a constant's text
            same(what + " place", theirs, dictionary.textAt(ours.textPlace(i)));
            same(what + " hash", theirs == null ? 0 : Hash.of(theirs), ours.textHash(i));
        }
    }

    private static @Nullable String text(@Nullable RecordedThread thread) {
        if (thread == null) {
            return null;
        }
        String name = thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
        return (thread.getJavaThreadId() <= 0 ? -1 : thread.getJavaThreadId()) + " " + (name == null ? "" : name);
    }

    private static @Nullable String text(int thread, Dictionary dictionary) {
        if (thread < 0) {
            return null;
        }
        ThreadInfo info = dictionary.thread(thread);
        return info.equals(ThreadInfo.UNKNOWN) ? null : info.id() + " " + info.name();
    }

    private static @Nullable String text(@Nullable RecordedStackTrace stack) {
        if (stack == null) {
            return null;
        }
        StringBuilder text = new StringBuilder(stack.isTruncated() ? "cut" : "whole");
        for (RecordedFrame frame : stack.getFrames()) {
            text.append('\n')
                    .append(frame.getMethod().getType().getName())
                    .append('.')
                    .append(frame.getMethod().getName())
                    .append(frame.getMethod().getDescriptor())
                    .append(':')
                    .append(Math.max(0, frame.getLineNumber()));
        }
        return text.toString();
    }

    private static @Nullable String stack(int stack, Dictionary dictionary) {
        if (stack < 0) {
            return null;
        }
        Frames frames = new Frames();
        dictionary.frames(stack, frames);
        StringBuilder text = new StringBuilder(frames.truncated() ? "cut" : "whole");
        for (int i = 0; i < frames.size(); i++) {
            MethodInfo method = dictionary.method(frames.method(i));
            text.append('\n')
                    .append(method.type())
                    .append('.')
                    .append(method.name())
                    .append(method.descriptor())
                    .append(':')
                    .append(frames.line(i));
        }
        return text.toString();
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    private void same(String what, @Nullable Object theirs, @Nullable Object ours) {
        if (!Objects.equals(theirs, ours)) {
            differ(what + ": theirs " + theirs + ", ours " + ours);
        }
    }

    private void differ(String how) {
        if (differences.size() < 20) {
            differences.add(how);
        }
    }

    private void same(String what, long theirs, long ours, long tolerance) {
        if (Math.abs(theirs - ours) > tolerance) {
            differ(what + ": theirs " + theirs + ", ours " + ours);
        }
    }

    /** Says that all events were compared and none differed. */
    void assertAllAgree() {
        waiting.forEach((type, rest) -> {
            if (!rest.isEmpty()) {
                differ("only theirs: " + rest.size() + " " + type);
            }
        });
        assertThat(differences).isEmpty();
        assertThat(compared).isPositive();
    }
}
