package dev.epicenter.rules.user;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.ClockOffset;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Incident;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Link;
import dev.epicenter.model.RateProfile;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Recoverability;
import dev.epicenter.model.Relation;
import dev.epicenter.model.RootCause;
import dev.epicenter.model.Severity;
import dev.epicenter.model.Site;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.Symptom;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.model.Timeline;
import dev.epicenter.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The analysis that a test of a rule file describes. */
final class MadeUp {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final int KEPT = 60;
    /** As a real recording has it at most. */
    private static final int BUCKETS = 120;

    private final Members node;
    private final Problems problems;
    private final Instant end;
    private final InAppCode inApp;
    private final List<String> processes = new ArrayList<>();

    MadeUp(Members node, Problems problems) {
        this.node = node;
        this.problems = problems;
        this.end = START.plus(recording("length")
                .flatMap(dev.epicenter.rules.Durations::parse)
                .orElse(LENGTH));
        List<String> packages =
                node.members("recording").map(r -> r.texts("in-app")).orElse(List.of());
        this.inApp = new InAppCode(packages.isEmpty() ? List.of("com.acme.") : packages, List.of(), "as the test says");
    }

    private Optional<String> recording(String name) {
        return node.members("recording").flatMap(r -> r.text(name));
    }

    /** One entry of {@code events}: failures that are equal. */
    private record Event(Members node, Instant at, int times, Duration every, int kept, ThreadRef thread) {
        Instant at(int i) {
            return at.plus(every.multipliedBy(i));
        }
    }

    /** A failure kept, before it has its place in time. */
    private record Kept(int series, Event event, Instant at) {}

    Analysis analysis() {
        List<Event> events =
                node.items("events").stream().map(n -> event(Members.of(n))).toList();
        List<Kept> kept = new ArrayList<>();
        for (int s = 0; s < events.size(); s++) {
            for (int i = 0; i < events.get(s).kept(); i++) {
                kept.add(new Kept(s, events.get(s), events.get(s).at(i)));
            }
        }
        kept.sort(Comparator.comparing(Kept::at).thenComparing(Kept::series));
        List<Failure> failures = new ArrayList<>();
        Map<Integer, List<Integer>> exemplars = new HashMap<>();
        Map<String, Integer> named = new HashMap<>();
        for (Kept k : kept) {
            exemplars.computeIfAbsent(k.series(), s -> new ArrayList<>()).add(failures.size());
            k.event().node().text("as").ifPresent(name -> named.putIfAbsent(name, failures.size()));
            failures.add(new Failure(
                    failures.size(),
                    k.series(),
                    k.at(),
                    k.event().node().text("type").orElse(""),
                    k.event().node().text("message"),
                    stack(k.event().node()),
                    k.event().thread()));
        }
        List<FailureSeries> series = new ArrayList<>();
        for (Event event : events) {
            series.add(series(series.size(), event, exemplars.getOrDefault(series.size(), List.of())));
        }
        List<Link> links = links(named);
        List<Incident> incidents = incidents(named, links, failures, series);
        return new Analysis(
                recording(failures, events),
                processes.stream().map(this::process).toList(),
                dataLoss(events),
                new Timeline(List.of(), 0, Duration.ZERO, List.of(), 0, Optional.empty()),
                dev.epicenter.model.Machine.UNKNOWN,
                dev.epicenter.model.Environment.UNKNOWN,
                List.of(),
                new FailureGraph(failures, series, links),
                List.of(),
                List.of(),
                incidents,
                incidents.isEmpty() ? Verdict.HEALTHY : Verdict.INCIDENT,
                List.of());
    }

    private Event event(Members e) {
        int times = e.number("times").map(Double::intValue).orElse(1);
        int kept = e.number("kept").map(Double::intValue).orElse(KEPT);
        String process = e.text("process").orElse("");
        if (!process.isEmpty() && !processes.contains(process)) {
            processes.add(process);
        }
        String thread = e.text("thread").orElse("main");
        Instant at = START.plus(e.duration("at").orElse(Duration.ZERO));
        Duration every = e.duration("every").orElse(Duration.ofSeconds(1));
        Event event = new Event(
                e,
                at,
                times,
                every,
                Math.min(kept, times),
                new ThreadRef(Math.max(0, processes.indexOf(process)), thread.hashCode(), thread, false));
        if (event.at(times - 1).isAfter(end)) {
            problems.add(e.at(), "goes on after the recording's end; say recording: {length: …}");
        }
        return event;
    }

    private static StackTrace stack(Members event) {
        List<Frame> frames = event.texts("frames").stream().map(MadeUp::frame).toList();
        List<Frame> constructors = new ArrayList<>();
        List<String> supertypes = event.texts("supertypes");
        for (int i = supertypes.size() - 1; i >= 0; i--) {
            constructors.add(new Frame(supertypes.get(i), "<init>", "", 0, ""));
        }
        constructors.add(new Frame(event.text("type").orElse(""), "<init>", "", 0, ""));
        return new StackTrace(constructors, frames, false);
    }

    private static Frame frame(String display) {
        int colon = display.indexOf(':');
        String method = colon < 0 ? display : display.substring(0, colon);
        int dot = method.lastIndexOf('.');
        int line = colon < 0 ? 0 : Integer.parseInt(display.substring(colon + 1));
        return new Frame(method.substring(0, dot), method.substring(dot + 1), "", line, "");
    }

    private FailureSeries series(int id, Event event, List<Integer> exemplars) {
        StackTrace stack = stack(event.node());
        Site site = stack.frames().stream()
                .filter(f -> inApp.contains(f.type()))
                .findFirst()
                .map(f -> new Site(f, true))
                .or(() -> stack.top().map(f -> new Site(f, false)))
                .orElse(Site.UNKNOWN);
        return new FailureSeries(
                id,
                event.node().text("type").orElse(""),
                stack,
                site,
                "v1:" + id,
                event.times(),
                1,
                event.at(0),
                event.at(event.times() - 1),
                profile(event),
                event.node().truth("background").orElse(false),
                exemplars);
    }

    private RateProfile profile(Event event) {
        Duration bucket = Duration.between(START, end).dividedBy(BUCKETS).plusMillis(1);
        long[] counts = new long[BUCKETS];
        for (int i = 0; i < event.times(); i++) {
            long at = Duration.between(START, event.at(i)).toNanos() / bucket.toNanos();
            counts[(int) Math.min(BUCKETS - 1L, at)]++;
        }
        return new RateProfile(START, bucket, counts);
    }

    private List<Link> links(Map<String, Integer> named) {
        List<Link> links = new ArrayList<>();
        for (Node n : node.items("links")) {
            Members link = Members.of(n);
            Relation relation = Arrays.stream(Relation.values())
                    .filter(r -> r.id().equals(link.text("relation").orElse("")))
                    .findFirst()
                    .orElseThrow();
            double confidence = link.number("confidence").orElse(0.8);
            Optional<Integer> from = named(link, "from", named);
            Optional<Integer> to = named(link, "to", named);
            if (from.isPresent() && to.isPresent()) {
                links.add(new Link(
                        from.get(),
                        to.get(),
                        relation,
                        Certainty.INFERRED,
                        confidence,
                        List.of(new Evidence("as-said", "As the test says.", confidence, List.of())),
                        List.of()));
            }
        }
        return links;
    }

    private Optional<Integer> named(Members owner, String member, Map<String, Integer> named) {
        String name = owner.text(member).orElse("");
        if (!named.containsKey(name)) {
            problems.add(owner.at(member), "no event says 'as: " + name + "'");
        }
        return Optional.ofNullable(named.get(name));
    }

    private List<Incident> incidents(
            Map<String, Integer> named, List<Link> links, List<Failure> failures, List<FailureSeries> series) {
        List<Incident> incidents = new ArrayList<>();
        for (Node n : node.items("incidents")) {
            Members incident = Members.of(n);
            Optional<Integer> root = named(incident, "root", named);
            Optional<Integer> symptom = named(incident, "symptom", named);
            if (root.isPresent() && symptom.isPresent()) {
                incidents.add(
                        incident(incident, incidents.size() + 1, root.get(), symptom.get(), links, failures, series));
            }
        }
        return incidents;
    }

    private Incident incident(
            Members said,
            int number,
            int root,
            int symptom,
            List<Link> links,
            List<Failure> failures,
            List<FailureSeries> series) {
        SymptomKind kind = Arrays.stream(SymptomKind.values())
                .filter(k -> k.id().equals(said.text("kind").orElse("request-failed")))
                .findFirst()
                .orElseThrow();
        List<Link> chain = new ArrayList<>();
        int here = root;
        while (here != symptom && chain.size() <= links.size()) {
            int from = here;
            Optional<Link> next = links.stream().filter(l -> l.from() == from).findFirst();
            if (next.isEmpty()) {
                problems.add(said.at(), "no links lead from its root to its symptom");
                break;
            }
            chain.add(next.get());
            here = next.get().to();
        }
        return new Incident(
                "incident-" + number,
                "v1:i" + number,
                Severity.WARNING,
                80,
                failures.get(root).at(),
                failures.get(symptom).at(),
                series.get(failures.get(symptom).series()).count(),
                new Symptom(kind, symptom, kind.id()),
                List.of(new RootCause(1, root, 0.8, List.of())),
                chain,
                List.of(),
                List.of(),
                Recoverability.APPLICATION,
                "");
    }

    private Recording recording(List<Failure> failures, List<Event> events) {
        TreeMap<String, Long> counts = new TreeMap<>();
        long thrown = events.stream().mapToLong(Event::times).sum();
        if (!failures.isEmpty()) {
            counts.put("jdk.JavaExceptionThrow", thrown);
        }
        node.members("recording").flatMap(r -> r.members("events")).ifPresent(more -> more.all()
                .forEach((name, count) -> counts.put(name, Long.parseLong(((Node.Scalar) count).text()))));
        return new Recording(
                List.of("test"),
                "",
                recording("java").orElse("17.0.15"),
                recording("main").orElse("com.acme.Main"),
                "",
                1,
                START,
                end,
                1,
                counts,
                inApp);
    }

    private JvmProcess process(String name) {
        return new JvmProcess(
                processes.indexOf(name),
                name,
                List.of("test"),
                "",
                recording("java").orElse("17.0.15"),
                recording("main").orElse("com.acme.Main"),
                1,
                START,
                end,
                false,
                ClockOffset.REFERENCE);
    }

    private DataLoss dataLoss(List<Event> events) {
        return new DataLoss(
                OptionalLong.empty(),
                events.stream().mapToLong(Event::times).sum(),
                List.of(),
                node.members("recording").map(r -> r.texts("without")).orElse(List.of()),
                "",
                0,
                64,
                0,
                0,
                events.stream().mapToLong(e -> (long) e.times() - e.kept()).sum(),
                List.of(),
                false,
                List.of());
    }
}
