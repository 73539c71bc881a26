package dev.epicenter.analyzer.crash;

import static dev.epicenter.analyzer.crash.CrashPattern.pattern;

import dev.epicenter.model.CrashFrame.Kind;
import dev.epicenter.model.FaultArea;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Crashes while memory was read or written that stands for a file, or that somebody else had freed. */
final class FilePatterns {
    private static final Pattern BUFFERS = Pattern.compile(
            "java\\.nio\\.(Mapped|Direct)\\w*Buffer|java\\.nio\\.ByteBuffer|jdk\\.internal\\.misc\\.ScopedMemoryAccess|MappedMemoryUtils"
                    + "|StubRoutines::\\w*(arraycopy|unsafe_\\w+)|!acl_CopyRight|!_Copy_\\w+|Unsafe_(CopyMemory|SetMemory|CopySwapMemory)");
    private static final Pattern NIO = Pattern.compile(
            "java\\.nio\\.\\w*Buffer|ScopedMemoryAccess|java\\.lang\\.foreign|jdk\\.internal\\.foreign");
    private static final Pattern UNSAFE = Pattern.compile(
            "!Unsafe_\\w+|(jdk\\.internal|sun)\\.misc\\.Unsafe\\.(?!park)\\w+|StubRoutines::\\w*(unsafe_arraycopy|unsafe_set_memory)");
    private static final Pattern PERF =
            Pattern.compile("PerfLong\\w*|PerfData\\w*|PerfMemory|StatSampler|PerfTraceTime");
    private static final Pattern ZIP = Pattern.compile("(lib)?zip\\.(so|dll|dylib)");
    private static final Pattern COPY =
            Pattern.compile("StubRoutines::\\w*(arraycopy|copy|fill)\\w*|memcpy|memmove|memset");

    private FilePatterns() {}

    static List<CrashPattern> all() {
        return List.of(
                pattern("memory-hardware", "A memory module failed")
                        .needs(0.95, "The kernel reports an uncorrectable hardware memory error", f -> f.cause()
                                .signalCode()
                                .startsWith("BUS_MCEERR"))
                        .because(
                                "The processor met a memory error that it could not correct in a page that the process used.")
                        .remedy(
                                "Take the host out of service and look at its machine check log (dmesg, mcelog, rasdaemon, the BMC).")
                        .from(Sources.SIGACTION),
                pattern("temporary-directory-full", "The JVM's performance data file in /tmp could not be written")
                        .needsTold(
                                0.75,
                                "The memory that could not be used is the hsperfdata file",
                                FilePatterns::perfData)
                        .surer(0.4, "The signal is SIGBUS", f -> f.signal("SIGBUS"))
                        .because(
                                "Every JVM maps a small file, /tmp/hsperfdata_<user>/<pid>. When the file system is full, or another "
                                        + "container with the same /tmp truncates the file of the same process id, writing there is a SIGBUS.")
                        .remedy(
                                "Free space in /tmp, give each container its own /tmp (JDK-8286030 makes the JVM check since JDK 20 and in "
                                        + "later updates), or start with -XX:-UsePerfData, which jps and jstat then miss.")
                        .from("JDK-8286030", "https://github.com/camunda/camunda/issues/8099"),
                pattern("jar-replaced", "A jar was overwritten while it was in use")
                        .needsTold(0.75, "The memory that could not be read is a jar's directory", FilePatterns::jar)
                        .surer(
                                0.3,
                                "The JVM still maps jars into memory (before JDK 9)",
                                f -> f.log().vm().feature() < 9)
                        .because(
                                "Before JDK 9 the zip library maps a jar's central directory; when the file is overwritten in place, the "
                                        + "mapping points at other content or past the end.")
                        .remedy(
                                "Deploy by writing a new file and renaming it, never by copying over a jar in use; stop the JVM first. "
                                        + "-Dsun.zip.disableMemoryMapping=true avoids the mapping; JDK 9 and later do without it.")
                        .from(
                                "https://github.com/usethesource/rascal/issues/1488",
                                "https://github.com/elastic/elasticsearch/issues/41515",
                                "JDK-8145260"),
                pattern("jdk-replaced", "The JDK's own files changed or went away while it ran")
                        .needsTold(0.8, "The memory that could not be read is the JDK's", FilePatterns::jdkFile)
                        .surer(
                                0.3,
                                "The signal is SIGBUS",
                                f -> f.signal("SIGBUS") || f.signal("EXCEPTION_IN_PAGE_ERROR"))
                        .because(
                                "The JVM maps its class archive, its modules file and its libraries. An update in place, a network file "
                                        + "system that went away or a broken disk makes those pages unreadable.")
                        .remedy(
                                "Install updates beside the old JDK and restart; keep the JDK on a local disk. -Xshare:off avoids the class "
                                        + "archive alone.")
                        .from(Sources.MMAP, "https://github.com/dell/storage-performance-tool/pull/50"),
                pattern("library-file-unreadable", "A library's file changed or could not be read while it was in use")
                        .needsTold(0.7, "The memory that could not be used is a library's", FilePatterns::libraryFile)
                        .because(
                                "Libraries are mapped files: one that is overwritten in place, or lies on a disk or network file system "
                                        + "that fails, cannot be read any more.")
                        .remedy(
                                "Replace libraries by renaming a new file over the old one; look at the kernel's log for disk errors.")
                        .from(Sources.MMAP),
                pattern("mapped-file-truncated", "A mapped file was truncated, or the disk was full")
                        .needs(
                                0.3,
                                "The signal is one for a page that cannot be provided",
                                f -> (f.signal("SIGBUS") || f.signal("EXCEPTION_IN_PAGE_ERROR"))
                                        && !f.sent()
                                        && !f.cause().signalCode().startsWith("BUS_MCEERR"))
                        .surerTold(0.7, "The address is in a mapped file", FilePatterns::mappedFile)
                        .surerTold(
                                0.5,
                                "Code that reads or writes mapped memory is on top of the stack",
                                f -> f.frame(BUFFERS))
                        .because(
                                "A file was mapped into memory, and then made shorter by this or another process, or it is sparse and "
                                        + "the disk is full, or its network file system went away: touching the pages beyond the end is a SIGBUS. "
                                        + "HotSpot turns it into an InternalError in most of Java's own accesses (JDK-8191278, JDK 14), not in "
                                        + "native code nor for Unsafe.setMemory before JDK 22 (JDK-8320886).")
                        .remedy(
                                "Never truncate {file} while it is mapped: write a new file and rename it, or take a lock; check the disk's "
                                        + "free space and preallocate instead of mapping sparse files. The access comes from {caller}.")
                        .from(
                                "JDK-8191278",
                                "JDK-8320886",
                                Sources.MMAP,
                                "https://github.com/jankotek/mapdb/issues/442"),
                pattern("buffer-used-after-free", "A direct or mapped buffer was used after it was freed")
                        .needs(
                                0.3,
                                "Nothing is mapped at the faulting address, or something that may not be used",
                                f -> f.signal("SIGSEGV", "EXCEPTION_ACCESS_VIOLATION")
                                        && !f.sent()
                                        && f.area(FaultArea.UNMAPPED, FaultArea.UNKNOWN, FaultArea.OTHER_MEMORY))
                        .needsTold(
                                0.5,
                                "The code on top of the stack uses a buffer outside the heap",
                                f -> f.frame(NIO, 6))
                        .because(
                                "A buffer's memory was released by hand (a cleaner hack, Unsafe.invokeCleaner, unmap) while another "
                                        + "thread, or a duplicate or slice of it, still used it.")
                        .remedy(
                                "Do not free buffers explicitly while anyone may use them: drop the clean-up at {caller}, guard it with a "
                                        + "lock, or use java.lang.foreign's Arena, which checks.")
                        .from("https://github.com/jankotek/mapdb/issues/442"),
                pattern("unsafe-misuse", "Unsafe was given an address that is not valid")
                        .needsTold(
                                0.5,
                                "The JVM crashed in an operation of Unsafe",
                                f -> f.memoryFault() ? f.frame(UNSAFE, 4) : Optional.empty())
                        .surerTold(0.5, "Code of the application or a library asked for it", f -> f.application()
                                .filter(a -> f.frame(NIO, 6).isEmpty())
                                .map(a -> a.qualifiedMethod()))
                        .surer(
                                0.4,
                                "The address is null, or none that a processor can have",
                                f -> f.area(FaultArea.NULL_PAGE, FaultArea.NON_CANONICAL))
                        .because(
                                "sun.misc.Unsafe reads and writes any address without a check: memory that was freed, an offset of "
                                        + "another class, an object passed where null was meant.")
                        .remedy(
                                "See what address {caller} computes, and whether its memory was freed before (a double close, a race with "
                                        + "it). Move to VarHandle and java.lang.foreign, which check bounds and lifetime.")
                        .from("https://github.com/adoptium/temurin-build/issues/2415", "https://openjdk.org/jeps/471"),
                pattern("copy-of-bad-memory", "Memory was copied from or to an address that is not valid")
                        .needsTold(
                                0.45,
                                "It crashed while memory was copied",
                                f -> f.memoryFault() ? f.frame(COPY, 2) : Optional.empty())
                        .surerTold(0.2, "on behalf of", f -> f.application().map(a -> a.qualifiedMethod()))
                        .because(
                                "The copy itself is right; one of its addresses is not: a buffer that was freed or truncated, a length "
                                        + "that is too large, an object that heap corruption has damaged.")
                        .remedy("Look at what {caller} copies: sizes of native buffers, buffers used after close.")
                        .from(Sources.ORACLE_CRASHES));
    }

    private static Optional<String> perfData(LogFacts f) {
        if (f.cause().areaName().contains("hsperfdata")) {
            return Optional.of(f.cause().areaName());
        }
        return f.signal("SIGBUS") ? f.frame(PERF, 4) : Optional.empty();
    }

    private static Optional<String> jar(LogFacts f) {
        String file = f.cause().areaName();
        if (f.memoryFault() && (file.endsWith(".jar") || file.endsWith(".war") || file.endsWith(".zip"))) {
            return Optional.of(file);
        }
        boolean zip = f.memoryFault() && f.topIs(Kind.NATIVE) && f.log().vm().feature() < 9;
        return zip ? f.frame(ZIP, 1) : Optional.empty();
    }

    private static Optional<String> jdkFile(LogFacts f) {
        String file = f.cause().areaName();
        boolean told = f.log().notes().stream().anyMatch(n -> n.contains("class data sharing archive"));
        boolean archive = f.memoryFault() && f.area(FaultArea.CDS_ARCHIVE);
        boolean modules = f.signal("SIGBUS") && (file.endsWith("/lib/modules") || file.contains("/lib/server/libjvm"));
        return archive || modules || told ? Optional.of(file.isEmpty() ? "the class archive" : file) : Optional.empty();
    }

    private static Optional<String> libraryFile(LogFacts f) {
        return f.signal("SIGBUS") && f.area(FaultArea.LIBRARY)
                ? Optional.of(f.cause().areaName())
                : Optional.empty();
    }

    private static Optional<String> mappedFile(LogFacts f) {
        return f.area(FaultArea.MAPPED_FILE) ? Optional.of(f.cause().areaName()) : Optional.empty();
    }
}
