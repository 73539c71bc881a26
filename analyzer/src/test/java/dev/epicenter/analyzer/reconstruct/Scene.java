package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.AgentRecord;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.Resources;
import dev.epicenter.analyzer.read.TaskActivity;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.ClockOffset;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Environment;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Frame;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Link;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Pause;
import dev.epicenter.model.RateProfile;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.model.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds recorded events by hand, as a test would tell them: who threw what, when, from where. */
public final class Scene {
    /** Start of every scene. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final int BUCKETS = 40;

    private record Thrown(
            Instant at, String thread, String type, Optional<String> message, StackTrace stack, long number) {}

    private final List<Thrown> thrown = new ArrayList<>();
    private final Map<String, Long> threadIds = new LinkedHashMap<>();
    private final List<ThreadLife> lives = new ArrayList<>();
    private final List<TaskActivity> tasks = new ArrayList<>();
    private final List<RecordedEvents.Dump> dumps = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private final List<Resources.Collection> collections = new ArrayList<>();
    private final List<Resources.Refusal> refusals = new ArrayList<>();
    private final List<Resources.Loaders> loaders = new ArrayList<>();
    private final List<Resources.Recursing> recursing = new ArrayList<>();
    private final List<Machine.MemorySample> memory = new ArrayList<>();
    private final SortedMap<String, String> flags = new TreeMap<>();
    private boolean brokenOff;
    private final List<String> disabled = new ArrayList<>();
    private Optional<Shutdown> shutdown = Optional.empty();
    private AgentRecord agent = AgentRecord.NONE;
    private long maxHeap;
    private final List<Resources.Classes> classes = new ArrayList<>();
    private final List<HeapSample> heap = new ArrayList<>();
    private final TreeMap<String, String> host = new TreeMap<>();
    private long lengthMillis = 20_000;
    private OptionalLong counted = OptionalLong.empty();

    public static Instant at(double millis) {
        return START.plusNanos((long) (millis * 1e6));
    }

    /** {@code com.acme.Orders.place:42}, or with a descriptor {@code com.acme.Orders.wrap(Ljava/lang/Throwable;)V:42}. */
    public static Frame frame(String text) {
        int colon = text.lastIndexOf(':');
        int line = Integer.parseInt(text.substring(colon + 1));
        String method = text.substring(0, colon);
        int open = method.indexOf('(');
        String descriptor = open < 0 ? "()V" : method.substring(open);
        String name = open < 0 ? method : method.substring(0, open);
        int dot = name.lastIndexOf('.');
        return new Frame(name.substring(0, dot), name.substring(dot + 1), descriptor, line, "");
    }

    public static StackTrace stack(String constructor, String... frames) {
        List<Frame> construction = constructor.isEmpty()
                ? List.of()
                : List.of(new Frame("java.lang.Throwable", "<init>", constructor, 1, "java.base"));
        return new StackTrace(
                construction, Arrays.stream(frames).map(Scene::frame).toList(), false);
    }

    public Scene length(long millis) {
        lengthMillis = millis;
        return this;
    }

    /** Thrown without a cause. */
    public Scene throwing(double millis, String thread, String type, @Nullable String message, String... frames) {
        return add(millis, thread, type, message, stack("(Ljava/lang/String;)V", frames));
    }

    /** Thrown with a cause handed to the constructor and on to Throwable's. */
    public Scene wrapping(double millis, String thread, String type, @Nullable String message, String... frames) {
        return add(millis, thread, type, message, stack("(Ljava/lang/String;Ljava/lang/Throwable;)V", frames));
    }

    /** Built by Throwable(Throwable), whose message JFR does not record. */
    public Scene carrying(double millis, String thread, String type, String... frames) {
        return add(millis, thread, type, null, stack("(Ljava/lang/Throwable;)V", frames));
    }

    /** The same handled exception every so many milliseconds over the whole time. */
    public Scene weather(double every, String thread, String type, @Nullable String message, String... frames) {
        for (double t = every / 2; t < lengthMillis; t += every) {
            throwing(t, thread, type, message, frames);
        }
        return this;
    }

    private Scene add(double millis, String thread, String type, @Nullable String message, StackTrace stack) {
        thrown.add(new Thrown(at(millis), thread, type, Optional.ofNullable(message), stack, 0));
        return this;
    }

    /** The agent knows the throwable told of last by this number. */
    public Scene number(long number) {
        Thrown t = thrown.remove(thrown.size() - 1);
        thrown.add(new Thrown(t.at(), t.thread(), t.type(), t.message(), t.stack(), number));
        return this;
    }

    /** What the agent told besides. */
    public Scene agent(AgentTold told) {
        agent = told.record(this::ref);
        return this;
    }

    private ThreadRef ref(String thread) {
        return new ThreadRef(threadIds.computeIfAbsent(thread, t -> threadIds.size() + 1L), thread, false);
    }

    public Scene ends(double millis, String thread) {
        lives.add(new ThreadLife(
                ref(thread),
                Optional.empty(),
                Optional.empty(),
                StackTrace.EMPTY,
                Optional.of(at(millis)),
                START,
                at(millis),
                List.of()));
        return this;
    }

    public Scene starts(double millis, String thread, String parent, String... frames) {
        lives.add(new ThreadLife(
                ref(thread),
                Optional.of(at(millis)),
                Optional.of(ref(parent)),
                stack("", frames),
                Optional.empty(),
                at(millis),
                at(lengthMillis),
                List.of()));
        return this;
    }

    /** Waits so, and shows nothing after. */
    public Scene waits(String thread, String frame, double... startAndLength) {
        List<ThreadLife.Wait> waits = new ArrayList<>();
        for (int i = 0; i < startAndLength.length; i += 2) {
            waits.add(new ThreadLife.Wait(
                    "jdk.ThreadPark",
                    at(startAndLength[i]),
                    Duration.ofNanos((long) (startAndLength[i + 1] * 1e6)),
                    "",
                    stack("", frame)));
        }
        lives.add(new ThreadLife(
                ref(thread),
                Optional.empty(),
                Optional.empty(),
                StackTrace.EMPTY,
                Optional.empty(),
                START,
                waits.get(waits.size() - 1).end(),
                waits));
        return this;
    }

    public Scene task(String entry, double first, double last) {
        tasks.add(new TaskActivity(
                frame(entry), frame("java.util.concurrent.FutureTask.runAndReset:305"), 3, at(first), at(last)));
        return this;
    }

    public Scene dump(double millis, String text) {
        dumps.add(new RecordedEvents.Dump(at(millis), text));
        return this;
    }

    public Scene pause(double millis, long length) {
        pauses.add(new Pause(at(millis), Duration.ofMillis(length), "G1 Full"));
        return this;
    }

    public Scene fullHeap(double millis, long used, long max) {
        maxHeap = max;
        collections.add(new Resources.Collection(at(millis), "G1Full", "Allocation Failure", 1, used));
        return this;
    }

    /** Memory that the JVM says it could not give. */
    public Scene refused(double millis, String thread, String what, String... frames) {
        refusals.add(new Resources.Refusal(at(millis), "jdk.MetaspaceOOM", ref(thread), stack("", frames), what));
        return this;
    }

    public Scene loaders(String type, long count, long classes, long bytes) {
        loaders.add(new Resources.Loaders(type, count, classes, bytes));
        return this;
    }

    /** The thread was sampled deep in a recursion. */
    public Scene recursion(String thread, String frame, double first, double last) {
        recursing.add(new Resources.Recursing(ref(thread), frame(frame), at(first), at(last), 2));
        return this;
    }

    /** How many classes had been loaded by then. */
    public Scene classes(double millis, long loaded) {
        classes.add(new Resources.Classes(at(millis), loaded));
        return this;
    }

    /** It runs in a container with a limit. */
    public Scene contained(String limit) {
        host.put("container memory limit", limit);
        return this;
    }

    /** The heap after a collection; {@code max} is what it may have. */
    public Scene heap(double millis, long committed, long max) {
        maxHeap = max;
        heap.add(new HeapSample(at(millis), committed / 2, committed));
        return this;
    }

    /** Memory of the machine or the container. */
    public Scene memory(double millis, long used, long limit) {
        memory.add(new Machine.MemorySample(at(millis), 0, used, limit));
        return this;
    }

    public Scene flag(String name, String value) {
        flags.put(name, value);
        return this;
    }

    /** Nothing ends the recording. */
    public Scene breaksOff() {
        brokenOff = true;
        return this;
    }

    public Scene shutdown(double millis, String reason, String thread, String... frames) {
        shutdown = Optional.of(new Shutdown(at(millis), reason, ref(thread), stack("", frames)));
        return this;
    }

    public Scene disabled(String event, long thrownInAll) {
        disabled.add(event);
        return counted(thrownInAll);
    }

    /** What the JVM counted, recorded or not. */
    public Scene counted(long thrownInAll) {
        counted = OptionalLong.of(thrownInAll);
        return this;
    }

    public RecordedEvents events() {
        thrown.sort(Comparator.comparing(Thrown::at));
        Map<String, List<Integer>> bySeries = new LinkedHashMap<>();
        List<Failure> failures = new ArrayList<>();
        for (Thrown t : thrown) {
            String key = t.type() + t.stack();
            List<Integer> ids = bySeries.computeIfAbsent(key, k -> new ArrayList<>());
            int series = new ArrayList<>(bySeries.keySet()).indexOf(key);
            ids.add(failures.size());
            failures.add(new Failure(
                    failures.size(), series, t.at(), t.type(), t.message(), t.stack(), ref(t.thread()), t.number()));
        }
        List<RecordedSeries> series = new ArrayList<>();
        bySeries.values().forEach(ids -> series.add(seriesOf(series.size(), ids, failures)));
        Recording recording = new Recording(
                List.of("scene.jfr"),
                "",
                "17",
                "com.acme.Main",
                "",
                1,
                START,
                at(lengthMillis),
                1,
                new TreeMap<>(Map.of("jdk.JavaExceptionThrow", (long) failures.size())),
                InAppCode.UNKNOWN);
        DataLoss loss = new DataLoss(
                counted, failures.size(), List.of(), disabled, "", 0, 64, 0, 0, 0, List.of(), true, List.of());
        Timeline timeline = new Timeline(pauses, pauses.size(), Duration.ZERO, heap, maxHeap, shutdown);
        Resources resources =
                new Resources(collections, List.of(), List.of(), 0, refusals, loaders, recursing, classes);
        JvmProcess process = new JvmProcess(
                0,
                "scene",
                recording.sources(),
                recording.jvm(),
                recording.javaVersion(),
                recording.mainClass(),
                recording.pid(),
                recording.start(),
                recording.end(),
                false,
                ClockOffset.REFERENCE);
        return new RecordedEvents(
                process,
                recording,
                loss,
                timeline,
                new Machine(List.of(), List.of(), memory, List.of(), List.of()),
                new Environment(flags, new TreeMap<>(), host, new TreeMap<>()),
                failures,
                series,
                lives,
                List.of(),
                dumps,
                tasks,
                resources,
                brokenOff,
                agent,
                Map.of());
    }

    private RecordedSeries seriesOf(int id, List<Integer> ids, List<Failure> failures) {
        Failure first = failures.get(ids.get(0));
        long[] counts = new long[BUCKETS];
        Duration bucket = Duration.ofMillis(lengthMillis).dividedBy(BUCKETS);
        for (int i : ids) {
            long index = Duration.between(START, failures.get(i).at()).toNanos() / bucket.toNanos();
            counts[(int) Math.min(BUCKETS - 1, index)]++;
        }
        return new RecordedSeries(
                id,
                first.type(),
                first.stack(),
                first.thread().name(),
                ids.size(),
                1,
                first.at(),
                failures.get(Collections.max(ids)).at(),
                new RateProfile(START, bucket, counts),
                ids);
    }

    public FailureGraph graph() {
        return Reconstruction.of(events(), AnalyzerOptions.DEFAULT).graph();
    }

    public Analysis analysis(CrashLog... logs) {
        return Analyzer.analyze(List.of(events()), List.of(logs), AnalyzerOptions.DEFAULT);
    }

    /** Links as {@code IOException -wrap-> OrderException}, in order of their targets. */
    public static List<String> told(FailureGraph graph) {
        return graph.links().stream().map(l -> told(graph, l)).toList();
    }

    public static String told(FailureGraph graph, Link link) {
        return simple(graph.failure(link.from()).type()) + " -"
                + link.relation().id() + "-> " + simple(graph.failure(link.to()).type());
    }

    private static String simple(String type) {
        return type.startsWith("jvm.") ? type : type.substring(type.lastIndexOf('.') + 1);
    }
}
