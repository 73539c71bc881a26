package dev.epicenter.analyzer.read;

import static dev.epicenter.analyzer.read.MachineSinks.orEmpty;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.EventSink;
import dev.epicenter.analyzer.jfr.Subscriptions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What one chunk says of what the virtual machine was started with and on. */
final class EnvironmentSinks {
    /** Flags of which the default is worth knowing, too: they decide how memory ends and what a crash leaves behind. */
    private static final Set<String> FLAGS = Set.of(
            "MaxHeapSize",
            "MaxMetaspaceSize",
            "CompressedClassSpaceSize",
            "MaxDirectMemorySize",
            "ReservedCodeCacheSize",
            "ThreadStackSize",
            "MaxJavaStackTraceDepth",
            "HeapDumpOnOutOfMemoryError",
            "ExitOnOutOfMemoryError",
            "CrashOnOutOfMemoryError",
            "OnOutOfMemoryError",
            "OnError",
            "ErrorFile",
            "CreateCoredumpOnCrash",
            "OmitStackTraceInFastThrow",
            "StackTraceInThrowable",
            "ShowCodeDetailsInExceptionMessages",
            "UseContainerSupport",
            "DisableExplicitGC",
            "UseGCOverheadLimit");

    private static final Set<String> PROPERTIES = Set.of(
            "java.version",
            "java.vendor",
            "java.vendor.version",
            "java.runtime.version",
            "java.vm.name",
            "java.vm.version",
            "java.home",
            "java.class.path",
            "jdk.module.path",
            "jdk.module.main",
            "sun.java.command",
            "sun.java.launcher",
            "os.name",
            "os.version",
            "os.arch",
            "user.dir",
            "user.timezone",
            "file.encoding",
            "native.encoding",
            "java.io.tmpdir",
            "java.util.concurrent.ForkJoinPool.common.parallelism");

    /** Characters of a value that a report can bear. */
    private static final int MAX_LENGTH = 4_096;

    private final MachineSinks machine;
    private final Map<String, String> flags = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> host = new HashMap<>();
    private long maxMetaspaceBytes = -1;

    EnvironmentSinks(MachineSinks machine) {
        this.machine = machine;
    }

    void subscribe(Subscriptions to) {
        flags(to, "Boolean", e -> Boolean.toString(e.isTrue(1)));
        flags(to, "Int", e -> Long.toString(e.number(1, 0)));
        flags(to, "UnsignedInt", e -> Long.toString(e.number(1, 0)));
        flags(to, "Long", e -> Long.toString(e.number(1, 0)));
        flags(to, "UnsignedLong", e -> Long.toUnsignedString(e.number(1, 0)));
        flags(to, "Double", e -> Double.toString(e.real(1, 0)));
        flags(to, "String", e -> orEmpty(e.text(1)));
        to.on("jdk.InitialSystemProperty", this::property, "key", "value");
        to.on("jdk.OSInformation", this::system, "osVersion");
        to.on("jdk.CPUInformation", this::processors, "description", "sockets", "cores", "hwThreads");
        to.on("jdk.VirtualizationInformation", e -> host("virtualization", orEmpty(e.text(0))), "name");
        to.on("jdk.GCConfiguration", this::collectors, "youngCollector", "oldCollector");
        to.on(
                "jdk.ContainerConfiguration",
                this::container,
                "containerType",
                "effectiveCpuCount",
                "memoryLimit",
                "cpuQuota",
                "cpuSlicePeriod");
    }

    @FunctionalInterface
    private interface Value {
        String of(Event event);
    }

    private void flags(Subscriptions to, String kind, Value value) {
        EventSink sink = e -> {
            String name = orEmpty(e.text(0));
            if (!"Default".equals(e.text(2)) || FLAGS.contains(name)) {
                flags.put(name, cut(value.of(e)));
            }
            if (name.equals("MaxMetaspaceSize")) {
                long limit = e.number(1, 0);
                maxMetaspaceBytes = limit <= 0 || limit > MachineSinks.NO_LIMIT ? 0 : limit;
            }
        };
        to.on("jdk." + kind + "Flag", sink, "name", "value", "origin");
        to.on("jdk." + kind + "FlagChanged", e -> flags.put(orEmpty(e.text(0)), cut(value.of(e))), "name", "newValue");
    }

    private void property(Event e) {
        String key = orEmpty(e.text(0));
        if (PROPERTIES.contains(key)) {
            properties.put(key, cut(orEmpty(e.text(1))));
        }
    }

    /** Linux has the lines of os-release and uname, other systems one line. */
    private void system(Event e) {
        String name = "";
        for (String line : orEmpty(e.text(0)).lines().map(String::strip).toList()) {
            if (line.startsWith("PRETTY_NAME=")) {
                name = line.substring("PRETTY_NAME=".length()).replace("\"", "");
            } else if (line.startsWith("uname:")) {
                String[] words = line.substring("uname:".length()).strip().split(" ");
                host("kernel", words.length > 1 ? words[0] + " " + words[1] : words[0]);
            } else if (name.isEmpty() && !line.isEmpty()) {
                name = line;
            }
        }
        host("operating system", name);
    }

    private void processors(Event e) {
        String brand = orEmpty(e.text(0)).lines().findFirst().orElse("");
        int from = brand.indexOf("Brand: ");
        int to = brand.indexOf(", Vendor");
        if (from >= 0 && to > from) {
            host("processor", brand.substring(from + "Brand: ".length(), to).strip());
        }
        host(
                "processors",
                String.format(
                        Locale.ROOT,
                        "%d threads on %d cores in %d sockets",
                        e.number(3, 0),
                        e.number(2, 0),
                        e.number(1, 0)));
    }

    private void collectors(Event e) {
        host("collectors", orEmpty(e.text(0)) + ", " + orEmpty(e.text(1)));
    }

    private void container(Event e) {
        host("container", orEmpty(e.text(0)));
        long processors = e.number(1, 0);
        if (processors > 0) {
            host("container processors", Long.toString(processors));
        }
        long limit = e.number(2, 0);
        machine.containerLimit(e.start(), limit);
        if (limit > 0 && limit < MachineSinks.NO_LIMIT) {
            host("container memory limit", mebibytes(limit));
        }
        long quota = e.nanos(3);
        long period = e.nanos(4);
        if (quota > 0 && period > 0) {
            host("container processor quota", String.format(Locale.ROOT, "%.2f processors", (double) quota / period));
        }
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }

    private void host(String name, String value) {
        if (!value.isBlank()) {
            host.put(name, cut(value));
        }
    }

    private static String cut(String value) {
        return value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value;
    }

    Map<String, String> flags() {
        return flags;
    }

    Map<String, String> properties() {
        return properties;
    }

    Map<String, String> host() {
        return host;
    }

    /** Limit of the metaspace, 0 when there is none, -1 when the chunk does not tell. */
    long maxMetaspaceBytes() {
        return maxMetaspaceBytes;
    }
}
