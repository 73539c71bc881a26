package dev.epicenter.render.view;

import dev.epicenter.render.texts.Units;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A flag of the virtual machine as people read it.
 *
 * @param value with its unit where it has one; never empty
 * @param note  why it matters to someone who looks into a failure, empty for a flag that seldom does
 */
public record JvmFlag(String name, String value, String note) {
    /** From the descriptions in HotSpot's globals.hpp, gc_globals.hpp and c2_globals.hpp (JDK 17, {@code -XX:+PrintFlagsFinal}). */
    private static final Map<String, String> NOTES = notes();

    /** HotSpot keeps no unit with a flag; these are bytes, by the same source. */
    private static final Set<String> BYTES = Set.of(
            "MaxHeapSize",
            "InitialHeapSize",
            "MinHeapSize",
            "SoftMaxHeapSize",
            "NewSize",
            "MaxNewSize",
            "OldSize",
            "MinHeapDeltaBytes",
            "G1HeapRegionSize",
            "MetaspaceSize",
            "MaxMetaspaceSize",
            "CompressedClassSpaceSize",
            "MaxDirectMemorySize",
            "MaxRAM",
            "InitialCodeCacheSize",
            "ReservedCodeCacheSize",
            "NonNMethodCodeHeapSize",
            "NonProfiledCodeHeapSize",
            "ProfiledCodeHeapSize");

    private static final Set<String> KIBIBYTES =
            Set.of("ThreadStackSize", "VMThreadStackSize", "CompilerThreadStackSize");

    /** From here on a limit limits nothing. */
    private static final BigInteger UNLIMITED = BigInteger.ONE.shiftLeft(62);

    private static Map<String, String> notes() {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("MaxHeapSize", "the heap's limit (-Xmx)");
        notes.put("MaxMetaspaceSize", "limit of what classes take; full, it is an OutOfMemoryError too");
        notes.put("MaxDirectMemorySize", "limit of direct buffers; 0 means as much as the heap");
        notes.put("ThreadStackSize", "stack of a thread: how deep calls go until StackOverflowError");
        notes.put("MaxRAMPercentage", "share of the memory that the heap may take when -Xmx is not set");
        notes.put("ActiveProcessorCount", "processors the JVM believes it has");
        notes.put("UseContainerSupport", "whether the limits of the container count, and not those of the machine");
        notes.put("UseG1GC", "collector");
        notes.put("UseParallelGC", "collector");
        notes.put("UseSerialGC", "collector");
        notes.put("UseZGC", "collector");
        notes.put("UseShenandoahGC", "collector");
        notes.put("UseGCOverheadLimit", "OutOfMemoryError when nearly all time goes into collecting");
        notes.put("HeapDumpOnOutOfMemoryError", "whether an OutOfMemoryError leaves a heap dump to look at");
        notes.put("HeapDumpPath", "where the heap dump goes");
        notes.put(
                "ExitOnOutOfMemoryError", "whether the process ends at the first OutOfMemoryError, without a shutdown");
        notes.put("CrashOnOutOfMemoryError", "whether it crashes then, and leaves a core file");
        notes.put("OnOutOfMemoryError", "command that runs at the first OutOfMemoryError");
        notes.put("OnError", "command that runs at a crash");
        notes.put("ErrorFile", "where the log of a crash goes");
        notes.put(
                "OmitStackTraceInFastThrow",
                "whether the JVM's own exceptions lose stack and message where they are frequent");
        notes.put("StackTraceInThrowable", "whether exceptions have stacks at all");
        notes.put("MaxJavaStackTraceDepth", "frames an exception keeps");
        notes.put("ShowCodeDetailsInExceptionMessages", "whether a NullPointerException tells what was null");
        notes.put("StartFlightRecording", "how this was recorded");
        notes.put("FlightRecorderOptions", "how this was recorded");
        return notes;
    }

    /** Those with a note first, in the order of the notes; of the collectors only the one in use; nothing that is not set. */
    public static List<JvmFlag> of(Map<String, String> flags) {
        List<JvmFlag> all = new ArrayList<>();
        flags.forEach((name, value) -> {
            String note = NOTES.getOrDefault(name, "");
            boolean unused = note.equals("collector") && !value.equals("true");
            if (!value.isBlank() && !unused) {
                all.add(new JvmFlag(name, shown(name, value), note));
            }
        });
        List<String> order = List.copyOf(NOTES.keySet());
        all.sort(Comparator.comparingInt((JvmFlag f) -> f.matters() ? order.indexOf(f.name()) : order.size())
                .thenComparing(JvmFlag::name));
        return all;
    }

    /** Whether it says something about how failures come about or show. */
    public boolean matters() {
        return !note.isEmpty();
    }

    private static String shown(String name, String value) {
        boolean bytes = BYTES.contains(name);
        if (!bytes && !KIBIBYTES.contains(name) || !value.matches("\\d{1,20}")) {
            return value;
        }
        BigInteger number = new BigInteger(value);
        if (number.compareTo(UNLIMITED) >= 0) {
            return "unlimited";
        }
        return number.signum() == 0 ? "0" : Units.bytes(number.doubleValue() * (bytes ? 1 : 1_024));
    }
}
