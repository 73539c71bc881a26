package dev.epicenter.analyzer.crash;

import static dev.epicenter.analyzer.crash.CrashPattern.general;
import static dev.epicenter.analyzer.crash.CrashPattern.pattern;

import dev.epicenter.model.CrashFrame.Kind;
import dev.epicenter.model.CrashKind;
import dev.epicenter.model.CrashSignalHandler;
import dev.epicenter.model.FaultArea;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Crashes in native code: JNI libraries, agents, profilers, drivers. */
final class NativePatterns {
    private static final Pattern JNI =
            Pattern.compile("!(?:BufferBlob::)?(jni_\\w+|JVM_\\w+|jvmti_\\w+|JNIHandles::\\w+|checked_jni_\\w+)");
    private static final Pattern JNI_ONLY = Pattern.compile("!(?:BufferBlob::)?jni_\\w+");
    private static final Pattern PROFILER = Pattern.compile(
            "AsyncGetCallTrace|forte_fill|vframeStreamForte|Profiler::recordSample|Profiler::getJavaTrace|libasyncProfiler"
                    + "|libjavaProfiler|lightweight-client|liblagent|[Jj]rebel|libyjpagent|libjprofilerti|libbifroest");
    private static final Pattern SAMPLER =
            Pattern.compile("JfrThreadSampl|OSThreadSampler|JfrNativeSampler|JfrGetCallTrace");
    private static final Pattern DEBUGGER = Pattern.compile("^(lib)?(jdwp|dt_socket|dt_shmem)\\.");
    private static final Pattern AGENT = Pattern.compile("-agent(?:path|lib):([^=\\s]+)");
    private static final Pattern GRAPHICS = Pattern.compile(
            "^(atio|atig|ati\\w*32|amd\\w*64|amdxx|nvoglv|nvwgf|nvidia|libnvidia|ig\\w*icd|igxehp|igd\\w*|libGL[X.]|libEGL|libgallium"
                    + "|iris_dri|i965_dri|radeonsi|swrast|d3d9|d3d11|opengl32|vulkan)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FONTS = Pattern.compile(
            "libfontmanager|libfreetype|libfontconfig|libharfbuzz|fontmanager\\.dll|freetype\\.dll|libFontParser");
    private static final Pattern MALLOC = Pattern.compile(
            "!(_int_malloc|_int_free|malloc|free|__libc_malloc|__libc_free|malloc_consolidate|unlink_chunk|realloc|cfree|RtlFreeHeap"
                    + "|RtlAllocateHeap|RtlpLowFragHeap\\w*|tcache_\\w+|je_\\w+|arena_\\w+)$");
    private static final Pattern MUSL = Pattern.compile("^(ld-musl|libc\\.musl)");
    private static final Pattern LSE = Pattern.compile("init_have_lse_atomics");

    /** Which product a library belongs to, by the start of its name. */
    private static final List<String[]> PRODUCTS = List.of(
            new String[] {"librocksdbjni", "RocksDB"},
            new String[] {"libleveldbjni", "LevelDB"},
            new String[] {"sqlite-", "SQLite JDBC"},
            new String[] {"libsqlitejdbc", "SQLite JDBC"},
            new String[] {"libsnappyjava", "snappy-java"},
            new String[] {"snappy-", "snappy-java"},
            new String[] {"libzstd-jni", "zstd-jni"},
            new String[] {"liblz4-java", "lz4-java"},
            new String[] {"libnetty", "Netty"},
            new String[] {"libio_grpc_netty", "gRPC's Netty"},
            new String[] {"libcom_", "a relocated (shaded) library"},
            new String[] {"libjnidispatch", "JNA"},
            new String[] {"jna", "JNA"},
            new String[] {"libjffi", "JNR (jffi)"},
            new String[] {"libtensorflow", "TensorFlow"},
            new String[] {"libonnxruntime", "ONNX Runtime"},
            new String[] {"libtorch", "PyTorch"},
            new String[] {"libjllama", "java-llama.cpp"},
            new String[] {"libopencv", "OpenCV"},
            new String[] {"libcuda", "the NVIDIA driver"},
            new String[] {"libhadoop", "Hadoop"},
            new String[] {"libocijdbc", "Oracle's OCI driver"},
            new String[] {"libclntsh", "Oracle's client"},
            new String[] {"libdb2", "IBM Db2"},
            new String[] {"libsapjco", "SAP JCo"},
            new String[] {"libswt", "SWT"},
            new String[] {"libwebkit", "WebKitGTK"},
            new String[] {"libgtk", "GTK"},
            new String[] {"libjfxwebkit", "JavaFX WebView"},
            new String[] {"libglass", "JavaFX"},
            new String[] {"liblwjgl", "LWJGL"},
            new String[] {"libjogl", "JOGL"},
            new String[] {"libtcnative", "Tomcat Native"},
            new String[] {"libaws-crt-jni", "the AWS Common Runtime"},
            new String[] {"libconscrypt", "Conscrypt"},
            new String[] {"libAmazonCorrettoCrypto", "Amazon Corretto Crypto Provider"},
            new String[] {"libbrotli", "Brotli4j"},
            new String[] {"libcap", "libpcap"},
            new String[] {"librxtx", "RXTX"},
            new String[] {"libusb", "libusb"},
            new String[] {"libtesseract", "Tesseract"},
            new String[] {"libpython", "Python"},
            new String[] {"libjep", "Jep"},
            new String[] {"libR", "R"});

    private NativePatterns() {}

    /** Nobody but native code calls JNI: where the log has no stack, it was some. */
    private static Optional<String> callerOfJni(LogFacts f) {
        return f.foreignLibrary()
                .or(() -> f.log().stack().frames().isEmpty()
                                && f.frame(JNI_ONLY, 1).isPresent()
                        ? Optional.of("which the log does not name")
                        : Optional.empty());
    }

    static List<CrashPattern> all() {
        return List.of(
                pattern("signal-sent", "The signal was sent by another process")
                        .needsTold(0.95, "The kernel says that a process sent the signal", NativePatterns::sender)
                        .because(
                                "Nothing in the JVM failed: somebody ran `kill -SEGV` or the like on it, or a watchdog, an "
                                        + "orchestrator or a test did.")
                        .remedy(
                                "Find who sent {signal}: the process id above while it still runs, shell histories, the audit "
                                        + "log (`auditctl -a always,exit -S kill`), the supervisor's health checks.")
                        .from(Sources.SIGACTION, Sources.ORACLE_SIGNALS),
                pattern("stack-overflow-native", "The thread's stack was used up in native code or by the JVM")
                        .needsTold(
                                0.75,
                                "The faulting address is at the end of the thread's stack",
                                NativePatterns::stackEnd)
                        .surer(
                                0.5,
                                "Hardly anything of the stack was left",
                                f -> f.log().stack().freeBytes() >= 0
                                        && f.log().stack().freeBytes() < 64 << 10)
                        .surerTold(0.4, "The same function is on the stack again and again", NativePatterns::recursion)
                        .because(
                                "Java code that recurses too deeply gets a StackOverflowError; native code has no such check and "
                                        + "runs into the guard pages. It needs more stack than the thread has: a recursion, or large "
                                        + "buffers on the stack.")
                        .remedy(
                                "End the recursion in {function} (called by {caller}), or give its threads more stack: -Xss, or the "
                                        + "stack size argument of the Thread constructor; for the primordial thread `ulimit -s`.")
                        .from(Sources.ORACLE_CRASHES),
                pattern("glibc-library-on-musl", "A library built for glibc runs on musl (Alpine)")
                        .needsTold(0.3, "The C library is musl", f -> f.library(MUSL))
                        .needsTold(
                                0.35,
                                "It crashed in a library that is neither the JDK's nor the system's",
                                LogFacts::foreignLibrary)
                        .surerTold(
                                0.8,
                                "It crashed in start-up code that asks glibc for processor features",
                                f -> f.frame(LSE))
                        .surer(
                                0.3,
                                "It jumped to an address near 0, as with a symbol that is not there",
                                NativePatterns::jumpedToNull)
                        .because(
                                "Alpine Linux has musl in glibc's place. A library built for glibc may load there, and crash at the "
                                        + "first function that musl lacks or does otherwise; musl's threads also have far smaller stacks.")
                        .remedy(
                                "Use an image with glibc (Debian, Ubuntu, UBI, distroless), or a build of {library} for musl; as a "
                                        + "stopgap install gcompat and set LD_PRELOAD=/lib/libgcompat.so.0.")
                        .from(
                                "https://github.com/grpc/grpc-java/issues/8751",
                                "https://github.com/elastic/elastic-otel-java/issues/228"),
                pattern("profiler", "A profiler that samples stacks crashed the JVM")
                        .needsTold(0.85, "The profiler's code is on top of the stack", f -> f.frame(PROFILER))
                        .surer(
                                0.3,
                                "A profiler is loaded as an agent",
                                f -> f.log().vm().arguments().contains("rofiler"))
                        .because(
                                "Sampling profilers walk the stack from a signal handler (SIGPROF, perf) at any instruction, through "
                                        + "AsyncGetCallTrace, which is not a supported interface: a frame that is half built makes them crash.")
                        .remedy(
                                "Update the profiler and the JDK; until then switch its CPU sampling off, or use a mode that does not "
                                        + "use AsyncGetCallTrace (async-profiler: `cstack=vm`), or Flight Recorder.")
                        .from(
                                "https://github.com/async-profiler/async-profiler/issues/73",
                                "https://github.com/async-profiler/async-profiler/issues/1110"),
                pattern("flight-recorder-sampler", "Flight Recorder's own sampler crashed")
                        .needsTold(0.8, "It crashed in the sampler", f -> f.frame(SAMPLER))
                        .because(
                                "Flight Recorder samples running threads from a thread of its own and may meet a stack that it cannot "
                                        + "walk; such cases are guarded, and a crash there is a bug of the JDK.")
                        .remedy("Update {java}; until then record without samples: jdk.ExecutionSample#enabled=false,"
                                + "jdk.NativeMethodSample#enabled=false. Nothing that Epicenter needs is lost.")
                        .from("JDK-8272809"),
                pattern("debugger-agent", "The debugger's agent crashed")
                        .needsTold(0.8, "It crashed in the debugger's library", f -> f.frame(DEBUGGER))
                        .surer(
                                0.2,
                                "The debugger is switched on",
                                f -> f.log().vm().arguments().contains("jdwp"))
                        .because("The debugger's agent (JDWP) runs inside the process and sees every class and thread.")
                        .remedy("Do not run production with -agentlib:jdwp; update {java} where it has to be there.")
                        .from(Sources.ORACLE_CRASHES),
                pattern("agent-library", "A native agent crashed the JVM")
                        .needsTold(0.7, "The library on top of the stack was loaded as an agent", NativePatterns::agent)
                        .because(
                                "A library given by -agentpath or -agentlib runs inside the JVM and is called at every event that it "
                                        + "asked for (JVMTI): a mistake in it takes the process down.")
                        .remedy(
                                "Start without {library} to confirm; then update it or report the crash to who made it.")
                        .from(Sources.ORACLE_CRASHES),
                pattern("foreign-signal-handler", "Somebody replaced the JVM's signal handler")
                        .needsTold(
                                0.6,
                                "A signal that the JVM needs is handled by other code",
                                NativePatterns::foreignHandler)
                        .surer(
                                0.5,
                                "The crash happened in Java code or the JVM, where such signals are normal",
                                f -> f.topIs(Kind.COMPILED, Kind.INTERPRETED, Kind.STUB, Kind.VM))
                        .because(
                                "HotSpot uses SIGSEGV and its like for null checks, safepoints and stack banging. A library that "
                                        + "installs its own handler and does not hand the signal on turns them into crashes.")
                        .remedy(
                                "Load libjsig first (LD_PRELOAD=$JAVA_HOME/lib/libjsig.so), which chains the handlers, or keep that "
                                        + "library from installing its own. -Xcheck:jni warns when a handler is replaced.")
                        .from(Sources.SIGNAL_CHAINING, Sources.ORACLE_SIGNALS),
                pattern("graphics-driver", "The graphics driver crashed")
                        .needsTold(0.85, "It crashed in a graphics driver", f -> f.top()
                                .map(t -> t.frame().type())
                                .filter(l -> GRAPHICS.matcher(l).find()))
                        .because(
                                "Windows, 2D and 3D drawing go through the display's driver, which runs inside the process.")
                        .remedy(
                                "Update or downgrade the driver; switch hardware drawing off: -Dsun.java2d.d3d=false, "
                                        + "-Dsun.java2d.opengl=false, -Dprism.order=sw. A server needs -Djava.awt.headless=true.")
                        .from(
                                "https://github.com/adoptium/adoptium-support/issues/973",
                                "https://github.com/GTNewHorizons/Angelica/issues/2105"),
                pattern("fonts", "Loading or drawing a font crashed")
                        .needsTold(0.75, "It crashed in font code", f -> f.frame(FONTS))
                        .because(
                                "Fonts are parsed by native code (FreeType, HarfBuzz, fontconfig); a damaged font file, or a version "
                                        + "of these libraries that does not fit the JDK, crashes it.")
                        .remedy(
                                "Install fontconfig and at least one font (containers have none), remove the font that was added last, "
                                        + "use the JDK's bundled FreeType rather than the system's.")
                        .from(Sources.ORACLE_CRASHES),
                pattern("jni-misuse", "Native code misused JNI")
                        .needsTold(0.5, "It crashed in a JNI function of the JVM", f -> f.frame(JNI, 3))
                        .needsTold(0.5, "Native code had called it", NativePatterns::callerOfJni)
                        .because(
                                "JNI checks nothing: a local reference kept after its method returned or used in another thread, a "
                                        + "JNIEnv of another thread, a wrong signature, a pending exception that was ignored, all of these crash "
                                        + "later, in the JVM's own code.")
                        .remedy(
                                "Run with -Xcheck:jni, which names the misuse at the call. Look at what {library} hands to JNI below "
                                        + "{caller}: global references for what outlives a call, one JNIEnv a thread, an ExceptionCheck after each call.")
                        .from(Sources.ORACLE_CRASHES),
                pattern("native-heap-corruption", "The C heap was damaged")
                        .needsTold(0.6, "It crashed in the C library's memory allocation", f -> f.frame(MALLOC, 4))
                        .because(
                                "malloc and free do not crash by themselves: some native code wrote past what it had allocated, or "
                                        + "freed it twice. Who did it may be long gone from the stack.")
                        .remedy(
                                "Find the writer: run with MALLOC_CHECK_=3 and MALLOC_PERTURB_=165, or the libraries built with "
                                        + "AddressSanitizer, or valgrind. Suspect first what changed last: {library}.")
                        .from("https://man7.org/linux/man-pages/man3/mallopt.3.html", Sources.ORACLE_CRASHES),
                pattern("native-null-pointer", "Native code used a null pointer")
                        .needs(
                                0.4,
                                "The faulting address is at or near 0",
                                f -> f.area(FaultArea.NULL_PAGE) && f.memoryFault())
                        .needsTold(
                                0.45,
                                "It crashed in a library that is neither the JDK's nor the system's",
                                LogFacts::foreignLibrary)
                        .surerTold(0.3, "Java code called it by JNI", NativePatterns::calledBy)
                        .surerTold(0.2, "The library belongs to a known product", NativePatterns::product)
                        .because(
                                "{function} in {library} read, wrote or called through a pointer that was null: a missing check after "
                                        + "something failed (an allocation, a look-up, an object that Java had closed already).")
                        .remedy(
                                "Look in {library} what {function} got as an argument from {caller}; check for objects used after close(). "
                                        + "Update the library or report the crash to who made it, with the hs_err file and a core dump.")
                        .from(Sources.ORACLE_CRASHES),
                general("native-library", "A native library crashed")
                        .needsTold(
                                0.55,
                                "It crashed in a library that is neither the JDK's nor the system's",
                                LogFacts::foreignLibrary)
                        .surerTold(0.3, "Java code called it by JNI", NativePatterns::calledBy)
                        .surerTold(0.2, "The library belongs to a known product", NativePatterns::product)
                        .because(
                                "Native code shares the JVM's memory; nothing contains its mistakes. The library on top of the stack is "
                                        + "the first suspect, if not the only one: another may have damaged its data.")
                        .remedy(
                                "Update {library}, or report the crash to who made it, with the hs_err file and a core dump. For code of "
                                        + "your own run with -Xcheck:jni and AddressSanitizer. See whether {caller} hands over closed or freed objects.")
                        .from(Sources.ORACLE_CRASHES),
                pattern("illegal-instruction", "The processor does not know an instruction")
                        .needs(0.6, "The signal is SIGILL", f -> f.signal("SIGILL", "EXCEPTION_ILLEGAL_INSTRUCTION"))
                        .surerTold(
                                0.4,
                                "A native library holds the instruction, built for another processor",
                                LogFacts::foreignLibrary)
                        .surer(
                                0.3,
                                "The JVM or the code it generated holds the instruction",
                                f -> f.topIs(Kind.VM, Kind.COMPILED, Kind.STUB))
                        .because(
                                "Code built for a newer processor runs on an older one; or a hypervisor announces features (AVX-512, SVE) "
                                        + "that it does not provide, or the virtual machine moved to another host.")
                        .remedy(
                                "Compare /proc/cpuinfo with what the code needs. For the JVM itself switch the feature off: -XX:UseAVX=2 "
                                        + "(or 1, 0) on x86, -XX:UseSVE=0 on ARM. For a library get a build for the baseline processor.")
                        .from(
                                "https://github.com/TurboVNC/turbovnc/issues/444",
                                "https://github.com/kherud/java-llama.cpp/issues/25"),
                pattern("arithmetic-trap", "Native code divided by zero")
                        .needs(
                                0.5,
                                "The signal is SIGFPE",
                                f -> f.signal("SIGFPE", "EXCEPTION_INT_DIVIDE_BY_ZERO") && !f.sent())
                        .surer(0.4, "It happened in native code", f -> f.topIs(Kind.NATIVE))
                        .because(
                                "Java code gets an ArithmeticException for it; native code gets a signal that ends the process.")
                        .remedy(
                                "Check the divisor in {function} ({library}). In Java code or the compiler it is a bug of {java}: update it.")
                        .from(Sources.SIGACTION),
                pattern("uncaught-cpp-exception", "A C++ exception left native code")
                        .needs(
                                0.85,
                                "Windows says that nobody caught a C++ exception",
                                f -> f.signal("EXCEPTION_UNCAUGHT_CXX_EXCEPTION")
                                        || f.cause().signal().contains("0xe06d7363"))
                        .because(
                                "A C++ exception must not cross the border between native code and the JVM: nobody there catches it.")
                        .remedy(
                                "Catch in {library} at every function that Java calls, and turn the exception into a Java one (ThrowNew).")
                        .from(Sources.ORACLE_SIGNALS));
    }

    private static Optional<String> sender(LogFacts f) {
        if (!f.sent()) {
            return Optional.empty();
        }
        return Optional.of(
                f.cause().sender().isPresent()
                        ? "process " + f.cause().sender().getAsLong()
                        : f.cause().signalCode());
    }

    private static Optional<String> stackEnd(LogFacts f) {
        boolean end = f.area(FaultArea.STACK_END) || f.signal("EXCEPTION_STACK_OVERFLOW");
        return end ? Optional.of("thread " + f.log().thread().name()) : Optional.empty();
    }

    private static Optional<String> recursion(LogFacts f) {
        List<String> names =
                f.frames().stream().map(x -> x.frame().qualifiedMethod()).toList();
        return names.stream()
                .filter(name -> names.stream().filter(name::equals).count() >= 5)
                .findFirst();
    }

    private static Optional<String> agent(LogFacts f) {
        Optional<String> library = f.foreignLibrary();
        Matcher agents = AGENT.matcher(f.log().vm().arguments());
        while (library.isPresent() && agents.find()) {
            String name = agents.group(1).substring(agents.group(1).lastIndexOf('/') + 1);
            String bare = library.get().replaceFirst("^lib", "").replaceFirst("\\.(so|dll|dylib).*$", "");
            if (name.contains(bare)) {
                return library;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> foreignHandler(LogFacts f) {
        boolean signal = f.kind(CrashKind.SIGNAL) && !f.sent();
        return f.log().handlers().stream()
                .filter(h ->
                        signal && h.foreign() && h.signal().equals(f.cause().signal()))
                .map((CrashSignalHandler h) ->
                        h.signal() + " by " + (h.library().isEmpty() ? h.handler() : h.library()))
                .findFirst();
    }

    private static boolean jumpedToNull(LogFacts f) {
        return f.cause().address().isPresent()
                && Long.compareUnsigned(f.cause().address().getAsLong(), 1 << 20) < 0;
    }

    private static Optional<String> calledBy(LogFacts f) {
        return f.nativeMethod().map(m -> m.qualifiedMethod());
    }

    private static Optional<String> product(LogFacts f) {
        return f.foreignLibrary().flatMap(library -> PRODUCTS.stream()
                .filter(p -> library.startsWith(p[0]))
                .map(p -> p[1])
                .findFirst());
    }
}
