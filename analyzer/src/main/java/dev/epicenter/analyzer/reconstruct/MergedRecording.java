package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.DataLoss;
import dev.epicenter.model.DataLoss.AgentCounts;
import dev.epicenter.model.DataLoss.Interval;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What was read of several processes, and what of it is missing, as one: sums, and what holds for all. */
final class MergedRecording {
    private final List<Reconstructed> parts;
    private final List<JvmProcess> processes;

    /** @param processes those of the parts, on the common clock */
    MergedRecording(List<Reconstructed> parts, List<JvmProcess> processes) {
        this.parts = parts;
        this.processes = processes;
    }

    /** What was read; what there can be only one of is the first process's. */
    Recording recording() {
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
                processes.stream()
                        .map(JvmProcess::start)
                        .min(Comparator.naturalOrder())
                        .orElse(first.start()),
                processes.stream()
                        .map(JvmProcess::end)
                        .max(Comparator.naturalOrder())
                        .orElse(first.end()),
                recordings().mapToInt(Recording::chunks).sum(),
                counts,
                inApp());
    }

    private Stream<Recording> recordings() {
        return parts.stream().map(Reconstructed::recording);
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

    /**
     * What is missing.
     *
     * @param placing     of each process
     * @param remoteLinks    between processes, by requests
     * @param concludedLinks between processes, without
     */
    DataLoss dataLoss(List<Placing> placing, int remoteLinks, int concludedLinks) {
        List<DataLoss> all = parts.stream().map(Reconstructed::dataLoss).toList();
        List<Interval> overTime = IntStream.range(0, all.size())
                .boxed()
                .flatMap(p -> all.get(p).overTime().stream()
                        .map(i -> new Interval(
                                placing.get(p).at(i.from()), placing.get(p).at(i.to()), i.thrown(), i.recorded())))
                .sorted(Comparator.comparing(Interval::from))
                .toList();
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
                all.stream().flatMap(d -> d.damage().stream()).toList(),
                all.stream().allMatch(DataLoss::shutdownSeen),
                notes(remoteLinks, concludedLinks),
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

    private List<String> notes(int remoteLinks, int concludedLinks) {
        if (parts.size() == 1) {
            return parts.get(0).dataLoss().notes();
        }
        List<String> notes = new ArrayList<>();
        List<String> ways = new ArrayList<>();
        if (remoteLinks > 0) {
            ways.add("by " + remoteLinks + " request(s) that were recorded at both ends");
        }
        if (concludedLinks > 0) {
            ways.add("by what broke out in one after something failed in another");
        }
        String joined = ways.isEmpty()
                ? "failures of one are not linked to those of another."
                : "failures of one are linked to those of another " + String.join(", and ", ways) + ".";
        notes.add("The input comes from " + parts.size() + " JVMs ("
                + String.join(", ", processes.stream().map(JvmProcess::name).toList())
                + "); each is read by itself, and " + joined);
        for (JvmProcess one : processes) {
            if (!one.clock().text().isEmpty()) {
                notes.add(one.name() + ": " + one.clock().text() + " (± "
                        + String.format(
                                Locale.ROOT, "%.1f", one.clock().uncertainty().toNanos() / 1e6)
                        + " ms).");
            }
        }
        for (Reconstructed part : parts) {
            String name = part.processes().get(0).name();
            part.dataLoss().notes().forEach(note -> notes.add(name + ": " + note));
        }
        return notes;
    }
}
