package dev.epicenter.analyzer.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.CrashDiagnosis;
import dev.epicenter.model.CrashLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pattern of the library has a log that it fits best. */
class CrashPatternsTest {
    private static final String WORKER =
            "Current thread (0x00007f00000000f0):  JavaThread \"worker\" [_thread_in_native, id=7,"
                    + " stack(0x00007f0000100000,0x00007f0000200000)]\n"
                    + "Stack: [0x00007f0000100000,0x00007f0000200000],  sp=0x00007f00001ff000,  free space=1020k\n";
    private static final String COMPILER =
            "Current thread (0x00007f00000000f0):  JavaThread \"C2 CompilerThread0\" daemon [_thread_in_native, id=7,"
                    + " stack(0x00007f0000100000,0x00007f0000200000)]\n";
    private static final String NULL =
            "siginfo: si_signo: 11 (SIGSEGV), si_code: 1 (SEGV_MAPERR), si_addr: 0x0000000000000010\n";
    private static final String WILD =
            "siginfo: si_signo: 11 (SIGSEGV), si_code: 1 (SEGV_MAPERR), si_addr: 0x00007f5500000010\n";
    private static final String BUS =
            "siginfo: si_signo: 7 (SIGBUS), si_code: 2 (BUS_ADRERR), si_addr: 0x00007f5500000010\n";
    private static final String MAP = "Dynamic libraries:\n7f0010000000-7f0011000000 r-xp 00000000 fe:00 1 "
            + "                  /opt/jdk/lib/server/libjvm.so\n";

    private static final Map<String, String> LOGS = new LinkedHashMap<>();

    private static String signal(String signal, String version, String frame, String rest) {
        return "# A fatal error has been detected by the Java Runtime Environment:\n#\n#  " + signal
                + " (0xb) at pc=0x00007f0010000001, pid=42, tid=7\n#\n# JRE version: OpenJDK Runtime Environment ("
                + version + "+1) (build " + version + "+1)\n# Java VM: OpenJDK 64-Bit Server VM (" + version
                + "+1, mixed mode, tiered, g1 gc, linux-amd64)\n# Problematic frame:\n# " + frame + "\n#\n\n" + rest;
    }

    private static String signal(String frame, String rest) {
        return signal("SIGSEGV", "17.0.15", frame, rest);
    }

    private static String refused(String message, String rest) {
        return "# There is insufficient memory for the Java Runtime Environment to continue.\n# " + message
                + "\n#  Out of Memory Error (os_linux.cpp:2832), pid=42, tid=7\n#\n\n" + rest;
    }

    private static String mmapRefused(String rest) {
        return refused("Native memory allocation (mmap) failed to map 65536 bytes. Error detail: committing.", rest);
    }

    private static String error(String message, String rest) {
        return "# A fatal error has been detected by the Java Runtime Environment:\n#\n#  Internal Error (debug.cpp:362),"
                + " pid=42, tid=7\n#  " + message + "\n#\n\n" + rest;
    }

    private static String stack(String... frames) {
        return "Native frames: (J=compiled Java code, j=interpreted, Vv=VM code, C=native code)\n"
                + String.join("\n", frames) + "\n\n";
    }

    private static String mapped(String path) {
        return MAP + "7f5500000000-7f5500200000 rw-s 00000000 fe:00 4711                       " + path + "\n";
    }

    static {
        String jni = "C  [libpay.so+0x10]  charge+0x4";
        String java = "j  com.acme.Pay.charge0([B)V+0";
        LOGS.put(
                "signal-sent",
                signal(
                        "C  [libc.so.6+0x85f14]",
                        "siginfo: si_signo: 11 (SIGSEGV), si_code: 0 (SI_USER), si_pid: 9, si_uid: 0\n"));
        LOGS.put(
                "stack-overflow-native",
                signal(
                        jni,
                        "Current thread (0x1):  JavaThread \"worker\" [_thread_in_native, id=7]\n"
                                + "Stack: [0x00007f0000100000,0x00007f0000200000],  sp=0x00007f0000101000,  free space=4k\n"
                                + stack(jni, jni, jni, jni, jni, jni, java)
                                + "siginfo: si_signo: 11 (SIGSEGV), si_code: 2 (SEGV_ACCERR), si_addr: 0x00007f0000100ff8\n"));
        LOGS.put(
                "glibc-library-on-musl",
                signal(
                        "C  [libtcnative.so+0x2476c]  init_have_lse_atomics+0xc",
                        WORKER + NULL + MAP
                                + "7f0020000000-7f0021000000 r-xp 00000000 fe:00 2              /lib/ld-musl-x86_64.so.1\n"));
        LOGS.put(
                "profiler",
                signal(
                        "V  [libjvm.so+0x1]  frame::safe_for_sender(JavaThread*)+0x2",
                        WORKER
                                + stack(
                                        "V  [libjvm.so+0x1]  frame::safe_for_sender(JavaThread*)+0x2",
                                        "V  [libjvm.so+0x2]  AsyncGetCallTrace+0x1ec",
                                        "C  [libasyncProfiler.so+0x2a154]  Profiler::recordSample(void*)+0xf0")));
        LOGS.put(
                "flight-recorder-sampler",
                signal("V  [libjvm.so+0x1]  JfrThreadSampleClosure::sample_thread_in_java()+0x2", NULL));
        LOGS.put(
                "debugger-agent",
                signal(
                        "C  [libjdwp.so+0x1]  event_callback+0x2",
                        WORKER + "jvm_args: -agentlib:jdwp=transport=dt_socket\n"));
        LOGS.put(
                "agent-library",
                signal(
                        "C  [libtracer.so+0x1]  onMethodEntry+0x2",
                        WORKER + WILD + "jvm_args: -agentpath:/opt/libtracer.so=x\n"));
        LOGS.put(
                "foreign-signal-handler",
                signal(
                        "J 12 c2 com.acme.A.b()V (5 bytes) @ 0x1 [0x1+0x1]",
                        WORKER + WILD
                                + "Signal Handlers:\n   SIGSEGV: on_segv in libcrashpad.so, mask=0, flags=SA_SIGINFO\n"));
        LOGS.put("graphics-driver", signal("EXCEPTION_ACCESS_VIOLATION", "21.0.4", "C  [nvoglv64.dll+0x1f7d28]", ""));
        LOGS.put(
                "fonts",
                signal("C  [libfontmanager.so+0x1]  Java_sun_font_FreetypeFontScaler_getGlyphImageNative+0x2", NULL));
        LOGS.put(
                "jni-misuse",
                signal(
                        "V  [libjvm.so+0x1]  jni_GetObjectClass+0xa4",
                        WORKER + WILD + stack("V  [libjvm.so+0x1]  jni_GetObjectClass+0xa4", jni, java)));
        LOGS.put(
                "native-heap-corruption",
                signal(
                        "C  [libc.so.6+0x9a]  _int_free+0x1a",
                        WORKER + WILD + stack("C  [libc.so.6+0x9a]  _int_free+0x1a", jni, java)));
        LOGS.put("native-null-pointer", signal(jni, WORKER + NULL + stack(jni, java)));
        LOGS.put("native-library", signal("C  [librocksdbjni123456.so+0x10]  rocksdb::Get+0x4", WORKER + WILD));
        LOGS.put("illegal-instruction", signal("SIGILL", "17.0.9", jni, WORKER + stack(jni, java)));
        LOGS.put("arithmetic-trap", signal("SIGFPE", "17.0.9", jni, WORKER + stack(jni, java)));
        LOGS.put(
                "uncaught-cpp-exception",
                signal("EXCEPTION_UNCAUGHT_CXX_EXCEPTION", "17.0.9", "C  [KERNELBASE.dll+0x34fd9]", ""));
        LOGS.put(
                "memory-hardware",
                signal(
                        "SIGBUS",
                        "17.0.9",
                        "V  [libjvm.so+0x1]  f+0x1",
                        "siginfo: si_signo: 7 (SIGBUS), si_code: 4 (BUS_MCEERR_AR), si_addr: 0x00007f5500000010\n"));
        LOGS.put(
                "temporary-directory-full",
                signal(
                        "SIGBUS",
                        "17.0.9",
                        "V  [libjvm.so+0x1]  PerfLongVariant::sample()+0x1c",
                        BUS + mapped("/tmp/hsperfdata_app/42")));
        LOGS.put(
                "jar-replaced",
                signal(
                        "SIGBUS",
                        "1.8.0_292",
                        "C  [libzip.so+0x4882]  newEntry+0x62",
                        BUS + mapped("/srv/app/lib/x.jar")));
        LOGS.put(
                "jdk-replaced",
                signal(
                        "SIGBUS",
                        "17.0.9",
                        "V  [libjvm.so+0x1]  SystemDictionary::resolve()+0x1",
                        BUS + mapped("/opt/jdk/lib/server/classes.jsa")));
        LOGS.put(
                "library-file-unreadable",
                signal("SIGBUS", "17.0.9", "V  [libjvm.so+0x1]  f+0x1", BUS + mapped("/srv/app/libpay.so")));
        LOGS.put(
                "mapped-file-truncated",
                signal(
                        "SIGBUS",
                        "17.0.9",
                        "v  ~StubRoutines::jlong_disjoint_arraycopy",
                        BUS + mapped("/data/segment.dat")));
        LOGS.put(
                "buffer-used-after-free",
                signal(
                        "J 812 c2 java.nio.DirectByteBuffer.get(I)B java.base@17.0.9 (28 bytes) @ 0x1 [0x1+0x1]",
                        WORKER
                                + WILD
                                + MAP
                                + stack(
                                        "J 812 c2 java.nio.DirectByteBuffer.get(I)B java.base@17.0.9 (28 bytes) @ 0x1 [0x1+0x1]",
                                        "j  com.acme.Store.read()V+1")));
        LOGS.put(
                "unsafe-misuse",
                signal(
                        "V  [libjvm.so+0xed27f4]  Unsafe_PutInt+0x124",
                        WORKER
                                + NULL
                                + stack(
                                        "V  [libjvm.so+0xed27f4]  Unsafe_PutInt+0x124",
                                        "j  sun.misc.Unsafe.putInt(JI)V+5",
                                        "j  com.acme.Table.put(I)V+7")));
        LOGS.put(
                "copy-of-bad-memory",
                signal(
                        "C  [libc.so.6+0x1]  memcpy+0x10",
                        WORKER + WILD + stack("C  [libc.so.6+0x1]  memcpy+0x10", "j  com.acme.Table.copy()V+7")));
        LOGS.put(
                "jit-compiler",
                signal(
                        "V  [libjvm.so+0x1]  PhaseChaitin::Select()+0x1",
                        COMPILER + "\nCurrent CompileTask:\nC2:1 2   !   4       com.acme.Ladder::step (365 bytes)\n\n"
                                + stack("V  [libjvm.so+0x1]  PhaseChaitin::Select()+0x1")));
        LOGS.put(
                "jit-compiled-code",
                signal(
                        "J 12 c2 com.acme.A.b()V (5 bytes) @ 0x1 [0x1+0x1]",
                        WORKER + NULL + stack("J 12 c2 com.acme.A.b()V (5 bytes) @ 0x1 [0x1+0x1]")));
        LOGS.put(
                "gc-heap-corruption",
                signal(
                        "V  [libjvm.so+0x1]  oopDesc::size_given_klass(Klass*)+0x2c",
                        "Current thread (0x1):  ConcurrentGCThread \"G1 Conc#1\" [stack: 0x00007f0000100000,0x00007f0000200000] [id=7]\n"
                                + WILD + MAP));
        LOGS.put(
                "vm-operation",
                signal(
                        "V  [libjvm.so+0x1]  MetadataOnStackMark::~MetadataOnStackMark()+0xb4",
                        "Current thread (0x1):  VMThread [stack: 0x00007f0000100000,0x00007f0000200000] [id=7]\n"
                                + "VM_Operation (0x00007f): RedefineClasses, mode: safepoint, requested by thread 0x1\n"));
        LOGS.put("vm-assertion", error("guarantee(PageArmed == 0) failed: invariant", ""));
        LOGS.put(
                "vm-shutting-down",
                signal("C  [libc.so.6+0x1]  exit+0x10", "VM state: not at safepoint (shutting down)\n"));
        LOGS.put(
                "vm-starting",
                signal("V  [libjvm.so+0x1]  os::init()+0x10", "VM state: not at safepoint (not fully initialized)\n"));
        LOGS.put(
                "vm-code",
                signal("V  [libjvm.so+0x1]  ObjectSynchronizer::inflate(Thread*, oopDesc*)+0x384", WORKER + WILD));
        LOGS.put("system-library", signal("C  [libc.so.6+0x1]  strlen+0x10", WORKER + WILD));
        LOGS.put("unknown", "# A fatal error has been detected by the Java Runtime Environment:\n#\n");
        LOGS.put("java-heap-full", error("fatal error: OutOfMemory encountered: Java heap space", WORKER));
        LOGS.put("metaspace-full", error("fatal error: OutOfMemory encountered: Metaspace", WORKER));
        LOGS.put(
                "array-too-large",
                error("fatal error: OutOfMemory encountered: Requested array size exceeds VM limit", WORKER));
        LOGS.put("java-memory", error("fatal error: OutOfMemory encountered: something new", WORKER));
        LOGS.put(
                "thread-refused",
                refused(
                        "Cannot create worker GC thread. Out of system resources.",
                        "Time: Sat Nov 21 13:40:02 2026 UTC elapsed time: 0.01 seconds (0d)\n"));
        LOGS.put("container-limit", mmapRefused("memory_limit_in_bytes: 524288 k\nmemory_usage_in_bytes: 523100 k\n"));
        LOGS.put("mappings-limit", mmapRefused("/proc/sys/vm/max_map_count (maximum): 2\n" + mapped("/data/a.cfs")));
        LOGS.put(
                "address-space-limit",
                mmapRefused(
                        "rlimit (soft/hard): STACK 8192k/infinity , AS 3000000k/3000000k , CPU infinity/infinity\nVirtual Size: 2990000K (peak: 2990000K)\n"));
        LOGS.put(
                "data-limit",
                mmapRefused(
                        "rlimit (soft/hard): STACK 8192k/infinity , AS infinity/infinity , DATA 700000k/700000k , FSIZE infinity/infinity\n"));
        LOGS.put("commit-limit", mmapRefused("CommitLimit:    12000000 kB\nCommitted_AS:   11990000 kB\n"));
        LOGS.put(
                "machine-memory",
                mmapRefused("MemTotal:       24000000 kB\nMemAvailable:     100000 kB\nSwapFree:              0 kB\n"));
        LOGS.put(
                "compiler-memory",
                refused(
                        "Native memory allocation (malloc) failed to allocate 1048576 bytes for Chunk::new",
                        COMPILER + "\nCurrent CompileTask:\nC2:1 2   !   4       com.acme.Ladder::step (365 bytes)\n"));
        LOGS.put("code-cache-full", refused("CodeCache: no room for method handle adapters", ""));
        LOGS.put("native-mmap", mmapRefused(""));
        LOGS.put(
                "native-malloc",
                refused(
                        "Native memory allocation (malloc) failed to allocate 32744 bytes for ChunkPool::allocate",
                        WORKER));
        LOGS.put("native-memory", refused("Something else was refused", WORKER));
        LOGS.put(
                "jdk-8314024",
                known("17.0.8.1", "V  [libjvm.so+0x1]  PhaseIdealLoop::build_loop_late_post_work(Node*, bool)+0xe3"));
        LOGS.put(
                "jdk-8290781",
                known("11.0.3", "V  [libjvm.so+0x1]  PhaseIdealLoop::clone_loop_handle_data_uses(Node*)+0x1"));
        LOGS.put("jdk-8271340", known("17.0.0", "V  [libjvm.so+0x1]  PhaseIdealLoop::clone_outer_loop(LoopNode*)+0x1"));
        LOGS.put("jdk-8324121", known("21.0.2", "V  [libjvm.so+0x1]  PhaseIdealLoop::extract_long_range_checks()+0x1"));
        LOGS.put("jdk-8268369", known("11.0.10", "V  [libjvm.so+0x1]  PhaseCFG::implicit_null_check(Block*)+0x1"));
        LOGS.put("jdk-8277529", known("17.0.1", "V  [libjvm.so+0x1]  Node::rematerialize() const+0x1"));
        LOGS.put(
                "jdk-8261837",
                known("17.0.9", "V  [libjvm.so+0x1]  ciVirtualCallTypeData::translate_from(ProfileData const*)+0x1"));
        LOGS.put("jdk-8283441", known("1.8.0_292", "V  [libjvm.so+0x1]  ciMethodBlocks::make_block_at(int)+0x1"));
        LOGS.put(
                "jdk-8353513",
                known("17.0.15", "V  [libjvm.so+0x1]  PhaseIdealLoop::identical_backtoback_ifs(Node*)+0x70"));
        LOGS.put(
                "jdk-8251945",
                signal(
                        "SIGSEGV",
                        "11.0.11",
                        "V  [libjvm.so+0x1]  ModuleEntryTable::purge_all_module_reads()+0x1",
                        NULL));
        LOGS.put(
                "jdk-8331735",
                signal(
                        "SIGSEGV",
                        "21.0.3",
                        "V  [libjvm.so+0x1]  G1ParScanThreadState::trim_queue_to_threshold(unsigned int)+0x357c",
                        NULL));
        LOGS.put(
                "jdk-8276125",
                signal(
                        "SIGSEGV",
                        "17.0.9",
                        "V  [libjvm.so+0x1]  JfrThreadGroup::thread_group_id(JavaThread const*)+0x1",
                        NULL));
        LOGS.put(
                "jdk-8273108",
                signal("SIGSEGV", "17.0.5", "V  [libjvm.so+0x1]  markWord::displaced_mark_helper() const+0x1", NULL));
        LOGS.put(
                "jdk-8267842",
                signal(
                        "SIGSEGV",
                        "16.0.1",
                        "V  [libjvm.so+0x1]  JvmtiEnvBase::get_current_contended_monitor(JavaThread*)+0x1",
                        NULL));
        LOGS.put("jdk-8345296", signal("SIGILL", "21.0.6", "j  java.lang.System.registerNatives()V+0 java.base", ""));
    }

    private static String known(String version, String frame) {
        return signal("SIGSEGV", version, frame, COMPILER + stack(frame));
    }

    static Stream<CrashPattern> patterns() {
        return CrashPatterns.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void fitsItsLogBest(CrashPattern pattern) {
        assertThat(LOGS).as("a log for every pattern").containsKey(pattern.id());
        CrashLog log = MiniLogs.text(log(pattern.id()));
        assertThat(log.diagnoses())
                .as(log.diagnoses().stream().map(CrashDiagnosis::why).toList().toString())
                .extracting(CrashDiagnosis::pattern)
                .first()
                .isEqualTo(pattern.id());
        CrashDiagnosis best = log.diagnoses().get(0);
        assertThat(best.explanation() + best.remedy()).doesNotContain("{", "}");
        assertThat(best.why()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void saysWhereItIsKnownFrom(CrashPattern pattern) {
        assertThat(pattern.sources())
                .isNotEmpty()
                .allMatch(s -> s.startsWith("https://") || s.matches("JDK-[0-9]{7}") || s.startsWith("src/hotspot/"));
        assertThat(pattern.explanation()).isNotEmpty();
        assertThat(pattern.remedy()).isNotEmpty();
    }

    @Test
    void hasAtLeastTwentyFiveOfThemAndNoIdTwice() {
        assertThat(CrashPatterns.ALL.stream().map(CrashPattern::id)).hasSizeGreaterThanOrEqualTo(25);
        assertThat(CrashPatterns.ALL.stream().map(CrashPattern::id).collect(Collectors.toSet()))
                .hasSameSizeAs(CrashPatterns.ALL);
        assertThat(LOGS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        CrashPatterns.ALL.stream().map(CrashPattern::id).toList());
    }

    private static String log(String pattern) {
        return Objects.requireNonNull(LOGS.get(pattern), pattern);
    }

    @Test
    void doesNotBlameABugThatTheReleaseHasFixed() {
        String fixed = log("jdk-8314024").replace("17.0.8.1", "17.0.10");
        assertThat(MiniLogs.text(fixed).diagnoses())
                .extracting(CrashDiagnosis::pattern)
                .doesNotContain("jdk-8314024")
                .first()
                .isEqualTo("jit-compiler");
        String later = log("jdk-8314024").replace("17.0.8.1", "25.0.1");
        assertThat(MiniLogs.text(later).diagnoses())
                .extracting(CrashDiagnosis::pattern)
                .doesNotContain("jdk-8314024");
    }

    @Test
    void namesTheMethodToExcludeAndTheLibraryToUpdate() {
        assertThat(MiniLogs.text(log("jit-compiler")).diagnoses().get(0).remedy())
                .contains("-XX:CompileCommand=exclude,com.acme.Ladder::step");
        assertThat(MiniLogs.text(log("jit-compiled-code")).diagnoses().get(0).remedy())
                .contains("-XX:CompileCommand=exclude,com.acme.A::b");
        assertThat(MiniLogs.text(log("native-library")).diagnoses().get(0).why())
                .anyMatch(w -> w.contains("RocksDB"));
        assertThat(MiniLogs.text(log("mapped-file-truncated"))
                        .diagnoses()
                        .get(0)
                        .remedy())
                .contains("/data/segment.dat");
    }

    @Test
    void doesNotTakeAFieldAccessForACollection() {
        String barrier =
                "V  [libjvm.so+0x541557]  AccessInternal::PostRuntimeDispatch<G1BarrierSet::AccessBarrier<598116ul,"
                        + " G1BarrierSet>, (AccessInternal::BarrierType)2, 598116ul>::oop_access_barrier(void*)+0x7";
        String log = log("jni-misuse")
                .replace("# V  [libjvm.so+0x1]  jni_GetObjectClass+0xa4", "# " + barrier)
                .replace(
                        "\nV  [libjvm.so+0x1]  jni_GetObjectClass+0xa4",
                        "\n" + barrier + "\nV  [libjvm.so+0x1]  jni_GetObjectClass+0xa4");

        assertThat(MiniLogs.text(log).diagnoses())
                .extracting(CrashDiagnosis::pattern)
                .containsExactly("jni-misuse");
    }

    @Test
    void tellsWhatItIsAtMostSureOf() {
        for (String log : LOGS.values()) {
            List<CrashDiagnosis> found = MiniLogs.text(log).diagnoses();
            assertThat(found).allMatch(d -> d.confidence() > 0 && d.confidence() < 1);
            assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
        }
    }
}
