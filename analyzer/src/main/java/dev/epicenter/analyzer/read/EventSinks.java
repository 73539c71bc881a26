package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.ChunkThreads.ChunkThread;
import dev.epicenter.analyzer.read.RecordedEvents.Dump;
import dev.epicenter.model.Shutdown;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCOldObject;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCType;
import org.openjdk.jmc.common.util.LabeledIdentifier;
import org.openjdk.jmc.flightrecorder.jdk.JdkTypeIDs;
import org.openjdk.jmc.flightrecorder.parser.IEventSink;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/** One sink for each event type read; JMC's names of JDK 11 and later, since its own extension has translated older ones. */
final class EventSinks {
    private static final int MAX_DUMP = 1 << 20;
    /** A limit beyond this is no limit: the default of MaxMetaspaceSize is close to 2^64. */
    private static final long NO_LIMIT = 1L << 50;

    /** The types of {@link #of}; a test holds them together. */
    private static final Set<String> READ = Set.of(
            JdkTypeIDs.EXCEPTIONS_THROWN,
            JdkTypeIDs.ERRORS_THROWN,
            JdkTypeIDs.THROWABLES_STATISTICS,
            JdkTypeIDs.JAVA_THREAD_START,
            "jdk.VirtualThreadStart",
            JdkTypeIDs.JAVA_THREAD_END,
            "jdk.VirtualThreadEnd",
            JdkTypeIDs.THREAD_PARK,
            JdkTypeIDs.MONITOR_WAIT,
            JdkTypeIDs.MONITOR_ENTER,
            JdkTypeIDs.THREAD_SLEEP,
            JdkTypeIDs.EXECUTION_SAMPLE,
            JdkTypeIDs.NATIVE_METHOD_SAMPLE,
            JdkTypeIDs.OBJ_ALLOC_SAMPLE,
            JdkTypeIDs.SOCKET_READ,
            JdkTypeIDs.SOCKET_WRITE,
            JdkTypeIDs.FILE_READ,
            JdkTypeIDs.FILE_WRITE,
            "jdk.VirtualThreadPinned",
            "jdk.VirtualThreadSubmitFailed",
            JdkTypeIDs.GARBAGE_COLLECTION,
            JdkTypeIDs.GC_PAUSE,
            JdkTypeIDs.HEAP_SUMMARY,
            JdkTypeIDs.HEAP_CONF,
            JdkTypeIDs.METASPACE_SUMMARY,
            JdkTypeIDs.ULONG_FLAG,
            JdkTypeIDs.SAFEPOINT_BEGIN,
            JdkTypeIDs.SAFEPOINT_END,
            JdkTypeIDs.OLD_OBJECT_SAMPLE,
            JdkTypeIDs.THREAD_STATISTICS,
            JdkTypeIDs.VM_SHUTDOWN,
            JdkTypeIDs.DUMP_REASON,
            JdkTypeIDs.JFR_DATA_LOST,
            JdkTypeIDs.RECORDING_SETTING,
            JdkTypeIDs.VM_INFO,
            JdkTypeIDs.SYSTEM_PROPERTIES,
            JdkTypeIDs.THREAD_DUMP);

    private final ChunkScope scope;
    private final Tallies all;

    EventSinks(ChunkScope scope) {
        this.scope = scope;
        this.all = scope.all;
    }

    /** Whether events of a type have to be decoded: those with a sink, and those that JMC itself leaves out at times. */
    static boolean reads(String type) {
        return type.equals(JdkTypeIDs.MODULE_EXPORT) || READ.contains(type);
    }

    /** The sink of a type, null for one that is only counted. */
    @Nullable
    IEventSink of(String type, List<ValueField> structure) {
        Fields f = new Fields(structure);
        return switch (type) {
            case JdkTypeIDs.EXCEPTIONS_THROWN, JdkTypeIDs.ERRORS_THROWN -> thrown(
                    f, type.equals(JdkTypeIDs.ERRORS_THROWN));
            case JdkTypeIDs.THROWABLES_STATISTICS -> statistics(f);
            case JdkTypeIDs.JAVA_THREAD_START -> threadStart(f, f.index("thread"), f.index("parentThread"));
            case "jdk.VirtualThreadStart" -> threadStart(f, f.index("eventThread"), -1);
            case JdkTypeIDs.JAVA_THREAD_END -> threadEnd(f, f.index("thread"));
            case "jdk.VirtualThreadEnd" -> threadEnd(f, f.index("eventThread"));
            case JdkTypeIDs.THREAD_PARK -> waited(type, f, f.index("parkedClass"));
            case JdkTypeIDs.MONITOR_WAIT, JdkTypeIDs.MONITOR_ENTER -> waited(type, f, f.index("monitorClass"));
            case JdkTypeIDs.THREAD_SLEEP -> waited(type, f, -1);
            case JdkTypeIDs.EXECUTION_SAMPLE,
                    JdkTypeIDs.NATIVE_METHOD_SAMPLE,
                    JdkTypeIDs.SOCKET_READ,
                    JdkTypeIDs.SOCKET_WRITE,
                    JdkTypeIDs.FILE_READ,
                    JdkTypeIDs.FILE_WRITE,
                    "jdk.VirtualThreadPinned",
                    "jdk.VirtualThreadSubmitFailed" -> signOfLife(f);
            case JdkTypeIDs.OBJ_ALLOC_SAMPLE -> allocation(f);
            case JdkTypeIDs.GARBAGE_COLLECTION -> collection(f);
            case JdkTypeIDs.GC_PAUSE -> pause(f);
            case JdkTypeIDs.HEAP_SUMMARY -> heap(f);
            case JdkTypeIDs.HEAP_CONF -> v -> all.machine.maxHeapBytes = Fields.number(v, f.index("maxSize"), 0);
            case JdkTypeIDs.METASPACE_SUMMARY -> metaspace(f);
            case JdkTypeIDs.ULONG_FLAG -> flag(f);
            case JdkTypeIDs.SAFEPOINT_BEGIN, JdkTypeIDs.SAFEPOINT_END -> safepoint(f);
            case JdkTypeIDs.OLD_OBJECT_SAMPLE -> oldObject(f);
            case JdkTypeIDs.THREAD_STATISTICS -> threads(f);
            case JdkTypeIDs.VM_SHUTDOWN -> shutdown(f);
            case JdkTypeIDs.DUMP_REASON -> dumpReason(f);
            case JdkTypeIDs.JFR_DATA_LOST -> v -> all.lostBytes += Math.max(0, Fields.number(v, f.index("amount"), 0));
            case JdkTypeIDs.RECORDING_SETTING -> setting(f);
            case JdkTypeIDs.VM_INFO -> jvm(f);
            case JdkTypeIDs.SYSTEM_PROPERTIES -> v -> all.jvm.property(
                    orEmpty(Fields.text(v, f.index("key"))), orEmpty(Fields.text(v, f.index("value"))));
            case JdkTypeIDs.THREAD_DUMP -> dump(f);
            default -> null;
        };
    }

    private IEventSink thrown(Fields f, boolean error) {
        int thrownClass = f.index("thrownClass");
        int message = f.index("message");
        return v -> {
            String type = StackPool.name(Fields.type(v, thrownClass));
            String text = Fields.text(v, message);
            if (error) {
                scope.error(f.start(v), f.thread(v), type, text, f.stack(v));
            } else {
                scope.exception(f.start(v), f.thread(v), type, text, f.stack(v));
            }
        };
    }

    /**
     * The sink of jdk.JavaExceptionThrow as recorded: an Error has two such events, besides the one of jdk.JavaErrorThrow.
     *
     * @param count counts those that are not of Errors
     */
    IEventSink exceptions(List<ValueField> structure, long[] count) {
        Fields f = new Fields(structure);
        int thrownClass = f.index("thrownClass");
        int message = f.index("message");
        return v -> scope.thrown(
                f.start(v), f.thread(v), Fields.type(v, thrownClass), Fields.text(v, message), f.stack(v), count);
    }

    private IEventSink statistics(Fields f) {
        int throwables = f.index("throwables");
        return v -> {
            long at = f.start(v);
            if (scope.isPlausible(at)) {
                all.thrown.sample(at, Fields.number(v, throwables, 0));
                all.covers(at);
            }
        };
    }

    private IEventSink threadStart(Fields f, int thread, int parent) {
        int subject = thread < 0 ? f.index("eventThread") : thread;
        return v -> {
            long at = f.start(v);
            if (scope.isPlausible(at)) {
                all.threads.started(
                        scope.thread(Fields.thread(v, subject)),
                        at,
                        scope.thread(Fields.thread(v, parent)),
                        all.stacks.plain(f.stack(v)));
            }
        };
    }

    private IEventSink threadEnd(Fields f, int thread) {
        int subject = thread < 0 ? f.index("eventThread") : thread;
        return v -> {
            long at = f.start(v);
            if (scope.isPlausible(at)) {
                all.threads.ended(scope.thread(Fields.thread(v, subject)), at);
            }
        };
    }

    private IEventSink waited(String type, Fields f, int on) {
        return v -> {
            long at = f.start(v);
            long nanos = f.duration(v);
            if (scope.isPlausible(at) && scope.isPlausible(at + nanos)) {
                IMCStackTrace stack = f.stack(v);
                String monitor = StackPool.name(Fields.type(v, on));
                all.threads.waited(scope.thread(f.thread(v)), type, at, nanos, monitor, stack);
                scope.passes(stack, at);
            }
        };
    }

    private IEventSink signOfLife(Fields f) {
        return v -> {
            long at = f.start(v);
            if (scope.isPlausible(at)) {
                all.threads.seen(scope.thread(f.thread(v)), at);
                scope.passes(f.stack(v), at);
            }
        };
    }

    private IEventSink allocation(Fields f) {
        IEventSink life = signOfLife(f);
        int weight = f.index("weight");
        return v -> {
            life.addEvent(v);
            IMCStackTrace stack = f.stack(v);
            if (stack != null) {
                stack.getFrames().stream()
                        .map(all.stacks::frame)
                        .filter(frame -> !frame.module().startsWith("java.")
                                && !frame.type().startsWith("java."))
                        .findFirst()
                        .ifPresent(site -> all.machine
                                .allocations()
                                .add(scope.thread(f.thread(v)).ref, site, Fields.number(v, weight, 0), f.start(v)));
            }
        };
    }

    private IEventSink collection(Fields f) {
        int id = f.index("gcId");
        int name = f.index("name");
        int cause = f.index("cause");
        int pauses = f.index("sumOfPauses");
        return v -> all.machine.collection(
                f.start(v),
                Fields.number(v, id, -1),
                orEmpty(Fields.text(v, name)),
                orEmpty(Fields.text(v, cause)),
                Fields.nanos(v, pauses));
    }

    private IEventSink pause(Fields f) {
        int id = f.index("gcId");
        int name = f.index("name");
        return v ->
                all.machine.pause(f.start(v), f.duration(v), Fields.number(v, id, -1), orEmpty(Fields.text(v, name)));
    }

    private IEventSink heap(Fields f) {
        int id = f.index("gcId");
        int when = f.index("when");
        int used = f.index("heapUsed");
        int committed = f.index("heapSpace:committedSize");
        return v -> {
            if ("After GC".equals(Fields.text(v, when))) {
                all.machine.heapAfter(
                        f.start(v),
                        Fields.number(v, id, -1),
                        Fields.number(v, used, 0),
                        Fields.number(v, committed, 0));
            }
        };
    }

    private IEventSink metaspace(Fields f) {
        int when = f.index("when");
        int used = f.index("metaspace:used");
        int committed = f.index("metaspace:committed");
        return v -> {
            if ("After GC".equals(Fields.text(v, when))) {
                all.machine.metaspace(f.start(v), Fields.number(v, used, 0), Fields.number(v, committed, 0));
            }
        };
    }

    private IEventSink flag(Fields f) {
        int name = f.index("name");
        int value = f.index("value");
        return v -> {
            if ("MaxMetaspaceSize".equals(Fields.text(v, name))) {
                long limit = Fields.number(v, value, 0);
                all.machine.maxMetaspaceBytes = limit <= 0 || limit > NO_LIMIT ? 0 : limit;
            }
        };
    }

    private IEventSink safepoint(Fields f) {
        int id = f.index("safepointId");
        return v -> all.machine.safepoint(Fields.number(v, id, -1), f.start(v), f.start(v) + f.duration(v));
    }

    private IEventSink oldObject(Fields f) {
        int object = f.index("object");
        return v -> {
            IMCType type = Fields.at(v, object) instanceof IMCOldObject old ? old.getType() : null;
            all.machine
                    .oldObjects()
                    .add(StackPool.name(type), all.stacks.plain(f.stack(v)).frames());
        };
    }

    private IEventSink threads(Fields f) {
        int active = f.index("activeCount");
        int peak = f.index("peakCount");
        return v -> all.machine.threads(f.start(v), Fields.number(v, active, 0), Fields.number(v, peak, 0));
    }

    private IEventSink shutdown(Fields f) {
        int reason = f.index("reason");
        return v -> {
            ChunkThread thread = scope.thread(f.thread(v));
            all.machine.shutdown = new Shutdown(
                    Nanos.instant(f.start(v)),
                    orEmpty(Fields.text(v, reason)),
                    thread.ref,
                    all.stacks.plain(f.stack(v)));
        };
    }

    /** A JVM that dies writes why it dumped, and no shutdown. */
    private IEventSink dumpReason(Fields f) {
        int reason = f.index("reason");
        return v -> {
            if (all.machine.shutdown == null) {
                all.machine.shutdown = new Shutdown(
                        Nanos.instant(f.start(v)),
                        orEmpty(Fields.text(v, reason)),
                        scope.thread(f.thread(v)).ref,
                        all.stacks.plain(f.stack(v)));
            }
        };
    }

    private IEventSink setting(Fields f) {
        int of = f.index("settingFor");
        int name = f.index("name");
        int value = f.index("value");
        return v -> {
            if (Fields.at(v, of) instanceof LabeledIdentifier type) {
                all.settings.setting(
                        type.getInterfaceId(), orEmpty(Fields.text(v, name)), orEmpty(Fields.text(v, value)));
            }
        };
    }

    private IEventSink jvm(Fields f) {
        int name = f.index("jvmName");
        int version = f.index("jvmVersion");
        int arguments = f.index("jvmArguments");
        int java = f.index("javaArguments");
        int start = f.index("jvmStartTime");
        int pid = f.index("pid");
        return v -> all.jvm.jvm(
                orEmpty(Fields.text(v, name)),
                orEmpty(Fields.text(v, version)),
                orEmpty(Fields.text(v, arguments)),
                orEmpty(Fields.text(v, java)),
                Fields.time(v, start),
                Fields.text(v, pid));
    }

    private IEventSink dump(Fields f) {
        int result = f.index("result");
        return v -> {
            String text = orEmpty(Fields.text(v, result));
            all.dumps.add(
                    new Dump(Nanos.instant(f.start(v)), text.length() > MAX_DUMP ? text.substring(0, MAX_DUMP) : text));
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
