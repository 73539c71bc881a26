package dev.epicenter.analyzer.jfr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCFrame;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.item.IAttribute;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.ItemToolkit;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.jdk.JdkAttributes;

/** A recording's throw events, one line each: as we decode them, and as JMC does. JMC leaves out two of an Error's three. */
final class ThrowLines {
    private static final String EXCEPTION = "jdk.JavaExceptionThrow";
    private static final String ERROR = "jdk.JavaErrorThrow";
    private static final Logger JMC = Logger.getLogger("org.openjdk.jmc");

    private ThrowLines() {}

    static List<String> of(Chunk chunk) {
        List<String> lines = new ArrayList<>();
        Subscriptions subscriptions = new Subscriptions();
        subscriptions.on(EXCEPTION, e -> add(e, chunk.dictionary(), true, lines), "thrownClass", "message");
        subscriptions.on(ERROR, e -> add(e, chunk.dictionary(), false, lines), "thrownClass", "message");
        chunk.read(subscriptions);
        return lines;
    }

    private static void add(Event e, Dictionary dictionary, boolean exception, List<String> lines) {
        Frames frames = new Frames();
        dictionary.frames(e.stack(), frames);
        List<String> stack = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            MethodInfo method = dictionary.method(frames.method(i));
            if (exception && i < 2 && frames.size() > 1 && method.type().equals("java.lang.Error")) {
                return;
            }
            stack.add(method.type() + "." + method.name() + method.descriptor() + ":" + frames.line(i));
        }
        ThreadInfo thread = e.thread() < 0 ? ThreadInfo.UNKNOWN : dictionary.thread(e.thread());
        String type = e.type(0) < 0 ? "" : dictionary.className(e.type(0));
        lines.add(line(e.start(), type, e.text(1), thread.id(), thread.name(), stack));
    }

    static List<String> ofJmc(Path file) throws IOException, CouldNotLoadRecordingException {
        List<String> lines = new ArrayList<>();
        Level before = JMC.getLevel();
        JMC.setLevel(Level.OFF);
        try (InputStream in = Files.newInputStream(file)) {
            for (IItemIterable items : JfrLoaderToolkit.loadEvents(in)) {
                String type = items.getType().getIdentifier();
                if (type.equals(EXCEPTION) || type.equals(ERROR)) {
                    items.forEach(item -> lines.add(ofJmc(item)));
                }
            }
        } finally {
            JMC.setLevel(before);
        }
        return lines;
    }

    private static String ofJmc(IItem item) {
        IMCThread thread = value(item, JfrAttributes.EVENT_THREAD);
        IMCStackTrace trace = value(item, JfrAttributes.EVENT_STACKTRACE);
        List<String> stack = new ArrayList<>();
        for (IMCFrame frame : trace == null ? List.<IMCFrame>of() : trace.getFrames()) {
            stack.add(frame.getMethod().getType().getFullName() + "."
                    + frame.getMethod().getMethodName()
                    + frame.getMethod().getFormalDescriptor() + ":"
                    + Math.max(0, frame.getFrameLineNumber()));
        }
        Long id = thread == null ? null : thread.getThreadId();
        String name = thread == null ? null : thread.getThreadName();
        var type = value(item, JdkAttributes.EXCEPTION_THROWNCLASS);
        return line(
                ItemToolkit.getItemType(item)
                        .getAccessor(JfrAttributes.START_TIME.getKey())
                        .getMember(item)
                        .clampedLongValueIn(UnitLookup.EPOCH_NS),
                type == null ? "" : type.getFullName(),
                value(item, JdkAttributes.EXCEPTION_MESSAGE),
                id == null || id <= 0 ? -1 : id,
                name == null ? "" : name,
                stack);
    }

    private static <T> @Nullable T value(IItem item, IAttribute<T> attribute) {
        var accessor = ItemToolkit.getItemType(item).getAccessor(attribute.getKey());
        return accessor == null ? null : accessor.getMember(item);
    }

    private static String line(
            long at, String type, @Nullable String message, long threadId, String thread, List<String> stack) {
        return at + " " + type + " " + message + " " + threadId + " " + thread + " " + String.join("\n", stack);
    }
}
