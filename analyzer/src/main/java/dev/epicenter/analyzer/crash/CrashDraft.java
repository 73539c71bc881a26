package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashCause;
import dev.epicenter.model.CrashCollection;
import dev.epicenter.model.CrashEvent;
import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashKind;
import dev.epicenter.model.CrashLibrary;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.CrashMemory;
import dev.epicenter.model.CrashSignalHandler;
import dev.epicenter.model.CrashStack;
import dev.epicenter.model.CrashThread;
import dev.epicenter.model.FaultArea;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A crash log while it is being read: each section fills in its part. */
final class CrashDraft {
    /** What HotSpot says of an OutOfMemoryError that it was told to crash at. */
    private static final String JAVA_MEMORY = "OutOfMemory encountered";

    final VmDraft vm = new VmDraft();
    final Map<String, Long> memory = new TreeMap<>();
    final List<CrashFrame> frames = new ArrayList<>();
    final List<CrashThread> threads = new ArrayList<>();
    final Map<Long, String> threadNames = new HashMap<>();
    final List<CrashException> exceptions = new ArrayList<>();
    final List<CrashCollection> collections = new ArrayList<>();
    final List<CrashEvent> events = new ArrayList<>();
    final List<CrashLibrary> libraries = new ArrayList<>();
    final List<CrashSignalHandler> handlers = new ArrayList<>();
    final List<String> files = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<AddressRange> codeCache = new ArrayList<>();

    boolean titled;
    boolean excerpt;
    CrashKind kind = CrashKind.UNKNOWN;
    String signal = "";
    String signalCode = "";
    boolean sentByKill;
    OptionalLong sender = OptionalLong.empty();
    String access = "";
    OptionalLong faultAddress = OptionalLong.empty();
    Optional<String> faultMapping = Optional.empty();
    boolean mapRead;
    String message = "";
    String errorSource = "";
    long requestedBytes;
    long pid = -1;
    Optional<CrashFrame> problematic = Optional.empty();
    CrashThread thread = CrashThread.UNKNOWN;
    long threadCount;
    String doing = "";
    String compiling = "";
    String compiler = "";
    AddressRange stack = new AddressRange(0, 0);
    long stackPointer;
    long stackFree = -1;
    AddressRange heap = new AddressRange(0, 0);
    AddressRange metaspace = new AddressRange(0, 0);
    AddressRange archive = new AddressRange(0, 0);
    String time = "";
    String zone = "";
    Optional<Duration> uptime = Optional.empty();

    /** Seconds with a fraction, as the log writes times. */
    static Optional<Duration> seconds(String text) {
        return Optional.of(Duration.ofNanos(new BigDecimal(text)
                .movePointRight(9)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue()));
    }

    /** Name of the thread at that address; the address itself when the log does not list it. */
    String threadName(String address) {
        OptionalLong parsed = Hex.address(address);
        String name = parsed.isPresent() ? threadNames.get(parsed.getAsLong()) : null;
        return name == null ? "0x" + address : name;
    }

    /** The log as a value, without diagnoses. */
    CrashLog build(String source) {
        if (kind == CrashKind.VM_ERROR && message.contains(JAVA_MEMORY)) {
            kind = CrashKind.JAVA_MEMORY;
        }
        memory.computeIfAbsent(CrashMemory.THREADS, name -> threadCount > 0 ? threadCount : null);
        flag("MaxHeapSize", CrashMemory.HEAP_MAX);
        flag("MaxMetaspaceSize", CrashMemory.METASPACE_MAX);
        ClockText clock = ClockText.parse(time, zone);
        clock.note().ifPresent(notes::add);
        CrashCause cause = cause();
        return new CrashLog(
                source,
                Signature.of(cause, problematic, frames),
                pid,
                clock.at(),
                uptime,
                cause,
                problematic,
                thread,
                new CrashStack(doing(), compiling, frames, stack.to() - stack.from(), stackFree),
                vm.build(),
                new CrashMemory(new TreeMap<>(memory)),
                threads,
                exceptions,
                collections,
                events,
                libraries,
                handlers,
                files,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                notes);
    }

    private void flag(String flag, String name) {
        Hex.number(vm.flags.getOrDefault(flag, "")).ifPresent(value -> memory.putIfAbsent(name, value));
    }

    private CrashCause cause() {
        boolean killed = sentByKill || signalCode.equals("SI_USER") || signalCode.equals("SI_TKILL");
        FaultFinder.Fault fault = killed || kind != CrashKind.SIGNAL
                ? new FaultFinder.Fault(FaultArea.NONE, "")
                : new FaultFinder(this).find();
        return new CrashCause(
                kind,
                signal,
                killed && signalCode.isEmpty() ? "SI_USER" : signalCode,
                sender,
                access,
                killed ? OptionalLong.empty() : faultAddress,
                fault.area(),
                fault.name(),
                message.replaceFirst("\\.+$", ""),
                errorSource,
                requestedBytes);
    }

    private String doing() {
        if (!compiling.isEmpty()) {
            return "compiling " + compiling + (compiler.isEmpty() ? "" : " with " + compiler);
        }
        if (!doing.isEmpty()) {
            return doing;
        }
        return frames.stream()
                .filter(f -> f.kind().isJava())
                .findFirst()
                .filter(f -> !frames.get(0).kind().isJava())
                .map(f -> "called from " + f.frame().qualifiedMethod())
                .orElse("");
    }
}
