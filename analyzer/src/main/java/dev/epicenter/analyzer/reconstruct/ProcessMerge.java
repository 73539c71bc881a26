package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.reconstruct.RequestPairs.Pair;
import dev.epicenter.model.ClockOffset;
import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.DataLoss.AgentCounts;
import dev.epicenter.model.DataLoss.Damage;
import dev.epicenter.model.DataLoss.Interval;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Link;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Task;
import dev.epicenter.model.ThreadRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts what was reconstructed of each process side by side, on the clock of the first: failures in one order of time with new
 * ids, links between processes where requests join them. What there can be only one of is the first process's.
 */
final class ProcessMerge {
    private final List<Reconstructed> parts;
    private final List<RecordedEvents> recorded;
    private final List<Pair> pairs;
    private final List<ClockOffset> clocks;
    private final List<Failure> failures = new ArrayList<>();
    private final List<FailureSeries> series = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final Map<Integer, List<Link>> others = new HashMap<>();
    private final List<HandlerSite> handlers = new ArrayList<>();
    private final Map<Integer, List<Integer>> caught = new HashMap<>();
    private final List<Task> tasks = new ArrayList<>();
    private final Set<Integer> causeMissing = new HashSet<>();
    private final Set<Integer> wakeOfEnd = new HashSet<>();
    private final Set<Integer> starting = new HashSet<>();
    private final Set<Integer> outbreaks = new HashSet<>();
    private final List<CrashLog> crashes = new ArrayList<>();
    /** Whose parts are being moved. */
    private int process;

    private int remoteLinks;

    private ProcessMerge(List<Reconstructed> parts, List<RecordedEvents> recorded, List<Pair> pairs) {
        this.parts = parts;
        this.recorded = recorded;
        this.pairs = pairs;
        this.clocks = Clocks.of(recorded.stream().map(r -> r.process().name()).toList(), pairs);
    }

    /**
     * All of them as one.
     *
     * @param recorded what each was reconstructed from
     */
    static Reconstructed of(List<Reconstructed> parts, List<RecordedEvents> recorded) {
        List<Pair> pairs = RequestPairs.of(recorded);
        return parts.size() == 1 && pairs.isEmpty() ? parts.get(0) : new ProcessMerge(parts, recorded, pairs).merged();
    }

    private Instant shifted(Instant at, int process) {
        return at.plus(clocks.get(process).offset());
    }

    private Reconstructed merged() {
        int[][] moved = moveFailures();
        for (int p = 0; p < parts.size(); p++) {
            process = p;
            int firstSeries = series.size();
            move(parts.get(p), moved[p]);
            moveSeen(parts.get(p), moved[p], firstSeries);
        }
        addRemote();
        Reconstructed first = parts.get(0);
        return new Reconstructed(
                recording(),
                processes(),
                dataLoss(),
                first.timeline(),
                first.machine(),
                first.environment(),
                new FailureGraph(failures, series, links),
                others,
                new ObservedHandlers(handlers, caught),
                tasks,
                causeMissing,
                wakeOfEnd,
                new Courses(starting, outbreaks),
                crashes);
    }

    private List<JvmProcess> processes() {
        List<JvmProcess> all = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            JvmProcess one = parts.get(p).processes().get(0);
            all.add(new JvmProcess(
                    one.index(),
                    one.name(),
                    one.sources(),
                    one.jvm(),
                    one.javaVersion(),
                    one.mainClass(),
                    one.pid(),
                    shifted(one.start(), p),
                    shifted(one.end(), p),
                    one.agent(),
                    clocks.get(p)));
        }
        return all;
    }

    /** Links between processes; what leads to a failure from afar leads to more than what leads to it from nearby. */
    private void addRemote() {
        Map<Integer, Link> into = new HashMap<>();
        links.forEach(link -> into.putIfAbsent(link.to(), link));
        List<Link> remote = new RemoteLinks(recorded, failures, into)
                .of(pairs, clocks.stream().map(ClockOffset::offset).toList());
        for (Link link : remote) {
            Link known = into.get(link.to());
            boolean better = known == null || known.confidence() < link.confidence();
            if (better && !leadsTo(into, link.to(), link.from())) {
                links.remove(known);
                into.put(link.to(), link);
                links.add(link);
                remoteLinks++;
            }
        }
    }

    private static boolean leadsTo(Map<Integer, Link> into, int from, int to) {
        int at = to;
        while (at != from) {
            Link link = into.get(at);
            if (link == null) {
                return false;
            }
            at = link.from();
        }
        return true;
    }

    /** New ids by process and old id. */
    private int[][] moveFailures() {
        record Entry(int process, Failure failure) {}
        List<Entry> entries = new ArrayList<>();
        int[][] moved = new int[parts.size()][];
        int[] firstSeries = new int[parts.size()];
        int allSeries = 0;
        for (int p = 0; p < parts.size(); p++) {
            FailureGraph graph = parts.get(p).graph();
            int process = p;
            graph.failures().forEach(f -> entries.add(new Entry(process, f)));
            moved[p] = new int[graph.failures().size()];
            firstSeries[p] = allSeries;
            allSeries += graph.series().size();
        }
        entries.sort(Comparator.comparing(e -> shifted(e.failure().at(), e.process())));
        for (Entry e : entries) {
            Failure f = e.failure();
            moved[e.process()][f.id()] = failures.size();
            failures.add(f.placed(
                    failures.size(),
                    firstSeries[e.process()] + f.series(),
                    shifted(f.at(), e.process()),
                    of(f.thread(), e.process())));
        }
        return moved;
    }

    private ThreadRef of(ThreadRef thread, int process) {
        return new ThreadRef(process, thread.id(), thread.name(), thread.virtual());
    }

    private void move(Reconstructed part, int[] moved) {
        for (FailureSeries s : part.graph().series()) {
            series.add(new FailureSeries(
                    series.size(),
                    s.type(),
                    s.stack(),
                    s.site(),
                    s.fingerprint(),
                    s.count(),
                    s.threads(),
                    shifted(s.first(), process),
                    shifted(s.last(), process),
                    s.profile().moved(clocks.get(process).offset()),
                    s.background(),
                    s.exemplars().stream().map(id -> moved[id]).toList()));
        }
        part.graph().links().forEach(link -> links.add(move(link, moved)));
        part.others()
                .forEach((id, rest) -> others.put(
                        moved[id], rest.stream().map(link -> move(link, moved)).toList()));
        part.causeMissing().forEach(id -> causeMissing.add(moved[id]));
        part.wakeOfEnd().forEach(id -> wakeOfEnd.add(moved[id]));
        part.courses().starting().forEach(id -> starting.add(moved[id]));
        part.courses().outbreaks().forEach(id -> outbreaks.add(moved[id]));
        part.crashes().forEach(log -> crashes.add(move(log, moved)));
    }

    private void moveSeen(Reconstructed part, int[] moved, int firstSeries) {
        int firstHandler = handlers.size();
        int firstTask = tasks.size();
        for (HandlerSite h : part.handlers().sites()) {
            handlers.add(new HandlerSite(
                    handlers.size(),
                    h.process(),
                    h.frame(),
                    h.caught(),
                    h.disposition(),
                    h.does(),
                    h.hits(),
                    h.recorded(),
                    h.handling(),
                    h.received().stream()
                            .map(r -> new HandlerSite.Received(
                                    r.type(), r.count(), r.series().map(s -> s + firstSeries)))
                            .toList(),
                    h.incidents(),
                    h.remarks()));
        }
        part.handlers()
                .caught()
                .forEach((failure, sites) -> caught.put(
                        moved[failure],
                        sites.stream().map(site -> site + firstHandler).toList()));
        for (Task t : part.tasks()) {
            tasks.add(new Task(
                    tasks.size(),
                    t.process(),
                    t.parent().map(parent -> parent + firstTask),
                    t.kind(),
                    t.name(),
                    t.submittedBy(),
                    t.ranOn(),
                    t.submitted().map(at -> shifted(at, process)),
                    t.started().map(at -> shifted(at, process)),
                    t.ended().map(at -> shifted(at, process)),
                    t.outcome(),
                    t.fetch(),
                    t.failure().map(failure -> moved[failure]),
                    t.context(),
                    t.certainty()));
        }
    }

    private Link move(Link link, int[] moved) {
        return new Link(
                moved[link.from()],
                moved[link.to()],
                link.relation(),
                link.certainty(),
                link.confidence(),
                link.evidence().stream().map(this::move).toList(),
                link.counter().stream().map(this::move).toList());
    }

    private Evidence move(Evidence evidence) {
        return new Evidence(
                evidence.name(),
                evidence.text(),
                evidence.weight(),
                evidence.events().stream()
                        .map(e -> new EventRef(e.event(), shifted(e.at(), process), e.thread(), e.frames()))
                        .toList());
    }

    private static CrashLog move(CrashLog log, int[] moved) {
        CrashLog placed = log.withExceptions(log.exceptions().stream()
                .map(e -> new CrashException(
                        e.since(),
                        e.thread(),
                        e.type(),
                        e.message(),
                        e.thrownAt(),
                        e.recorded().map(id -> moved[id])))
                .toList());
        return log.failure().map(id -> placed.standingFor(moved[id])).orElse(placed);
    }

    private Stream<Recording> recordings() {
        return parts.stream().map(Reconstructed::recording);
    }

    private Recording recording() {
        Recording first = parts.get(0).recording();
        SortedMap<String, Long> counts = new TreeMap<>();
        recordings().forEach(r -> r.eventCounts().forEach((type, count) -> counts.merge(type, count, Long::sum)));
        return new Recording(
                recordings().flatMap(r -> r.sources().stream()).distinct().toList(),
                first.jvm(),
                first.javaVersion(),
                first.mainClass(),
                first.jvmArguments(),
                first.pid(),
                processes().stream()
                        .map(JvmProcess::start)
                        .min(Comparator.naturalOrder())
                        .orElse(first.start()),
                processes().stream()
                        .map(JvmProcess::end)
                        .max(Comparator.naturalOrder())
                        .orElse(first.end()),
                recordings().mapToInt(Recording::chunks).sum(),
                counts,
                inApp());
    }

    /** What is one process's own code is own code; where all that is not the JDK's is, it is so for all. */
    private InAppCode inApp() {
        List<InAppCode> all = recordings().map(Recording::inApp).toList();
        boolean any = all.stream().anyMatch(code -> code.prefixes().isEmpty());
        return new InAppCode(
                any
                        ? List.of()
                        : all.stream()
                                .flatMap(c -> c.prefixes().stream())
                                .distinct()
                                .toList(),
                all.stream().flatMap(c -> c.excluded().stream()).distinct().toList(),
                String.join("; ", all.stream().map(InAppCode::origin).distinct().toList()));
    }

    private DataLoss dataLoss() {
        List<DataLoss> all = parts.stream().map(Reconstructed::dataLoss).toList();
        List<Interval> overTime = IntStream.range(0, all.size())
                .boxed()
                .flatMap(p -> all.get(p).overTime().stream()
                        .map(i -> new Interval(shifted(i.from(), p), shifted(i.to(), p), i.thrown(), i.recorded())))
                .sorted(Comparator.comparing(Interval::from))
                .toList();
        List<Damage> damage = all.stream().flatMap(d -> d.damage().stream()).toList();
        return new DataLoss(
                thrown(all),
                all.stream().mapToLong(DataLoss::recorded).sum(),
                overTime,
                all.stream()
                        .flatMap(d -> d.disabledEvents().stream())
                        .distinct()
                        .toList(),
                all.stream()
                        .map(DataLoss::throttle)
                        .filter(t -> !t.isEmpty())
                        .findFirst()
                        .orElse(""),
                all.stream().mapToLong(DataLoss::lostBytes).sum(),
                all.stream().mapToInt(DataLoss::stackDepth).max().orElse(0),
                all.stream().mapToLong(DataLoss::truncatedStacks).sum(),
                all.stream().mapToLong(DataLoss::stacklessFailures).sum(),
                all.stream().mapToLong(DataLoss::foldedFailures).sum(),
                damage,
                all.stream().allMatch(DataLoss::shutdownSeen),
                notes(),
                agent(all));
    }

    private static Optional<AgentCounts> agent(List<DataLoss> all) {
        return all.stream()
                .flatMap(d -> d.agent().stream())
                .reduce((a, b) -> new AgentCounts(
                        a.constructed() + b.constructed(),
                        a.recorded() + b.recorded(),
                        a.handled() + b.handled(),
                        a.handledRecorded() + b.handledRecorded(),
                        a.faults() + b.faults(),
                        Stream.concat(a.disabledParts().stream(), b.disabledParts().stream())
                                .distinct()
                                .toList(),
                        a.skippedClasses() + b.skippedClasses()));
    }

    /** Known only if it is known of each process. */
    private static OptionalLong thrown(List<DataLoss> all) {
        return all.stream().allMatch(d -> d.thrown().isPresent())
                ? OptionalLong.of(
                        all.stream().mapToLong(d -> d.thrown().orElse(0)).sum())
                : OptionalLong.empty();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (parts.size() == 1) {
            return parts.get(0).dataLoss().notes();
        }
        String joined = remoteLinks == 0
                ? "failures of one are not linked to those of another."
                : "failures of one are linked to those of another by " + remoteLinks
                        + " request(s) that were recorded at both ends.";
        notes.add("The input comes from " + parts.size() + " JVMs ("
                + String.join(
                        ", ",
                        parts.stream().map(p -> p.processes().get(0).name()).toList())
                + "); each is read by itself, and " + joined);
        for (JvmProcess one : processes()) {
            if (!one.clock().text().isEmpty()) {
                notes.add(one.name() + ": " + one.clock().text() + " (± "
                        + String.format(
                                Locale.ROOT, "%.1f", one.clock().uncertainty().toNanos() / 1e6)
                        + " ms).");
            }
        }
        for (Reconstructed part : parts) {
            JvmProcess one = part.processes().get(0);
            part.dataLoss().notes().forEach(note -> notes.add(one.name() + ": " + note));
        }
        return notes;
    }
}
