package dev.epicenter.analyzer.read;

import static dev.epicenter.analyzer.read.MachineSinks.orEmpty;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.analyzer.read.RecordedEvents.Dump;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one chunk says of the virtual machine itself: who it is, how it was recorded, how it ended. */
final class JvmSinks {
    private static final int MAX_DUMP = 1 << 20;

    private final ChunkScope scope;
    private final SettingsTally settings = new SettingsTally();
    private final FirstAndLatest<Dump> dumps =
            new FirstAndLatest<>(RecordedEvents.MAX_DUMPS / 2, RecordedEvents.MAX_DUMPS / 2);
    private final List<long[]> thrown = new ArrayList<>();
    private @Nullable Jvm jvm;
    private @Nullable End shutdown;
    private @Nullable End dumpReason;
    private long lostBytes;

    /** From jdk.JVMInformation; start in nanoseconds since the epoch, -1 for a process id that is not recorded. */
    record Jvm(String name, String version, String arguments, String javaArguments, long start, long pid) {}

    /** How it ended (jdk.Shutdown), or why a recording was dumped (jdk.DumpReason). */
    record End(long at, String reason, ThreadInfo thread, StackTrace stack) {}

    JvmSinks(ChunkScope scope) {
        this.scope = scope;
    }

    void subscribe(Subscriptions to) {
        to.on(
                "jdk.JVMInformation",
                this::jvm,
                "jvmName",
                "jvmVersion",
                "jvmArguments",
                "javaArguments",
                "jvmStartTime",
                "pid");
        to.on("jdk.Shutdown", e -> shutdown = end(e), "reason");
        to.on("jdk.DumpReason", e -> dumpReason = end(e), "reason");
        to.on("jdk.DataLoss", e -> lostBytes += Math.max(0, e.number(0, 0)), "amount");
        to.on("jdk.ActiveSetting", this::setting, "id", "name", "value");
        to.on("jdk.ThreadDump", this::dump, "result");
        to.on("jdk.ExceptionStatistics", this::statistics, "throwables");
    }

    private void jvm(Event e) {
        if (jvm == null) {
            String pid = orEmpty(e.text(5));
            jvm = new Jvm(
                    orEmpty(e.text(0)),
                    orEmpty(e.text(1)),
                    orEmpty(e.text(2)),
                    orEmpty(e.text(3)),
                    e.time(4),
                    pid.matches("\\d{1,18}") ? Long.parseLong(pid) : -1);
        }
    }

    private End end(Event e) {
        return new End(e.start(), orEmpty(e.text(0)), scope.thread(e.thread()), scope.plain(e.stack()));
    }

    private void setting(Event e) {
        String type = e.eventType(0);
        if (type != null) {
            settings.setting(type, orEmpty(e.text(1)), orEmpty(e.text(2)));
        }
    }

    private void dump(Event e) {
        String text = orEmpty(e.text(0));
        dumps.add(new Dump(Nanos.instant(e.start()), text.length() > MAX_DUMP ? text.substring(0, MAX_DUMP) : text));
    }

    private void statistics(Event e) {
        if (scope.isPlausible(e.start())) {
            thrown.add(new long[] {e.start(), e.number(0, 0)});
        }
    }

    /** Who was recorded, null when the chunk does not tell. */
    @Nullable
    Jvm jvm() {
        return jvm;
    }

    /** The orderly end, null when the chunk has none. */
    @Nullable
    End shutdown() {
        return shutdown;
    }

    /** Why it was dumped, which a JVM that dies writes instead of a shutdown; null when the chunk does not tell. */
    @Nullable
    End dumpReason() {
        return dumpReason;
    }

    SettingsTally settings() {
        return settings;
    }

    List<Dump> dumps() {
        return dumps.all();
    }

    /** Times in nanoseconds since the epoch, each with how many Throwables the JVM had counted by then. */
    List<long[]> thrown() {
        return thrown;
    }

    /** What the recorder lost, in bytes. */
    long lostBytes() {
        return lostBytes;
    }
}
