package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.DataLoss.Damage;
import dev.epicenter.model.DataLoss.Interval;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Link;
import dev.epicenter.model.Recording;
import dev.epicenter.model.ThreadRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Puts what was reconstructed of each process side by side: failures in one order of time with new ids, no link between two
 * processes. What there can be only one of is the first process's.
 */
final class ProcessMerge {
    private final List<Reconstructed> parts;
    private final List<Failure> failures = new ArrayList<>();
    private final List<FailureSeries> series = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final Map<Integer, List<Link>> others = new HashMap<>();
    private final Set<Integer> causeMissing = new HashSet<>();
    private final List<CrashLog> crashes = new ArrayList<>();

    private ProcessMerge(List<Reconstructed> parts) {
        this.parts = parts;
    }

    static Reconstructed of(List<Reconstructed> parts) {
        return parts.size() == 1 ? parts.get(0) : new ProcessMerge(parts).merged();
    }

    private Reconstructed merged() {
        int[][] moved = moveFailures();
        for (int p = 0; p < parts.size(); p++) {
            move(parts.get(p), moved[p]);
        }
        Reconstructed first = parts.get(0);
        return new Reconstructed(
                recording(),
                parts.stream().flatMap(p -> p.processes().stream()).toList(),
                dataLoss(),
                first.timeline(),
                first.machine(),
                first.environment(),
                new FailureGraph(failures, series, links),
                others,
                causeMissing,
                crashes);
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
        entries.sort(Comparator.comparing(e -> e.failure().at()));
        for (Entry e : entries) {
            Failure f = e.failure();
            moved[e.process()][f.id()] = failures.size();
            failures.add(new Failure(
                    failures.size(),
                    firstSeries[e.process()] + f.series(),
                    f.at(),
                    f.type(),
                    f.message(),
                    f.stack(),
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
                    s.first(),
                    s.last(),
                    s.profile(),
                    s.background(),
                    s.exemplars().stream().map(id -> moved[id]).toList()));
        }
        part.graph().links().forEach(link -> links.add(move(link, moved)));
        part.others()
                .forEach((id, rest) -> others.put(
                        moved[id], rest.stream().map(link -> move(link, moved)).toList()));
        part.causeMissing().forEach(id -> causeMissing.add(moved[id]));
        part.crashes().forEach(log -> crashes.add(move(log, moved)));
    }

    private static Link move(Link link, int[] moved) {
        return new Link(
                moved[link.from()],
                moved[link.to()],
                link.relation(),
                link.certainty(),
                link.confidence(),
                link.evidence(),
                link.counter());
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
                recordings()
                        .map(Recording::start)
                        .min(Comparator.naturalOrder())
                        .orElse(first.start()),
                recordings().map(Recording::end).max(Comparator.naturalOrder()).orElse(first.end()),
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
        List<Interval> overTime = all.stream()
                .flatMap(d -> d.overTime().stream())
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
                notes());
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
        notes.add("The input comes from " + parts.size() + " JVMs ("
                + String.join(
                        ", ",
                        parts.stream().map(p -> p.processes().get(0).name()).toList())
                + "); each is read by itself, and failures of one are not linked to those of another.");
        for (Reconstructed part : parts) {
            JvmProcess process = part.processes().get(0);
            part.dataLoss().notes().forEach(note -> notes.add(process.name() + ": " + note));
        }
        return notes;
    }
}
