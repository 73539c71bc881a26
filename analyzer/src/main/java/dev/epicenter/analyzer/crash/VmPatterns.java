package dev.epicenter.analyzer.crash;

import static dev.epicenter.analyzer.crash.CrashPattern.general;
import static dev.epicenter.analyzer.crash.CrashPattern.pattern;

import dev.epicenter.model.CrashFrame.Kind;
import dev.epicenter.model.CrashKind;
import dev.epicenter.model.CrashThread;
import dev.epicenter.model.FaultArea;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Crashes in the JVM's own code, and in the code that it generates. */
final class VmPatterns {
    private static final Pattern COMPILER = Pattern.compile(
            "!(C2Compiler|Compile::|Compile::Compile|Phase[A-Z]\\w*::|C1?Compiler::|Compilation::|CompileBroker::|GraphBuilder::|LIR_\\w+::"
                    + "|LinearScan::|IfNode::|Matcher::|PhiNode::|JVMCI\\w*::|ciMethod\\w*::|ciEnv::|ciTypeFlow::)");
    /** Code of the collectors; what of it runs in Java threads at each access to a field, a barrier, says nothing of a collection. */
    private static final Pattern COLLECTION = Pattern.compile(
            "!(?!.*(?:AccessBarrier|oop_access_barrier)).*(G1\\w+|PSParallel\\w*|PSScavenge|ParallelScavenge\\w*|MarkSweep\\w*|GenCollect\\w*|DefNew\\w*|CMS\\w*|ConcurrentMark\\w*"
                    + "|Shenandoah\\w+|Z(Mark|Relocate|Heap|Barrier|Page|Driver|Generation\\w*)|oop_oop_iterate|OopOopIterate\\w*|oopDesc::size"
                    + "|MarkAndPush\\w*|SerialFullGC|SerialHeap|\\w*RemSet\\w*)");

    private static final Pattern GC_OPERATION = Pattern.compile(
            "(?i)collect|\\bgc\\b|G1|GenFull|ParallelGC|Shenandoah|\\bZ[A-Z]|MarkSweep|CMS|HeapDump|HeapInspection|GC_");

    private VmPatterns() {}

    static List<CrashPattern> all() {
        return List.of(
                pattern("jit-compiler", "The JIT compiler crashed while it compiled a method")
                        .needsTold(
                                0.7,
                                "The thread that crashed compiles Java code",
                                f -> f.thread(CrashThread.Kind.COMPILER)
                                                && f.kind(CrashKind.SIGNAL, CrashKind.VM_ERROR)
                                                && !f.sent()
                                        ? Optional.of(f.log().thread().name())
                                        : Optional.empty())
                        .surerTold(0.5, "It was compiling", f -> Optional.of(
                                        f.log().stack().compiling())
                                .filter(m -> !m.isEmpty()))
                        .surerTold(0.3, "Its code is on top of the stack", f -> f.frame(COMPILER))
                        .because(
                                "The compiler met a shape of {method} that it cannot handle: a bug of {java}, and usually the same method "
                                        + "every time.")
                        .remedy(
                                "Exclude the method for now: -XX:CompileCommand=exclude,{method} (it then runs interpreted), and update "
                                        + "{java}. If it recurs, report it with the replay file that the log names.")
                        .from(Sources.ORACLE_CRASHES),
                pattern("jit-compiled-code", "Code that the JIT compiler generated crashed")
                        .needsTold(
                                0.5,
                                "The frame that crashed is compiled Java code",
                                f -> f.topIs(Kind.COMPILED) && f.kind(CrashKind.SIGNAL) && !f.sent()
                                        ? f.top().map(t -> t.frame().qualifiedMethod())
                                        : Optional.empty())
                        .surer(
                                0.3,
                                "It read or wrote next to null, where a null check should have caught it",
                                f -> f.area(FaultArea.NULL_PAGE))
                        .because(
                                "Compiled Java code cannot crash by itself: the compiler left a check out (a bug of {java}), or the heap "
                                        + "that it works on was damaged before, by native code, by Unsafe or by a bug of {collector}.")
                        .remedy(
                                "Exclude the method: -XX:CompileCommand=exclude,{method}. If it then crashes elsewhere, the heap is damaged: "
                                        + "look for native code and Unsafe first. Update {java}.")
                        .from(Sources.ORACLE_CRASHES, "JDK-8275610"),
                pattern("gc-heap-corruption", "The collector met a damaged heap")
                        .needsTold(0.6, "It crashed during a collection", VmPatterns::collecting)
                        .surer(
                                0.3,
                                "The faulting address is no object's",
                                f -> f.area(
                                        FaultArea.UNMAPPED,
                                        FaultArea.NON_CANONICAL,
                                        FaultArea.NULL_PAGE,
                                        FaultArea.CODE_CACHE,
                                        FaultArea.METASPACE))
                        .surerTold(
                                0.2,
                                "Native libraries that could have written there are loaded",
                                VmPatterns::foreignLibraries)
                        .because(
                                "A collector follows every reference, so it is the one who finds what others damaged: native code that wrote "
                                        + "past an array (GetPrimitiveArrayCritical), Unsafe, a wrong field offset; less often a bug of {collector}, "
                                        + "or bad memory.")
                        .remedy(
                                "Suspect native code and Unsafe first: run with -Xcheck:jni, and with -XX:+VerifyBeforeGC -XX:+VerifyAfterGC "
                                        + "(after -XX:+UnlockDiagnosticVMOptions) to find the damage nearer to its cause. Without any, update {java} or "
                                        + "try another collector.")
                        .from(Sources.ORACLE_CRASHES),
                pattern("vm-operation", "A VM operation crashed")
                        .needsTold(
                                0.55,
                                "It crashed in the VM thread",
                                f -> f.thread(CrashThread.Kind.VM)
                                                && !f.sent()
                                                && f.kind(CrashKind.SIGNAL, CrashKind.VM_ERROR)
                                        ? Optional.of(f.log().stack().doing())
                                        : Optional.empty())
                        .because(
                                "The VM thread stops all others and does work on the whole of the JVM: class redefinition, deoptimisation, "
                                        + "thread dumps.")
                        .remedy("See what asked for the operation (an agent, a debugger, jcmd); update {java}.")
                        .from(Sources.ORACLE_CRASHES),
                pattern("vm-assertion", "The JVM found its own state inconsistent")
                        .needsTold(
                                0.6,
                                "A check inside the JVM failed",
                                f -> f.kind(CrashKind.VM_ERROR) && !f.sent()
                                        ? Optional.of(f.cause().message())
                                        : Optional.empty())
                        .because(
                                "An assert, guarantee or ShouldNotReachHere in HotSpot failed: a bug of {java}, or memory that native code "
                                        + "or Unsafe has damaged.")
                        .remedy(
                                "Search the JDK's bug database for the message and the source line; update {java}; report it if it recurs.")
                        .from(Sources.ORACLE_CRASHES, "https://bugs.openjdk.org/"),
                pattern("vm-shutting-down", "It crashed while the JVM shut down")
                        .needs(
                                0.55,
                                "The JVM was shutting down",
                                f -> f.log().vm().phase().equals("shutting down") && !f.sent())
                        .surerTold(0.3, "in native code", LogFacts::foreignLibrary)
                        .because(
                                "When main ends or exit is called, libraries run their destructors while threads in native code still run: "
                                        + "what they use may be gone. Java's work was done, unless hooks were still running.")
                        .remedy(
                                "Stop native threads and close native resources in a shutdown hook before the JVM ends; detach attached "
                                        + "threads.")
                        .from(Sources.ORACLE_CRASHES),
                pattern("vm-starting", "It crashed before the JVM was initialised")
                        .needs(
                                0.55,
                                "The JVM was not fully initialised",
                                f -> f.log().vm().phase().equals("not fully initialized")
                                        && f.kind(CrashKind.SIGNAL, CrashKind.VM_ERROR))
                        .because("So early only the JDK itself, its files, agents and the environment are involved.")
                        .remedy(
                                "Start the same JDK with no options, no agents and an empty LD_PRELOAD; check that its files are whole; look "
                                        + "at what the sandbox or seccomp profile forbids.")
                        .from(Sources.ORACLE_CRASHES),
                general("vm-code", "The JVM itself crashed")
                        .needsTold(
                                0.35,
                                "The frame that crashed is the JVM's",
                                f -> f.topIs(Kind.VM, Kind.STUB, Kind.INTERPRETED, Kind.AOT)
                                                && f.kind(CrashKind.SIGNAL)
                                                && !f.sent()
                                        ? f.top().map(t -> t.frame().qualifiedMethod())
                                        : Optional.empty())
                        .because("A bug of {java}, or memory that native code or Unsafe has damaged.")
                        .remedy(
                                "Update {java}; search the JDK's bug database for {function}; see whether native libraries or Unsafe are "
                                        + "involved.")
                        .from(Sources.ORACLE_CRASHES, "https://bugs.openjdk.org/"),
                general("system-library", "It crashed in a library of the operating system or the JDK")
                        .needsTold(
                                0.3,
                                "The frame that crashed is in",
                                f -> f.topIs(Kind.NATIVE) && f.foreignLibrary().isEmpty() && !f.sent()
                                        ? f.top().map(t -> t.frame().type())
                                        : Optional.empty())
                        .surerTold(0.1, "called by", f -> f.nativeMethod().map(m -> m.qualifiedMethod()))
                        .because(
                                "Such libraries rarely crash by themselves: they were given a bad argument, or memory was damaged before.")
                        .remedy("Look at what {caller} asked for; keep the operating system and {java} up to date.")
                        .from(Sources.ORACLE_CRASHES),
                general("unknown", "The log does not tell what crashed")
                        .needs(0.1, "No other pattern fits", f -> true)
                        .because(
                                "The log names neither a frame nor a thread that is known to crash in a certain way; it may be cut off.")
                        .remedy(
                                "Give the whole hs_err file; let the next crash write a core dump (`ulimit -c unlimited`) and look at it with "
                                        + "jhsdb or gdb.")
                        .from(Sources.ORACLE_CRASHES));
    }

    private static Optional<String> collecting(LogFacts f) {
        if (!f.kind(CrashKind.SIGNAL, CrashKind.VM_ERROR) || f.sent()) {
            return Optional.empty();
        }
        if (f.thread(CrashThread.Kind.GC)) {
            return Optional.of("thread " + f.log().thread().name());
        }
        boolean operation = f.thread(CrashThread.Kind.VM)
                && GC_OPERATION.matcher(f.log().stack().doing()).find();
        if (operation) {
            return Optional.of(f.log().stack().doing());
        }
        return f.topIs(Kind.VM) && !f.thread(CrashThread.Kind.COMPILER) ? f.frame(COLLECTION, 1) : Optional.empty();
    }

    private static Optional<String> foreignLibraries(LogFacts f) {
        List<String> names = f.log().libraries().stream()
                .filter(l -> l.origin() == dev.epicenter.model.CrashLibrary.Origin.OTHER)
                .map(l -> l.name())
                .limit(4)
                .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
    }
}
