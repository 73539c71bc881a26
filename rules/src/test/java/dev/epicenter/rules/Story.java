package dev.epicenter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.Condition;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.Curve;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Environment;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Handler;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Pause;
import dev.epicenter.model.RateProfile;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Recoverability;
import dev.epicenter.model.Relation;
import dev.epicenter.model.RootCause;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Severity;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.Sightings;
import dev.epicenter.model.Site;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.Symptom;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.Task;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.model.Timeline;
import dev.epicenter.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Builds an analysis by hand, one failure a series unless told otherwise: a recording of one minute on JDK 17 from 12:00:00 UTC.
 * Failures are to be told in time order.
 */
public final class Story {
    public static final Instant START = Instant.parse("2026-11-02T12:00:00Z");
    public static final Duration LENGTH = Duration.ofSeconds(60);

    /** The frames of a pool's worker that runs a submitted task. */
    public static final String[] SUBMITTED = {
        "java.util.concurrent.FutureTask.run:264", "java.util.concurrent.ThreadPoolExecutor.runWorker:1136"
    };

    /** The frames of a pool's worker that runs a periodic task. */
    public static final String[] SCHEDULED = {
        "java.util.concurrent.FutureTask.runAndReset:305", "java.util.concurrent.ThreadPoolExecutor.runWorker:1136"
    };

    private final List<Failure> failures = new ArrayList<>();
    private final List<FailureSeries> series = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final TreeMap<String, Long> events = new TreeMap<>();
    private final List<String> disabled = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private final List<HeapSample> heap = new ArrayList<>();
    private final List<DataLoss.Damage> damage = new ArrayList<>();
    private final List<CrashLog> crashes = new ArrayList<>();
    private Optional<Shutdown> shutdown = Optional.empty();
    private OptionalLong thrown = OptionalLong.empty();
    private String throttle = "";
    private String jvmArguments = "";
    private long recorded;
    private long truncated;
    private long stackless;
    private Sightings sightings = Sightings.NONE;
    private Verdict verdict = Verdict.INCIDENT;
    private final List<Machine.ThreadCount> threads = new ArrayList<>();
    private final List<Machine.MemorySample> memory = new ArrayList<>();
    private final List<Machine.ThreadCreator> creators = new ArrayList<>();
    private final List<Machine.Stall> stalls = new ArrayList<>();
    private final List<Machine.Recursion> recursions = new ArrayList<>();
    private final List<Machine.PoolFigures> pools = new ArrayList<>();
    private final List<Machine.Connections> connections = new ArrayList<>();
    private final List<HandlerSite> handlers = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();

    public static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    public static Frame frame(String display) {
        int colon = display.indexOf(':');
        String method = colon < 0 ? display : display.substring(0, colon);
        int dot = method.lastIndexOf('.');
        int line = colon < 0 ? 0 : Integer.parseInt(display.substring(colon + 1));
        return new Frame(method.substring(0, dot), method.substring(dot + 1), "()V", line, "");
    }

    public static StackTrace stack(String... frames) {
        return new StackTrace(List.of(), Arrays.stream(frames).map(Story::frame).toList(), false);
    }

    public static Frame constructor(String type, String descriptor) {
        return new Frame(type, "<init>", descriptor, 0, "");
    }

    /** The one failure of a new series. */
    public Failure thrown(double seconds, String thread, String type, String message, String... frames) {
        return thrown(seconds, thread, type, message, stack(frames));
    }

    public Failure thrown(double seconds, String thread, String type, String message, StackTrace stack) {
        return repeated(1, false, 0, seconds, thread, type, message, stack);
    }

    public Failure condition(double seconds, Condition condition, String message) {
        return thrown(seconds, "", condition.typeName(), message);
    }

    /**
     * A series of {@code count} whose first few are kept.
     *
     * @param every seconds between two of them
     * @return the last one kept
     */
    public Failure repeated(
            long count,
            boolean background,
            double every,
            double seconds,
            String thread,
            String type,
            String message,
            StackTrace stack) {
        int id = series.size();
        List<Integer> exemplars = new ArrayList<>();
        for (int i = 0; i < Math.min(count, 12); i++) {
            exemplars.add(failures.size());
            failures.add(new Failure(
                    failures.size(),
                    id,
                    at(seconds + i * every),
                    type,
                    Optional.of(message).filter(m -> !m.isEmpty()),
                    stack,
                    new ThreadRef(thread.hashCode(), thread, false)));
        }
        Instant last = at(seconds + (count - 1) * every);
        Site site = stack.frames().stream()
                .filter(f -> f.type().startsWith("com.acme."))
                .findFirst()
                .map(f -> new Site(f, true))
                .or(() -> stack.top().map(f -> new Site(f, false)))
                .orElse(Site.UNKNOWN);
        series.add(new FailureSeries(
                id,
                type,
                stack,
                site,
                "v1:" + id,
                count,
                1,
                at(seconds),
                last,
                profile(seconds, every, count),
                background,
                exemplars));
        recorded += count;
        return failures.get(failures.size() - 1);
    }

    private static RateProfile profile(double seconds, double every, long count) {
        long[] buckets = new long[60];
        for (long i = 0; i < count; i++) {
            buckets[(int) Math.min(59, seconds + i * every)]++;
        }
        return new RateProfile(START, Duration.ofSeconds(1), buckets);
    }

    public Link led(Failure from, Relation relation, Failure to, double confidence, String evidence, String text) {
        Link link = new Link(
                from.id(),
                to.id(),
                relation,
                Certainty.INFERRED,
                confidence,
                List.of(new Evidence(evidence, text, confidence, List.of())),
                List.of());
        links.add(link);
        return link;
    }

    public Link led(Failure from, Relation relation, Failure to) {
        return led(from, relation, to, 0.8, "same-thread", "Both were thrown in the same thread");
    }

    /** The chain is made of the links told so far from root to symptom, one after the other. */
    public Story incident(SymptomKind kind, Failure root, Failure symptom, String text, Handler... swallowedBy) {
        List<Link> chain = new ArrayList<>();
        int here = root.id();
        while (here != symptom.id()) {
            int from = here;
            Link next = links.stream().filter(l -> l.from() == from).findFirst().orElseThrow();
            chain.add(next);
            here = next.to();
        }
        incidents.add(new Incident(
                "incident-" + (incidents.size() + 1),
                "v1:i",
                Severity.WARNING,
                80,
                root.at(),
                symptom.at(),
                series.get(symptom.series()).count(),
                new Symptom(kind, symptom.id(), text),
                List.of(new RootCause(1, root.id(), 0.8, List.of())),
                chain,
                List.of(),
                List.of(swallowedBy),
                Recoverability.APPLICATION,
                ""));
        return this;
    }

    public Story paused(double seconds, double length, String cause) {
        pauses.add(new Pause(at(seconds), Duration.ofMillis(Math.round(length * 1000)), cause));
        return this;
    }

    public Story heapAfter(double seconds, long megabytes) {
        heap.add(new HeapSample(at(seconds), megabytes << 20, 512L << 20));
        return this;
    }

    public Story ended(double seconds, String reason, String thread, String... frames) {
        shutdown = Optional.of(new Shutdown(at(seconds), reason, new ThreadRef(1, thread, false), stack(frames)));
        return this;
    }

    /** A fatal error log of the process. */
    public Story crashed(CrashLog log) {
        crashes.add(log);
        return this;
    }

    public Story liveThreads(double seconds, long count) {
        threads.add(new Machine.ThreadCount(at(seconds), count, count));
        return this;
    }

    public Story resident(double seconds, long megabytes, long limitMegabytes) {
        memory.add(new Machine.MemorySample(at(seconds), megabytes << 20, 0, limitMegabytes << 20));
        return this;
    }

    public Story created(String frame, String pattern, long started, long ended) {
        creators.add(new Machine.ThreadCreator(frame(frame), pattern, started, ended));
        return this;
    }

    public Story stood(double seconds, double length, String thread, String event, String... frames) {
        stalls.add(new Machine.Stall(
                event,
                new ThreadRef(thread.hashCode(), thread, false),
                at(seconds),
                Duration.ofMillis(Math.round(length * 1000)),
                "",
                stack(frames)));
        return this;
    }

    public Story pool(double seconds, String name, long held, long waiting, long size) {
        pools.add(new Machine.PoolFigures(at(seconds), name, held, waiting, size));
        return this;
    }

    public Story connections(double seconds, double atWork) {
        connections.add(new Machine.Connections(at(seconds), atWork));
        return this;
    }

    public Story recursion(long samples, String... cycle) {
        recursions.add(
                new Machine.Recursion(Arrays.stream(cycle).map(Story::frame).toList(), samples, at(1), at(2)));
        return this;
    }

    public Story handler(HandlerSite site) {
        handlers.add(site);
        return this;
    }

    public Story task(Task task) {
        tasks.add(task);
        return this;
    }

    public Story sightings(Sightings what) {
        sightings = what;
        return this;
    }

    public Story disabled(String... types) {
        disabled.addAll(List.of(types));
        return this;
    }

    public Story recordedBesides(String event, long count) {
        events.put(event, count);
        return this;
    }

    public Story counted(long exceptionsThrown, String throttledTo) {
        thrown = OptionalLong.of(exceptionsThrown);
        throttle = throttledTo;
        return this;
    }

    public Story truncatedStacks(long count) {
        truncated = count;
        return this;
    }

    public Story stacklessFailures(long count) {
        stackless = count;
        return this;
    }

    public Story damaged(String source) {
        damage.add(new DataLoss.Damage(source, 0, 100, "cut short"));
        return this;
    }

    public Story startedWith(String arguments) {
        jvmArguments = arguments;
        return this;
    }

    public Story verdict(Verdict word) {
        verdict = word;
        return this;
    }

    /** What a rule of ours says, run as users run it; fails when it could not judge. */
    public List<Finding> findings(Rule rule) {
        return findings(rule, Map.of());
    }

    /** The same with some of its parameters set. */
    public List<Finding> findings(Rule rule, Map<String, String> values) {
        String id = rule.info().id();
        RuleResult result = results(new RuleOptions(List.of(id), List.of(), Map.of(id, values)))
                .get(0);
        assertThat(result).isInstanceOfAny(RuleResult.Found.class, RuleResult.Ok.class);
        return result.findings();
    }

    /** What a rule of ours draws. */
    public List<Curve> curves(Rule rule) {
        return diagnosis(new RuleOptions(List.of(rule.info().id()), List.of(), Map.of()))
                .curves();
    }

    /** What becomes of our rules. */
    public List<RuleResult> results(RuleOptions options) {
        return diagnosis(options).rules();
    }

    private Diagnosis diagnosis(RuleOptions options) {
        try {
            return new RuleEngine(RuleSet.of(RuleLibrary.rules(), options)).diagnose(analysis());
        } catch (RuleSetException e) {
            throw new AssertionError(e);
        }
    }

    public Analysis analysis() {
        if (recorded > 0) {
            events.put("jdk.JavaExceptionThrow", recorded);
        }
        Recording recording = new Recording(
                List.of("story.jfr"),
                "OpenJDK 64-Bit Server VM",
                "17.0.15",
                "com.acme.Main",
                jvmArguments,
                42,
                START,
                START.plus(LENGTH),
                1,
                events,
                new InAppCode(List.of("com.acme."), List.of(), "from the main class com.acme.Main"));
        DataLoss loss = new DataLoss(
                thrown,
                recorded,
                List.of(),
                disabled,
                throttle,
                0,
                64,
                truncated,
                stackless,
                0,
                damage,
                shutdown.isPresent(),
                List.of());
        Timeline timeline = new Timeline(
                pauses,
                pauses.size(),
                pauses.stream().map(Pause::length).reduce(Duration.ZERO, Duration::plus),
                heap,
                512L << 20,
                shutdown);
        return new Analysis(
                        recording,
                        List.of(),
                        loss,
                        timeline,
                        new Machine(
                                threads,
                                List.of(),
                                memory,
                                List.of(),
                                creators,
                                stalls,
                                recursions,
                                connections,
                                pools),
                        Environment.UNKNOWN,
                        crashes,
                        new FailureGraph(failures, series, links),
                        handlers,
                        tasks,
                        incidents,
                        verdict,
                        List.of())
                .with(sightings);
    }
}
