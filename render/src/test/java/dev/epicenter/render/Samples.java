package dev.epicenter.render;

import static dev.epicenter.render.DiagnosisBuilder.START;
import static dev.epicenter.render.DiagnosisBuilder.frame;
import static dev.epicenter.render.DiagnosisBuilder.stack;
import static dev.epicenter.render.DiagnosisBuilder.thread;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.Condition;
import dev.epicenter.model.CrashCause;
import dev.epicenter.model.CrashDiagnosis;
import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashKind;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.CrashMemory;
import dev.epicenter.model.CrashStack;
import dev.epicenter.model.CrashThread;
import dev.epicenter.model.CrashVm;
import dev.epicenter.model.Curve;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.FaultArea;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Handler;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Reason;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Recoverability;
import dev.epicenter.model.Relation;
import dev.epicenter.model.RootCause;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Severity;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.Symptom;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Diagnoses to render. */
final class Samples {
    static final ThreadRef HTTP = thread(41, "http-nio-8080-exec-7");
    static final ThreadRef WORKER = thread(57, "stock-loader-2");
    static final ThreadRef TIMER = thread(60, "price-refresh-1");

    private static final StackTrace PARSE = stack(
            frame("java.lang.NumberFormatException", "forInputString", 67),
            frame("java.lang.Integer", "parseInt", 652),
            frame("com.acme.shop.stock.StockFile", "quantity", 88),
            frame("com.acme.shop.stock.StockFile", "lines", 61),
            frame("com.acme.shop.stock.StockLoader", "load", 47),
            frame("com.acme.shop.stock.StockLoader$$Lambda/0x00007f1c4c0a8", "call", 0),
            frame("java.util.concurrent.FutureTask", "run", 264),
            frame("java.util.concurrent.ThreadPoolExecutor", "runWorker", 1136),
            frame("java.util.concurrent.ThreadPoolExecutor$Worker", "run", 635),
            frame("java.lang.Thread", "run", 840));
    private static final StackTrace LOAD = stack(
            frame("com.acme.shop.stock.StockLoader", "load", 52),
            frame("java.util.concurrent.FutureTask", "run", 264),
            frame("java.util.concurrent.ThreadPoolExecutor", "runWorker", 1136),
            frame("java.lang.Thread", "run", 840));
    private static final StackTrace REPORT = stack(
            frame("java.util.concurrent.FutureTask", "report", 122),
            frame("java.util.concurrent.FutureTask", "get", 191),
            frame("com.acme.shop.order.OrderService", "reserve", 131),
            frame("com.acme.shop.web.CheckoutController", "checkout", 73),
            frame("java.lang.Thread", "run", 840));
    private static final StackTrace CHECKOUT = stack(
            frame("com.acme.shop.web.CheckoutController", "checkout", 79),
            frame("org.apache.catalina.core.ApplicationFilterChain", "doFilter", 166),
            frame("java.lang.Thread", "run", 840));

    private static final String PAGE =
            """
            Finds periodic tasks that *stopped* after a failure.

            ## What to do

            - Catch inside of `run`, and log.
            - See [the other rule](lost-cause.md).

            ```java
            void run() { /* <b>never</b> throws */ }
            ```
            """;

    private Samples() {}

    static Evidence says(String name, String text, double weight, dev.epicenter.model.EventRef... events) {
        return new Evidence(name, text, weight, List.of(events));
    }

    /** A parse failure in a worker that reached a request through two wraps and a future; a timer that stopped; weather. */
    static Diagnosis incident() {
        DiagnosisBuilder b = new DiagnosisBuilder();
        int weather = b.failure(
                900,
                "java.net.SocketTimeoutException",
                "Read timed out",
                stack(
                        frame("java.net.SocketInputStream", "read", 189),
                        frame("com.acme.shop.feed.FeedPoller", "poll", 33)),
                thread(30, "feed-poller"));
        int cache = b.failure(
                1_200,
                "java.util.NoSuchElementException",
                "No value present",
                stack(
                        frame("java.util.Optional", "orElseThrow", 377),
                        frame("com.acme.shop.cache.PriceCache", "get", 21)),
                HTTP);
        int root = b.failure(62_104, "java.lang.NumberFormatException", "For input string: \"12O\"", PARSE, WORKER);
        int wrapped = b.failure(
                62_106,
                "com.acme.shop.stock.StockException",
                "cannot load /srv/stock/import.csv for ops@acme.example",
                LOAD,
                WORKER);
        int execution = b.failure(
                62_190,
                "java.util.concurrent.ExecutionException",
                "com.acme.shop.stock.StockException: cannot load /srv/stock/import.csv for ops@acme.example",
                REPORT,
                HTTP);
        int checkout = b.failure(
                62_193, "com.acme.shop.web.CheckoutException", "order 4711 could not be placed", CHECKOUT, HTTP);
        int timer = b.failure(
                80_500,
                "java.lang.NullPointerException",
                "Cannot invoke \"com.acme.shop.stock.Stock.total()\" because \"this.stock\" is null",
                stack(frame("com.acme.shop.price.PriceRefresh", "run", 58), frame("java.lang.Thread", "run", 840)),
                TIMER);
        b.weather(weather, 23_400).weather(cache, 4_100);
        Link wrap = b.link(
                root,
                wrapped,
                Relation.CAUSE,
                0.96,
                List.of(
                        says(
                                "cause-constructor",
                                "StockException ran a constructor that takes a cause.",
                                0.5,
                                b.event(wrapped)),
                        says(
                                "shared-suffix",
                                "Both stacks share 4 frames from StockLoader.load outwards.",
                                0.3,
                                b.event(root)),
                        says("close-in-time", "2 ms apart in the same thread.", 0.16)),
                List.of());
        Link async = b.link(
                wrapped,
                execution,
                Relation.ASYNC,
                0.92,
                List.of(
                        says(
                                "message-is-cause",
                                "The message of ExecutionException is StockException's toString().",
                                0.7,
                                b.event(execution)),
                        says(
                                "waiting-thread",
                                "FutureTask.get in " + HTTP.name() + " waited for " + WORKER.name() + ".",
                                0.22)),
                List.of(says(
                        "second-candidate",
                        "Another StockException was thrown 40 s before; its message differs.",
                        0.05)));
        Link last = b.link(
                execution,
                checkout,
                Relation.WRAP,
                0.81,
                List.of(says("close-in-time", "3 ms apart, in CheckoutController.checkout.", 0.81, b.event(checkout))),
                List.of());
        Link state = b.link(
                wrapped,
                timer,
                Relation.STATE,
                0.55,
                List.of(says(
                        "field-never-set",
                        "this.stock would have been set by StockLoader.load, which failed.",
                        0.55,
                        b.event(timer))),
                List.of());
        b.incident(new Incident(
                        "incident-1",
                        "v1:5f3a9c1e",
                        Severity.WARNING,
                        88,
                        b.get(root).at(),
                        b.get(checkout).at().plusSeconds(20),
                        214,
                        new Symptom(
                                SymptomKind.REQUEST_FAILED,
                                checkout,
                                "214 requests failed in CheckoutController.checkout within 20 s."),
                        List.of(
                                new RootCause(
                                        1,
                                        root,
                                        0.86,
                                        List.of(
                                                new Reason(
                                                        "first-of-its-kind",
                                                        0.4,
                                                        "Nothing of this kind was thrown in the 62 s before."),
                                                new Reason(
                                                        "start-of-chain",
                                                        0.3,
                                                        "Three links lead from it to the symptom and none to it."),
                                                new Reason(
                                                        "in-app",
                                                        0.16,
                                                        "It was thrown beneath StockFile.quantity, application code."))),
                                new RootCause(
                                        2,
                                        cache,
                                        0.09,
                                        List.of(
                                                new Reason(
                                                        "same-thread", 0.2, "It was thrown in the thread that failed."),
                                                new Reason(
                                                        "weather",
                                                        -0.11,
                                                        "It is thrown all the time, before as after.")))),
                        List.of(wrap, async, last),
                        List.of(state),
                        List.of(new Handler(
                                wrapped,
                                frame("com.acme.shop.stock.StockLoader", "load", 49),
                                Disposition.WRAPPED,
                                Certainty.INFERRED,
                                0.8,
                                "The next throw stands in the method's catch block.")),
                        Recoverability.APPLICATION,
                        "Make StockFile.quantity reject the line and go on: line \"12O\" holds the letter O. Then have checkout "
                                + "answer without the stock figure."))
                .incident(new Incident(
                        "incident-2",
                        "v1:77aa01b2",
                        Severity.INFO,
                        52,
                        b.get(timer).at(),
                        b.get(timer).at(),
                        1,
                        new Symptom(
                                SymptomKind.TASK_LOST,
                                timer,
                                "The periodic task PriceRefresh.run was not seen again after it."),
                        List.of(new RootCause(
                                1,
                                timer,
                                0.6,
                                List.of(new Reason("last-seen", 0.6, "The task ran every 5 s until then.")))),
                        List.of(),
                        List.of(),
                        List.of(),
                        Recoverability.APPLICATION,
                        "Catch inside PriceRefresh.run: a periodic task that throws is never run again."))
                .finding(new Finding(
                        "scheduled-task-stopped",
                        "A scheduled task stopped silently",
                        82,
                        "PriceRefresh.run threw NullPointerException at 10:03:20 and did not run again in the remaining 39 s.",
                        "ScheduledThreadPoolExecutor cancels a periodic task whose run throws, and tells nobody.",
                        "Catch and log inside the task; watch the age of its last success.",
                        List.of("incident-2"),
                        List.of(b.event(timer)),
                        List.of("The recording ends 39 s later; a task with a longer period would look the same.")))
                .finding(new Finding(
                        "exception-as-control-flow",
                        "Exceptions used as control flow",
                        31,
                        "PriceCache.get threw NoSuchElementException 4,101 times and was answered each time.",
                        "Each costs a stack walk, and they hide the rare ones that matter.",
                        "Return an Optional, or ask before getting.",
                        List.of(),
                        List.of(b.event(cache)),
                        List.of()))
                .judged(new RuleResult.Broken("house-rule", "A rule of the house", "took longer than 30 s", List.of()))
                .judged(new RuleResult.Ok("lost-cause", "An exception was replaced and its cause dropped"))
                .judged(new RuleResult.NotApplicable(
                        "pause-timeouts",
                        "Time-outs came from pauses of the JVM",
                        List.of("garbage collection or safepoint events (jdk.GarbageCollection)")))
                .curve(recovery())
                .judged(new dev.epicenter.model.RuleResult.Found(
                        "scheduled-task-stopped", "A scheduled task stopped silently", PAGE, List.of(), 0))
                .machine(machine())
                .pause(62_120, 64, "G1 Evacuation Pause")
                .pause(90_000, 310, "G1 Humongous Allocation")
                .loss(
                        61_000,
                        "33,493 of 61,000 exceptions thrown (55 %) were not recorded: the recording limits them to 100/s.",
                        "Virtual thread events were switched off (jdk.VirtualThreadPinned).")
                .disabled("jdk.VirtualThreadPinned")
                .jvmArguments("-Xmx512m -XX:+UseG1GC -Ddb.password=hunter2")
                .shutdown(
                        118_000,
                        "Shutdown requested from Java",
                        thread(70, "SIGTERM handler"),
                        stack(frame("java.lang.Shutdown", "exit", 173)));
        b.verdict(
                Verdict.INCIDENT,
                "214 requests failed with CheckoutException, which was not thrown before 10:03:02.",
                "A chain of three links leads from NumberFormatException in stock-loader-2 to them.");
        return b.build();
    }

    /** A load that rises, with one sample each five seconds. */
    private static Machine machine() {
        List<Machine.ThreadCount> threads = new ArrayList<>();
        List<Machine.CpuLoad> cpu = new ArrayList<>();
        List<Machine.MemorySample> memory = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            java.time.Instant at = START.plusSeconds(5L * i);
            threads.add(new Machine.ThreadCount(at, 22 + i / 3, 30));
            cpu.add(new Machine.CpuLoad(at, 0.1 + i % 5 * 0.05, 0.02, 0.4 + i % 3 * 0.1));
            memory.add(new Machine.MemorySample(at, (300L + i) << 20, 900L << 20, 1_024L << 20));
        }
        return new Machine(
                threads,
                cpu,
                memory,
                List.of(new Machine.MetaspaceSample(START.plusSeconds(9), 40L << 20, 48L << 20)),
                List.of(new Machine.ThreadCreator(
                        frame("com.acme.shop.feed.FeedPoller", "start", 20), "feed-#", 9, 1)));
    }

    /** The same failure in three nights. */
    static Diagnosis severalDays() {
        DiagnosisBuilder b = new DiagnosisBuilder().length(java.time.Duration.ofHours(60));
        int first = b.failure(17 * 3_600_000L - 120_000, "java.io.IOException", "disk full", LOAD, WORKER);
        b.failure(41 * 3_600_000L, "java.io.IOException", "disk full", LOAD, WORKER);
        return b.incident(new Incident(
                        "incident-1",
                        "v1:0d0d0d0d",
                        Severity.WARNING,
                        80,
                        b.get(first).at(),
                        b.get(1).at(),
                        2,
                        new Symptom(SymptomKind.TASK_LOST, first, "The nightly load failed twice."),
                        List.of(new RootCause(1, first, 0.7, List.of(new Reason("first", 0.7, "It came first.")))),
                        List.of(),
                        List.of(),
                        List.of(),
                        Recoverability.APPLICATION,
                        "Make room."))
                .build();
    }

    /** A failure that crosses from one process to another, both recorded by the agent. */
    static Diagnosis twoServices() {
        DiagnosisBuilder b = new DiagnosisBuilder();
        ThreadRef stock = new ThreadRef(0, 11, "grpc-worker-3", false);
        ThreadRef checkout = new ThreadRef(1, 12, "http-7", false);
        int root = b.failure(30_000, "com.acme.shop.stock.StockException", "no stock file", LOAD, stock);
        int symptom = b.failure(30_020, "com.acme.shop.web.CheckoutException", "order 1 failed", CHECKOUT, checkout);
        Link remote = b.link(
                root,
                symptom,
                Relation.REMOTE,
                1,
                List.of(says("traceparent", "Both carry trace 4bf92f3577b34da6a3ce929d0e0e4736.", 1)),
                List.of());
        return b.process(process(0, "stock", dev.epicenter.model.ClockOffset.REFERENCE))
                .process(process(
                        1,
                        "checkout",
                        new dev.epicenter.model.ClockOffset(
                                java.time.Duration.ofMillis(120),
                                java.time.Duration.ofMillis(4),
                                "Its clock was 120 ms behind, by 14 calls between the two.")))
                .incident(new Incident(
                        "incident-1",
                        "v1:0e0e0e0e",
                        Severity.WARNING,
                        85,
                        b.get(root).at(),
                        b.get(symptom).at(),
                        1,
                        new Symptom(SymptomKind.REQUEST_FAILED, symptom, "Checkout answered 500."),
                        List.of(new RootCause(
                                1, root, 0.95, List.of(new Reason("observed", 0.95, "The agent saw it.")))),
                        List.of(remote),
                        List.of(),
                        List.of(),
                        Recoverability.APPLICATION,
                        "Restore the stock file."))
                .build();
    }

    private static dev.epicenter.model.JvmProcess process(
            int index, String name, dev.epicenter.model.ClockOffset offset) {
        return new dev.epicenter.model.JvmProcess(
                index,
                name,
                List.of(name + ".jfr"),
                "OpenJDK 64-Bit Server VM",
                "17.0.15",
                "com.acme.shop." + name + ".Main",
                4_000 + index,
                START,
                START.plusSeconds(120),
                true,
                offset);
    }

    /** Handlers cope until there are eight requests at once. */
    private static Curve recovery() {
        return new Curve(
                "recovery",
                "recovery-curve",
                "Failures handled, by requests at once",
                "Up to 8 requests at once 96 % of the failures were handled, beyond that 31 %.",
                "Two straight lines that meet where the sum of squares is least.",
                new Curve.Axis("requests at once", Curve.Unit.COUNT),
                new Curve.Axis("failures handled", Curve.Unit.SHARE),
                List.of(
                        new Curve.Point(2, 0.97, 0.9, 1),
                        new Curve.Point(8, 0.95, 0.9, 0.98),
                        new Curve.Point(12, 0.55, 0.4, 0.7),
                        new Curve.Point(16, 0.31, 0.2, 0.4)),
                List.of(new Curve.Point(2, 0.97), new Curve.Point(8, 0.95), new Curve.Point(16, 0.3)),
                List.of(new Curve.Point(16, 0.3, 0.2, 0.4), new Curve.Point(20, 0, 0, 0.2)),
                List.of(new Curve.Mark(8, "knee")));
    }

    /** Nothing but weather. */
    static Diagnosis healthy() {
        DiagnosisBuilder b = new DiagnosisBuilder();
        int weather = b.failure(
                900,
                "java.net.SocketTimeoutException",
                "Read timed out",
                stack(
                        frame("java.net.SocketInputStream", "read", 189),
                        frame("com.acme.shop.feed.FeedPoller", "poll", 33)),
                thread(30, "feed-poller"));
        return b.weather(weather, 23_400)
                .loss(23_401)
                .verdict(
                        Verdict.HEALTHY,
                        "All 23,401 exceptions belong to 1 series that kept its rate from start to end.",
                        "No thread ended by an exception and no task stopped.")
                .build();
    }

    /** The recording did not hold exceptions. */
    static Diagnosis insufficient() {
        return new DiagnosisBuilder()
                .loss(
                        5_200,
                        "No exception was recorded although 5,200 were thrown: jdk.JavaExceptionThrow was switched off.")
                .disabled("jdk.JavaExceptionThrow")
                .verdict(
                        Verdict.INSUFFICIENT_DATA,
                        "The recording holds no exception events, so it cannot tell what failed.")
                .build();
    }

    /** A condition without Throwable, stack, message or thread, which is root and symptom in one. */
    static Diagnosis outOfMemory() {
        DiagnosisBuilder b = new DiagnosisBuilder();
        int oom = b.failure(50_000, Condition.OUT_OF_MEMORY.typeName(), "", StackTrace.EMPTY, ThreadRef.UNKNOWN);
        return b.incident(new Incident(
                        "incident-1",
                        "v1:0a0b0c0d",
                        Severity.WARNING,
                        90,
                        b.get(oom).at(),
                        b.get(oom).at(),
                        1,
                        new Symptom(SymptomKind.OOM, oom, "The heap was full at 10:02:50 and stayed so."),
                        List.of(new RootCause(
                                1, oom, 0.7, List.of(new Reason("heap-full", 0.7, "512 of 512 MiB were used.")))),
                        List.of(),
                        List.of(),
                        List.of(),
                        Recoverability.RUNTIME,
                        "Take a heap dump (-XX:+HeapDumpOnOutOfMemoryError) and look for what grows."))
                .build();
    }

    /** The same over a longer time. */
    static Diagnosis lasting(Diagnosis diagnosis, Duration length) {
        Analysis a = diagnosis.analysis();
        Recording r = a.recording();
        Recording longer = new Recording(
                r.sources(),
                r.jvm(),
                r.javaVersion(),
                r.mainClass(),
                r.jvmArguments(),
                r.pid(),
                r.start(),
                r.start().plus(length),
                r.chunks(),
                r.eventCounts(),
                r.inApp());
        Analysis analysis = new Analysis(
                longer, a.dataLoss(), a.timeline(), a.graph(), a.incidents(), a.verdict(), a.verdictReasons());
        return new Diagnosis(analysis, diagnosis.findings());
    }

    /** A crash whose log is there. */
    static Diagnosis crash() {
        Frame pack = Frame.ofNative("libpack.so", "pack");
        Frame caller = frame("com.acme.shop.Pack", "pack", 0);
        DiagnosisBuilder b = new DiagnosisBuilder();
        int crash = b.failure(
                50_000,
                Condition.CRASH.typeName(),
                "The virtual machine crashed: SIGSEGV in libpack.so!pack. Native code used a null pointer (hs_err_pid4711.log)",
                new StackTrace(List.of(), List.of(pack, caller), false),
                WORKER);
        String remedy = "Look in libpack.so what pack first got as an argument from com.acme.shop.Pack.pack.";
        return b.incident(new Incident(
                        "incident-1",
                        "v1:0a0b0c0e",
                        Severity.WARNING,
                        95,
                        b.get(crash).at(),
                        b.get(crash).at(),
                        1,
                        new Symptom(
                                SymptomKind.CRASH, crash, "The virtual machine crashed: SIGSEGV in libpack.so!pack"),
                        List.of(new RootCause(
                                1,
                                crash,
                                0.77,
                                List.of(new Reason("crash-pattern", 0.77, "Its log fits a known pattern.")))),
                        List.of(),
                        List.of(),
                        List.of(),
                        Recoverability.SYSTEM,
                        remedy))
                .crash(log(crash, List.of(pack, caller), remedy))
                .build();
    }

    static CrashLog log(int failure, List<Frame> frames, String remedy) {
        List<CrashFrame> stack = frames.stream()
                .map(f -> new CrashFrame(f.isNative() ? CrashFrame.Kind.NATIVE : CrashFrame.Kind.INTERPRETED, f, ""))
                .toList();
        return new CrashLog(
                "hs_err_pid4711.log",
                "v1:af89b08514bdcc58",
                4711,
                Optional.of(START.plusSeconds(50)),
                Optional.of(Duration.ofMinutes(61)),
                new CrashCause(
                        CrashKind.SIGNAL,
                        "SIGSEGV",
                        "SEGV_MAPERR",
                        OptionalLong.empty(),
                        "read",
                        OptionalLong.of(8),
                        FaultArea.NULL_PAGE,
                        "",
                        "",
                        "",
                        0),
                Optional.of(stack.get(0)),
                new CrashThread(WORKER.name(), CrashThread.Kind.JAVA, "in-native", false, 4731),
                new CrashStack("called from com.acme.shop.Pack.pack", "", stack, 1 << 20, 1 << 19),
                new CrashVm(
                        "OpenJDK 64-Bit Server VM",
                        "17.0.15",
                        17,
                        "linux-amd64",
                        "g1 gc",
                        "com.acme.shop.ShopServer",
                        "-Xmx512m",
                        new TreeMap<>(),
                        "normal execution",
                        new TreeMap<>()),
                new CrashMemory(new TreeMap<>(Map.of(
                        CrashMemory.HEAP_USED,
                        300L << 20,
                        CrashMemory.HEAP_MAX,
                        512L << 20,
                        CrashMemory.RESIDENT,
                        800L << 20))),
                List.of(),
                List.of(new CrashException(
                        Duration.ofMinutes(61).minusMillis(40),
                        WORKER.name(),
                        "java.lang.NegativeArraySizeException",
                        Optional.of("-3"),
                        "typeArrayKlass.cpp:97",
                        Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("core.4711 in /var/lib/systemd/coredump"),
                List.of(new CrashDiagnosis(
                        "native-null-pointer",
                        "Native code used a null pointer",
                        0.77,
                        List.of("The faulting address is at or near 0"),
                        "It was given null.",
                        remedy,
                        List.of("https://docs.oracle.com/"))),
                Optional.of(0),
                Optional.of(failure),
                List.of("The log breaks off before the list of threads."));
    }

    /** Nothing at all. */
    static Diagnosis empty() {
        return new DiagnosisBuilder()
                .verdict(Verdict.INSUFFICIENT_DATA, "The recording holds no events.")
                .build();
    }

    /** Every text that a recording can fill holds {@code bad}. */
    static Diagnosis hostile(String bad) {
        return new dev.epicenter.render.texts.DiagnosisTexts(s -> bad + s, s -> s.isEmpty() ? s : s + bad)
                .apply(incident());
    }

    /** 10,000 failures of 2,500 series with deep stacks. */
    static Diagnosis storm() {
        DiagnosisBuilder b = new DiagnosisBuilder();
        List<StackTrace> stacks = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            Frame[] frames = new Frame[64];
            for (int depth = 0; depth < frames.length; depth++) {
                frames[depth] = frame(
                        "com.acme.generated.package" + depth + ".Service" + (i + depth), "call" + depth, depth + 1);
            }
            stacks.add(stack(frames));
        }
        for (int i = 0; i < 10_000; i++) {
            b.failure(
                    i * 11L,
                    "com.acme.StormException",
                    "storm " + i,
                    stacks.get(i % stacks.size()),
                    thread(i % 50, "w-" + i % 50));
        }
        Evidence near = says("close-in-time", "1 ms apart.", 0.5, b.event(1));
        List<Link> chain = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            chain.add(b.link(i, i + 1, Relation.WRAP, 0.5, List.of(near), List.of()));
        }
        for (int i = 0; i < 300; i++) {
            b.incident(new Incident(
                    "incident-" + (i + 1),
                    "v1:0000" + i,
                    Severity.INFO,
                    50,
                    START,
                    START.plusSeconds(100),
                    7,
                    new Symptom(SymptomKind.THREAD_DIED, 40, "Thread ended."),
                    List.of(new RootCause(1, 0, 0.5, List.of(new Reason("first", 0.5, "It came first.")))),
                    i == 0 ? chain : List.of(),
                    List.of(),
                    List.of(),
                    Recoverability.APPLICATION,
                    "Stop the storm."));
        }
        return b.loss(200_000, "Most were not recorded.").build();
    }
}
