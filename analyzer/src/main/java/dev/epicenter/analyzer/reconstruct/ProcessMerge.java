package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.reconstruct.RequestPairs.Pair;
import dev.epicenter.model.CatchTimes;
import dev.epicenter.model.ClockOffset;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.ExecutorShutdown;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Interrupt;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Link;
import dev.epicenter.model.LockLeft;
import dev.epicenter.model.ProcessFacts;
import dev.epicenter.model.Sightings;
import dev.epicenter.model.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts what was reconstructed of each process side by side, on the clock of the first: failures in one order of time with new
 * ids, links between processes where requests join them.
 */
final class ProcessMerge {
    private final List<Reconstructed> parts;
    private final List<RecordedEvents> recorded;
    private final List<Pair> pairs;
    private final List<ClockOffset> clocks;
    private final List<Placing> placing;
    private final List<Failure> failures = new ArrayList<>();
    private final List<FailureSeries> series = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final Map<Integer, List<Link>> others = new HashMap<>();
    private final List<HandlerSite> handlers = new ArrayList<>();
    private final Map<Integer, List<Integer>> caught = new HashMap<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Interrupt> interrupts = new ArrayList<>();
    private final List<CatchTimes> catchTimes = new ArrayList<>();
    private final List<ExecutorShutdown> shutdowns = new ArrayList<>();
    private final List<LockLeft> locksLeft = new ArrayList<>();
    private final Set<Integer> causeMissing = new HashSet<>();
    private final Set<Integer> requestEnds = new HashSet<>();
    private final Set<Integer> wakeOfEnd = new HashSet<>();
    private final Set<Integer> starting = new HashSet<>();
    private final Set<Integer> partners = new HashSet<>();
    private final List<Course> courses = new ArrayList<>();
    private final List<CrashLog> crashes = new ArrayList<>();
    private int remoteLinks;
    private int concludedLinks;

    private ProcessMerge(List<Reconstructed> parts, List<RecordedEvents> recorded, List<Pair> pairs) {
        this.parts = parts;
        this.recorded = recorded;
        this.pairs = pairs;
        this.clocks = Clocks.of(recorded.stream().map(r -> r.process().name()).toList(), pairs);
        this.placing = placing(parts, clocks);
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

    private static List<Placing> placing(List<Reconstructed> parts, List<ClockOffset> clocks) {
        List<Placing> placing = new ArrayList<>();
        int series = 0;
        int handlers = 0;
        int tasks = 0;
        for (int p = 0; p < parts.size(); p++) {
            Reconstructed part = parts.get(p);
            int[] failures = new int[part.graph().failures().size()];
            placing.add(new Placing(p, clocks.get(p).offset(), failures, series, handlers, tasks));
            series += part.graph().series().size();
            handlers += part.handlers().sites().size();
            tasks += part.tasks().size();
        }
        return placing;
    }

    private Reconstructed merged() {
        addFailures();
        for (int p = 0; p < parts.size(); p++) {
            add(parts.get(p), placing.get(p));
        }
        addRemote();
        List<JvmProcess> processes = processes();
        MergedRecording merged = new MergedRecording(parts, processes);
        return new Reconstructed(
                merged.recording(),
                processes,
                merged.dataLoss(placing, remoteLinks, concludedLinks),
                new FailureGraph(failures, series, links),
                others,
                new ObservedHandlers(handlers, caught, Map.of()),
                tasks,
                sightings(),
                causeMissing,
                requestEnds,
                wakeOfEnd,
                new Courses(starting, partners, courses),
                crashes);
    }

    /** In one order of time, which gives them their ids. */
    private void addFailures() {
        record Entry(Placing placing, Failure failure) {}
        List<Entry> entries = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            Placing by = placing.get(p);
            parts.get(p).graph().failures().forEach(f -> entries.add(new Entry(by, f)));
        }
        entries.sort(Comparator.comparing(e -> e.placing().at(e.failure().at())));
        for (Entry e : entries) {
            e.placing().failures()[e.failure().id()] = failures.size();
            failures.add(e.placing().place(e.failure()));
        }
    }

    private void add(Reconstructed part, Placing by) {
        part.graph().series().forEach(s -> series.add(by.place(s)));
        part.graph().links().forEach(link -> links.add(by.place(link)));
        part.others()
                .forEach((id, rest) -> others.put(
                        by.failures()[id], rest.stream().map(by::place).toList()));
        part.handlers().sites().forEach(h -> handlers.add(by.place(h)));
        part.handlers()
                .caught()
                .forEach((failure, sites) -> caught.put(
                        by.failures()[failure],
                        sites.stream().map(site -> site + by.handlers()).toList()));
        part.tasks().forEach(t -> tasks.add(by.place(t)));
        Sightings seen = part.sightings();
        seen.interrupts().forEach(i -> interrupts.add(by.place(i)));
        seen.catchTimes().forEach(t -> catchTimes.add(by.place(t)));
        seen.shutdowns().forEach(s -> shutdowns.add(by.place(s)));
        seen.locksLeft().forEach(l -> locksLeft.add(by.place(l)));
        part.requestEnds().forEach(id -> requestEnds.add(by.failures()[id]));
        part.causeMissing().forEach(id -> causeMissing.add(by.failures()[id]));
        part.wakeOfEnd().forEach(id -> wakeOfEnd.add(by.failures()[id]));
        part.courses().starting().forEach(id -> starting.add(by.failures()[id]));
        courses.addAll(part.courses().bySeries());
        part.courses().partners().forEach(id -> partners.add(by.failures()[id]));
        part.crashes().forEach(log -> crashes.add(by.place(log)));
    }

    private Sightings sightings() {
        interrupts.sort(Comparator.comparing(Interrupt::at));
        shutdowns.sort(Comparator.comparing(ExecutorShutdown::at));
        locksLeft.sort(Comparator.comparingInt(LockLeft::failure));
        return new Sightings(interrupts, catchTimes, shutdowns, locksLeft);
    }

    private List<JvmProcess> processes() {
        List<JvmProcess> all = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            JvmProcess one = parts.get(p).processes().get(0);
            Placing by = placing.get(p);
            ProcessFacts facts = one.facts();
            all.add(new JvmProcess(
                    one.index(),
                    one.name(),
                    one.sources(),
                    one.jvm(),
                    one.javaVersion(),
                    one.mainClass(),
                    one.pid(),
                    by.at(one.start()),
                    by.at(one.end()),
                    one.agent(),
                    clocks.get(p),
                    new ProcessFacts(by.place(facts.timeline()), by.place(facts.machine()), facts.environment())));
        }
        return all;
    }

    /** Links between processes; what leads to a failure from afar leads to more than what leads to it from nearby. */
    private void addRemote() {
        Map<Integer, Link> into = new HashMap<>();
        links.forEach(link -> into.putIfAbsent(link.to(), link));
        remoteLinks = choose(
                into,
                new RemoteLinks(recorded, failures, into)
                        .of(pairs, clocks.stream().map(ClockOffset::offset).toList()));
        concludedLinks = choose(into, new PeerLinks(failures, series, into).find());
    }

    /** How many of them were better than what was known. */
    private int choose(Map<Integer, Link> into, List<Link> remote) {
        int chosen = 0;
        for (Link link : remote) {
            Link known = into.get(link.to());
            boolean firm = link.confidence() >= LinkSelection.LEAST;
            boolean better = firm && (known == null || known.confidence() < link.confidence());
            if (better && !leadsTo(into, link.to(), link.from())) {
                links.remove(known);
                into.put(link.to(), link);
                links.add(link);
                chosen++;
            }
        }
        return chosen;
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
}
