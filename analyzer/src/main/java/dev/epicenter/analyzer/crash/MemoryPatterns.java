package dev.epicenter.analyzer.crash;

import static dev.epicenter.analyzer.crash.CrashPattern.general;
import static dev.epicenter.analyzer.crash.CrashPattern.pattern;

import dev.epicenter.model.CrashKind;
import dev.epicenter.model.CrashMemory;
import dev.epicenter.model.CrashThread;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The JVM ended because it could not get memory or a thread; and the limits that were hit. */
final class MemoryPatterns {
    private static final Pattern THREAD = Pattern.compile(
            "[Cc]annot create (worker|GC|[\\w ]*?) ?(GC )?[Tt]hread|unable to create (new )?native thread");

    private MemoryPatterns() {}

    static List<CrashPattern> all() {
        return List.of(
                pattern("java-heap-full", "The Java heap was full, and the JVM was told to crash")
                        .needsTold(
                                0.9, "The JVM says so", f -> java(f, "Java heap space", "GC overhead limit exceeded"))
                        .surerTold(
                                0.5,
                                "The heap in use",
                                f -> f.nearLimit(CrashMemory.HEAP_USED, CrashMemory.HEAP_MAX, 0.85))
                        .because(
                                "With -XX:+CrashOnOutOfMemoryError the first OutOfMemoryError ends the JVM with a crash log instead of being "
                                        + "thrown. The thread that met the full heap, {caller}, need not be the one that filled it.")
                        .remedy(
                                "Find what fills the heap: -XX:+HeapDumpOnOutOfMemoryError and a look at the dump's dominators, or the "
                                        + "old-object samples of a recording. Raise -Xmx only if the live data is known to be that large.")
                        .from(Sources.ORACLE_MEMORY, "src/hotspot/share/utilities/debug.cpp report_java_out_of_memory"),
                pattern("metaspace-full", "The metaspace was full")
                        .needsTold(0.9, "The JVM says so", f -> java(f, "Metaspace", "Compressed class space"))
                        .surerTold(
                                0.5,
                                "The metaspace in use",
                                f -> f.nearLimit(CrashMemory.METASPACE_COMMITTED, CrashMemory.METASPACE_MAX, 0.9))
                        .because(
                                "Metaspace holds classes. It fills when class loaders are never let go (redeployment, scripts, generated "
                                        + "proxies in a loop), or when its limit is too low for the classes that the program has.")
                        .remedy(
                                "Count class loaders and classes (jcmd <pid> VM.classloaders, GC.class_stats; jdk.ClassLoaderStatistics in a "
                                        + "recording): thousands of loaders of one kind are the leak. Here {caller} was defining one. Raise "
                                        + "-XX:MaxMetaspaceSize (or -XX:CompressedClassSpaceSize) only if they are needed.")
                        .from(Sources.ORACLE_MEMORY),
                pattern("array-too-large", "An array was asked for that the JVM cannot have")
                        .needsTold(0.9, "The JVM says so", f -> java(f, "Requested array size exceeds VM limit"))
                        .because(
                                "An array may have at most about 2^31 elements. A collection that doubles, or a length read from damaged "
                                        + "input, asked for more.")
                        .remedy("Check the length that {caller} asks for.")
                        .from(Sources.ORACLE_MEMORY),
                pattern("thread-refused", "The operating system refused a thread")
                        .needsTold(
                                0.8,
                                "A thread could not be created",
                                f -> f.kind(CrashKind.NATIVE_MEMORY, CrashKind.JAVA_MEMORY)
                                                && THREAD.matcher(f.cause().message())
                                                        .find()
                                        ? Optional.of(f.cause().message())
                                        : Optional.empty())
                        .surerTold(
                                0.6,
                                "The limit on tasks of the container",
                                f -> f.nearLimit(CrashMemory.CONTAINER_TASKS, CrashMemory.CONTAINER_TASKS_LIMIT, 0.95))
                        .surerTold(
                                0.4,
                                "The limit on processes of the user (ulimit -u), which threads count towards",
                                f -> f.nearLimit(CrashMemory.THREADS, CrashMemory.LIMIT_TASKS, 0.8))
                        .surerTold(
                                0.4,
                                "The limit of the machine",
                                f -> f.nearLimit(CrashMemory.THREADS, CrashMemory.THREADS_MAX, 0.8))
                        .surerTold(
                                0.4,
                                "It happened while the JVM started, as it does when a sandbox forbids it",
                                MemoryPatterns::atStart)
                        .because(
                                "Not memory: the number of threads. A limit was hit (ulimit -u, the container's pids.max, threads-max), or, at "
                                        + "the very start, an old container engine's seccomp profile answers glibc 2.34's clone3 with EPERM.")
                        .remedy(
                                "Compare the threads that the log lists with ulimit -u and pids.max (docker --pids-limit, podInfraPidsLimit). "
                                        + "Bound the pools that grow. At the start of a container: update docker (20.10.10), containerd (1.6) or runc.")
                        .from(
                                "https://github.com/apache/skywalking/issues/9748",
                                "https://github.com/openshift/origin/issues/24360",
                                "https://github.com/moby/moby/pull/42681",
                                Sources.SETRLIMIT),
                pattern("container-limit", "The container's memory limit was hit")
                        .needs(0.3, "The operating system refused memory", f -> f.kind(CrashKind.NATIVE_MEMORY))
                        .needsTold(
                                0.6,
                                "The container's memory in use",
                                f -> f.nearLimit(CrashMemory.CONTAINER_USED, CrashMemory.CONTAINER_LIMIT, 0.9))
                        .surerTold(
                                0.4,
                                "The heap alone may take",
                                f -> f.nearLimit(CrashMemory.HEAP_MAX, CrashMemory.CONTAINER_LIMIT, 0.85))
                        .because(
                                "The limit counts everything: heap, metaspace, code cache, thread stacks, direct buffers, malloc, and the page "
                                        + "cache of files in use.")
                        .remedy(
                                "Leave a quarter of the container's memory outside the heap (-XX:MaxRAMPercentage=75 or less), or raise the limit. "
                                        + "See what grew: -XX:NativeMemoryTracking=summary and jcmd VM.native_memory.")
                        .from(Sources.CGROUP, Sources.ORACLE_MEMORY),
                pattern("mappings-limit", "The process had as many memory mappings as it may have")
                        .needs(
                                0.3,
                                "The operating system refused memory",
                                f -> f.kind(CrashKind.NATIVE_MEMORY)
                                        || f.message("Failed to uncommit")
                                        || f.message("guard pages"))
                        .needsTold(
                                0.75,
                                "Mappings in use",
                                f -> f.nearLimit(CrashMemory.MAPPINGS, CrashMemory.MAPPINGS_MAX, 0.95))
                        .because(
                                "Every mapped file, thread stack and committed part of the heap takes entries; the kernel allows "
                                        + "vm.max_map_count of them, 65530 by default, however much memory is free.")
                        .remedy(
                                "Raise vm.max_map_count (`sysctl -w vm.max_map_count=262144`); see who maps so much: many threads, many mapped "
                                        + "files (Lucene, RocksDB, Kafka), ZGC with a large heap.")
                        .from(Sources.SYSCTL_VM, "https://github.com/DynamoRIO/dynamorio/issues/3733"),
                pattern("address-space-limit", "The process had all the address space that it may have")
                        .needs(0.3, "The operating system refused memory", f -> f.kind(CrashKind.NATIVE_MEMORY))
                        .needsTold(0.65, "Address space in use", f -> f.nearLimit(
                                        CrashMemory.VIRTUAL, CrashMemory.LIMIT_ADDRESS_SPACE, 0.8)
                                .or(() -> reserved(f)))
                        .because(
                                "ulimit -v bounds address space, not memory. A JVM reserves far more than it uses: heap, class space (1 GB), "
                                        + "code cache (240 MB), stacks.")
                        .remedy(
                                "Remove the limit (`ulimit -v unlimited`) and bound memory by a container instead; else lower -Xmx, "
                                        + "-XX:CompressedClassSpaceSize and -XX:ReservedCodeCacheSize.")
                        .from(Sources.SETRLIMIT),
                pattern("data-limit", "The process may not have more private memory")
                        .needs(0.3, "The operating system refused memory", f -> f.kind(CrashKind.NATIVE_MEMORY))
                        .needsTold(0.55, "The limit on private memory (ulimit -d) is set", MemoryPatterns::dataLimit)
                        .because(
                                "Since Linux 4.7 ulimit -d bounds all private memory that may be written, the heap included.")
                        .remedy(
                                "Remove the limit (`ulimit -d unlimited`) and bound memory by a container instead; else lower -Xmx.")
                        .from(Sources.SETRLIMIT),
                pattern("commit-limit", "The machine does not hand out more memory than it has")
                        .needs(0.3, "The operating system refused memory", f -> f.kind(CrashKind.NATIVE_MEMORY))
                        .needsTold(
                                0.55,
                                "Memory handed out against the limit",
                                f -> f.nearLimit(CrashMemory.COMMITTED, CrashMemory.COMMIT_LIMIT, 0.97))
                        .because(
                                "With vm.overcommit_memory=2 the kernel refuses what might not be there when it is used, although much of "
                                        + "what was handed out never is.")
                        .remedy(
                                "Use vm.overcommit_memory=0 or raise vm.overcommit_ratio; or add swap, which counts; or lower the heaps of all "
                                        + "JVMs on the machine.")
                        .from("https://docs.kernel.org/mm/overcommit-accounting.html"),
                pattern("machine-memory", "The machine had no memory left")
                        .needs(0.3, "The operating system refused memory", f -> f.kind(CrashKind.NATIVE_MEMORY))
                        .needsTold(0.6, "Memory left", MemoryPatterns::machineFull)
                        .surerTold(
                                0.2,
                                "The heap alone may take",
                                f -> f.nearLimit(CrashMemory.HEAP_MAX, CrashMemory.PHYSICAL, 0.75))
                        .because("Physical memory and swap were used up, by this process or by others on the machine.")
                        .remedy(
                                "See what else runs there; lower -Xmx so that heap and the rest (a quarter more, and the stacks) fit; add "
                                        + "memory.")
                        .from(Sources.ORACLE_MEMORY),
                pattern("compiler-memory", "The JIT compiler took all the memory")
                        .needs(
                                0.5,
                                "The memory was refused to a compiler thread",
                                f -> f.kind(CrashKind.NATIVE_MEMORY) && f.thread(CrashThread.Kind.COMPILER))
                        .surerTold(0.4, "It was compiling", f -> Optional.of(
                                        f.log().stack().compiling())
                                .filter(m -> !m.isEmpty()))
                        .because("Compiling one huge or strange method can take gigabytes in arenas.")
                        .remedy("Exclude the method, -XX:CompileCommand=exclude,{method}, or bound the compiler, "
                                + "-XX:CompileCommand=MemLimit,*.*,600M (JDK 22); update {java}.")
                        .from("JDK-8318016", Sources.ORACLE_MEMORY),
                pattern("code-cache-full", "The code cache was full")
                        .needsTold(
                                0.7,
                                "The JVM says so",
                                f -> f.message("CodeCache") || f.message("code cache") || f.message("CodeHeap")
                                        ? Optional.of(f.cause().message())
                                        : Optional.empty())
                        .surerTold(
                                0.4,
                                "The code cache in use",
                                f -> f.nearLimit(CrashMemory.CODE_CACHE_USED, CrashMemory.CODE_CACHE_MAX, 0.9))
                        .because(
                                "Compiled code, adapters and stubs share it; when an adapter or stub does not fit any more, the JVM cannot go on.")
                        .remedy(
                                "Raise -XX:ReservedCodeCacheSize; see whether code is generated without end (scripts, proxies, lambdas in loops).")
                        .from(Sources.ORACLE_MEMORY),
                pattern("native-mmap", "The operating system refused to map memory")
                        .needsTold(
                                0.65,
                                "The JVM says so",
                                f -> f.kind(CrashKind.NATIVE_MEMORY) && (f.message("(mmap)") || f.message("(mprotect)"))
                                        ? Optional.of(f.cause().message())
                                        : Optional.empty())
                        .because(
                                "The JVM had reserved address space and asked the kernel to back it with memory: {bytes}. The limit may be the "
                                        + "machine's, the container's, the user's (ulimit), or the kernel's (mappings, overcommit).")
                        .remedy(
                                "Check in this order: free memory and swap, the container's limit, ulimit -v, vm.max_map_count, "
                                        + "vm.overcommit_memory. Lower -Xmx if heap and the rest do not fit together.")
                        .from(Sources.ORACLE_MEMORY, Sources.MMAP),
                pattern("native-malloc", "The C library could not allocate memory")
                        .needsTold(
                                0.65,
                                "The JVM says so",
                                f -> f.kind(CrashKind.NATIVE_MEMORY) && f.message("(malloc)")
                                        ? Optional.of(f.cause().message())
                                        : Optional.empty())
                        .because(
                                "The native heap could not grow by {bytes}: memory or address space is used up, often by something other than "
                                        + "the Java heap (direct buffers, a native leak, too many malloc arenas).")
                        .remedy(
                                "See what grew outside the heap: -XX:NativeMemoryTracking=summary, jcmd VM.native_memory; try MALLOC_ARENA_MAX=2; "
                                        + "bound direct memory with -XX:MaxDirectMemorySize.")
                        .from(Sources.ORACLE_MEMORY),
                general("native-memory", "The operating system refused memory")
                        .needs(0.5, "The JVM ended since it could not get memory", f -> f.kind(CrashKind.NATIVE_MEMORY))
                        .because(
                                "Heap, metaspace, code cache, stacks, direct buffers and native libraries together need more than the machine, "
                                        + "the container or a limit gives.")
                        .remedy(
                                "Check free memory and swap, the container's limit and ulimit; lower -Xmx if heap and the rest do not fit.")
                        .from(Sources.ORACLE_MEMORY),
                general("java-memory", "An OutOfMemoryError, and the JVM was told to crash")
                        .needsTold(
                                0.7,
                                "The JVM says so",
                                f -> f.kind(CrashKind.JAVA_MEMORY)
                                        ? Optional.of(f.cause().message())
                                        : Optional.empty())
                        .because("-XX:+CrashOnOutOfMemoryError turns the first OutOfMemoryError into a crash.")
                        .remedy("Look at the kind of memory that the message names.")
                        .from(Sources.ORACLE_MEMORY));
    }

    private static Optional<String> java(LogFacts f, String... messages) {
        for (String message : messages) {
            if (f.kind(CrashKind.JAVA_MEMORY) && f.message(message)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** Memory available below 2 % of the machine's, or below what was asked for, and no swap to speak of. Judgements. */
    private static Optional<String> machineFull(LogFacts f) {
        long physical = f.memory(CrashMemory.PHYSICAL);
        boolean told = f.log().memory().values().containsKey(CrashMemory.AVAILABLE);
        long left = f.memory(CrashMemory.AVAILABLE) + f.memory(CrashMemory.SWAP_FREE);
        boolean full = told
                && physical > 0
                && (left < physical / 50 || left < f.cause().requestedBytes());
        return full ? Optional.of(LogFacts.size(left) + " of " + LogFacts.size(physical)) : Optional.empty();
    }

    /** The limit is there and what was asked for would cross it. */
    private static Optional<String> reserved(LogFacts f) {
        long limit = f.memory(CrashMemory.LIMIT_ADDRESS_SPACE);
        long virtual = f.memory(CrashMemory.VIRTUAL);
        boolean crossed = limit > 0 && virtual > 0 && virtual + f.cause().requestedBytes() >= limit;
        return crossed ? Optional.of(LogFacts.size(virtual) + " of " + LogFacts.size(limit)) : Optional.empty();
    }

    private static Optional<String> dataLimit(LogFacts f) {
        long limit = f.memory(CrashMemory.LIMIT_DATA);
        return limit > 0 ? Optional.of(LogFacts.size(limit)) : Optional.empty();
    }

    private static Optional<String> atStart(LogFacts f) {
        boolean early = f.log().uptime().filter(u -> u.toMillis() < 2_000).isPresent() && f.message("GC");
        return early ? Optional.of(f.log().uptime().get().toMillis() + " ms") : Optional.empty();
    }
}
