package dev.epicenter.render;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.Curve;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Environment;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Incident;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Link;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Pause;
import dev.epicenter.model.RateProfile;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Relation;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.Site;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.Task;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.model.Timeline;
import dev.epicenter.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Builds diagnoses without a recording: failures in time order, links by id, series from equal types and sites. */
final class DiagnosisBuilder {
    static final Instant START = Instant.parse("2026-11-14T10:02:00Z");
    private static final int BUCKETS = 120;

    private Duration bucket = Duration.ofSeconds(1);
    private Machine machine = Machine.UNKNOWN;
    private Environment environment = Environment.UNKNOWN;
    private final List<JvmProcess> processes = new ArrayList<>();
    private final List<CrashLog> crashes = new ArrayList<>();
    private final List<HandlerSite> handlers = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, List<Failure>> bySeries = new LinkedHashMap<>();
    private final Map<Integer, Long> extraCounts = new TreeMap<>();
    private final List<Integer> background = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private final List<RuleResult> rules = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> disabled = new ArrayList<>();
    private List<DataLoss.Interval> overTime = List.of();
    private OptionalLong thrown = OptionalLong.empty();
    private Optional<Shutdown> shutdown = Optional.empty();
    private Verdict verdict = Verdict.INCIDENT;
    private List<String> reasons = List.of("A failure that was new in this recording reached a user.");
    private String jvmArguments = "-Xmx512m -XX:+UseG1GC";

    static Frame frame(String type, String method, int line) {
        return new Frame(type, method, "()V", line, type.startsWith("java.") ? "java.base" : "");
    }

    static StackTrace stack(Frame... frames) {
        return new StackTrace(
                List.of(frame("java.lang.Throwable", "<init>", 273), frame("java.lang.Exception", "<init>", 67)),
                Arrays.asList(frames),
                false);
    }

    static ThreadRef thread(long id, String name) {
        return new ThreadRef(id, name, false);
    }

    /** How long the recording is, at least two minutes. */
    DiagnosisBuilder length(Duration length) {
        bucket = length.dividedBy(BUCKETS);
        return this;
    }

    DiagnosisBuilder machine(Machine recorded) {
        machine = recorded;
        return this;
    }

    DiagnosisBuilder environment(Environment recorded) {
        environment = recorded;
        return this;
    }

    DiagnosisBuilder process(JvmProcess process) {
        processes.add(process);
        return this;
    }

    DiagnosisBuilder crash(CrashLog crash) {
        crashes.add(crash);
        return this;
    }

    DiagnosisBuilder handler(HandlerSite handler) {
        handlers.add(handler);
        return this;
    }

    DiagnosisBuilder task(Task task) {
        tasks.add(task);
        return this;
    }

    int failure(long millis, String type, String message, StackTrace stack, ThreadRef thread) {
        String key = type + stack.frames();
        List<Failure> equal = bySeries.computeIfAbsent(key, k -> new ArrayList<>());
        int series = new ArrayList<>(bySeries.keySet()).indexOf(key);
        if (bySeries.size() > 100) {
            series = equal.isEmpty() ? bySeries.size() - 1 : equal.get(0).series();
        }
        Failure failure = new Failure(
                failures.size(),
                series,
                START.plusMillis(millis),
                type,
                message.isEmpty() ? Optional.empty() : Optional.of(message),
                stack,
                thread);
        failures.add(failure);
        equal.add(failure);
        return failure.id();
    }

    Failure get(int id) {
        return failures.get(id);
    }

    EventRef event(int failure) {
        return EventRef.of("jdk.JavaExceptionThrow", failures.get(failure));
    }

    Link link(int from, int to, Relation relation, double confidence, List<Evidence> evidence, List<Evidence> counter) {
        Certainty certainty = confidence == 1 ? Certainty.OBSERVED : Certainty.INFERRED;
        Link link = new Link(from, to, relation, certainty, confidence, evidence, counter);
        links.add(link);
        return link;
    }

    DiagnosisBuilder weather(int failure, long more) {
        background.add(failures.get(failure).series());
        extraCounts.put(failures.get(failure).series(), more);
        return this;
    }

    DiagnosisBuilder incident(Incident incident) {
        incidents.add(incident);
        return this;
    }

    DiagnosisBuilder finding(Finding finding) {
        findings.add(finding);
        return this;
    }

    DiagnosisBuilder curve(Curve curve) {
        curves.add(curve);
        return this;
    }

    DiagnosisBuilder judged(RuleResult result) {
        rules.add(result);
        return this;
    }

    DiagnosisBuilder pause(long millis, long length, String cause) {
        pauses.add(new Pause(START.plusMillis(millis), Duration.ofMillis(length), cause));
        return this;
    }

    DiagnosisBuilder loss(long total, String... sentences) {
        thrown = OptionalLong.of(total);
        notes.addAll(List.of(sentences));
        List<DataLoss.Interval> intervals = new ArrayList<>();
        for (int i = 0; i < BUCKETS; i += 2) {
            long built = i >= 60 && i < 80 ? total / 20 : total / 200;
            intervals.add(new DataLoss.Interval(
                    START.plusSeconds(i),
                    START.plusSeconds(i + 2L),
                    built,
                    failures.isEmpty() ? 0 : Math.min(built, total / 40)));
        }
        overTime = intervals;
        return this;
    }

    DiagnosisBuilder disabled(String... events) {
        disabled.addAll(List.of(events));
        return this;
    }

    DiagnosisBuilder shutdown(long millis, String reason, ThreadRef thread, StackTrace stack) {
        shutdown = Optional.of(new Shutdown(START.plusMillis(millis), reason, thread, stack));
        return this;
    }

    DiagnosisBuilder verdict(Verdict answer, String... why) {
        verdict = answer;
        reasons = List.of(why);
        return this;
    }

    DiagnosisBuilder jvmArguments(String arguments) {
        jvmArguments = arguments;
        return this;
    }

    Diagnosis build() {
        List<FailureSeries> series = new ArrayList<>();
        for (List<Failure> equal : bySeries.values()) {
            series.add(series(series.size(), equal));
        }
        TreeMap<String, Long> counts = new TreeMap<>(Map.of(
                "jdk.JavaExceptionThrow",
                failures.size()
                        + extraCounts.values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                "jdk.GCPhasePause",
                14L,
                "jdk.ThreadStart",
                22L));
        Recording recording = new Recording(
                List.of("orders-prod-7.jfr"),
                "OpenJDK 64-Bit Server VM 17.0.15+6-Debian-1deb12u1",
                "17.0.15",
                "com.acme.shop.ShopServer",
                jvmArguments,
                4711,
                START,
                START.plus(bucket.multipliedBy(BUCKETS)),
                3,
                counts,
                new InAppCode(List.of("com.acme."), List.of(), "from the main class com.acme.shop.ShopServer"));
        long folded = extraCounts.values().stream().mapToLong(Long::longValue).sum();
        DataLoss loss = new DataLoss(
                thrown,
                failures.size() + folded,
                overTime,
                disabled,
                "100/s",
                0,
                64,
                2,
                0,
                folded,
                List.of(),
                shutdown.isPresent(),
                notes);
        List<HeapSample> heap = new ArrayList<>();
        for (int i = 0; !failures.isEmpty() && i < 14; i++) {
            heap.add(new HeapSample(
                    START.plus(bucket.multipliedBy(8L * i + 3)), (180L + i * 13 % 90) << 20, 512L << 20));
        }
        Timeline timeline = new Timeline(pauses, 14, Duration.ofMillis(920), heap, 512L << 20, shutdown);
        Analysis analysis = new Analysis(
                recording,
                processes,
                loss,
                timeline,
                machine,
                environment,
                crashes,
                new FailureGraph(failures, series, links),
                handlers,
                tasks,
                incidents,
                verdict,
                reasons);
        return new Diagnosis(analysis, findings, curves, rules, List.of());
    }

    private FailureSeries series(int id, List<Failure> equal) {
        Failure first = equal.get(0);
        long[] buckets = new long[BUCKETS];
        long more = extraCounts.getOrDefault(id, 0L);
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = more / BUCKETS + (more > 0 ? i * 7 % 5 : 0);
        }
        equal.forEach(f -> buckets[
                (int) Math.min(BUCKETS - 1L, Duration.between(START, f.at()).dividedBy(bucket))]++);
        Site site = first.stack().frames().stream()
                .filter(f -> f.type().startsWith("com.acme"))
                .findFirst()
                .map(f -> new Site(f, true))
                .orElseGet(
                        () -> first.stack().top().map(f -> new Site(f, false)).orElse(Site.UNKNOWN));
        return new FailureSeries(
                id,
                first.type(),
                first.stack(),
                site,
                String.format("v1:%08x", (first.type() + site).hashCode()),
                equal.size() + more,
                (int) equal.stream().map(Failure::thread).distinct().count(),
                first.at(),
                equal.get(equal.size() - 1).at(),
                new RateProfile(START, bucket, buckets),
                background.contains(id),
                equal.stream().map(Failure::id).limit(64).toList());
    }
}
