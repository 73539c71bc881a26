package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ClassOrigin;
import dev.epicenter.analyzer.read.Series.Kept;
import dev.epicenter.model.ClockOffset;
import dev.epicenter.model.Environment;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Recording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what was gathered of a process, once all chunks are read, into what reconstruct gets. */
final class HandOver {
    private final ProcessTally all;
    private final List<String> sources;
    private final int buckets;
    private final Instant start;
    private final Instant end;

    /**
     * @param sources names of the files that the process's chunks came from
     * @param buckets of all profiles, those of other processes as well
     */
    HandOver(ProcessTally all, List<String> sources, int buckets) {
        this.all = all;
        this.sources = sources;
        this.buckets = buckets;
        long latest = Math.max(all.earliest, all.latest);
        this.start = Nanos.instant(Math.min(all.earliest, latest));
        this.end = Nanos.instant(latest);
    }

    /**
     * What was recorded of the process.
     *
     * @param name short and different from that of other processes
     */
    RecordedEvents of(String name) {
        List<Series> ordered = all.failures.table().all().stream()
                .filter(s -> s.count > 0)
                .sorted(Comparator.<Series>comparingLong(s -> s.first).thenComparingInt(s -> s.index))
                .toList();
        for (int id = 0; id < ordered.size(); id++) {
            ordered.get(id).id = id;
        }
        List<Kept> kept = all.failures.kept();
        List<Failure> failures = failures(kept);
        return new RecordedEvents(
                process(name),
                recording(),
                LossNotes.describe(all, failures.size()),
                all.machine.timeline(all.shutdown()),
                all.machine.machine(),
                new Environment(all.flags, all.properties, all.host, all.settings.used()),
                failures,
                series(ordered, failures),
                all.threads.lives(),
                all.threads.starts(),
                all.dumps.all().stream()
                        .sorted(Comparator.comparing(RecordedEvents.Dump::at))
                        .toList(),
                all.tasks.activities(),
                all.machine.resources(),
                all.brokenOff && all.shutdown().isEmpty(),
                all.agent.record(kept),
                classes(ordered));
    }

    private Map<String, ClassOrigin> classes(List<Series> ordered) {
        Map<String, ClassOrigin> classes = new HashMap<>();
        for (Series s : ordered) {
            for (Frame frame : s.stack.frames()) {
                ClassOrigin origin = all.classes.get(frame.type());
                if (origin != null && origin.isTelling()) {
                    classes.put(frame.type(), origin);
                }
            }
        }
        return classes;
    }

    private List<Failure> failures(List<Kept> kept) {
        List<Failure> failures = new ArrayList<>();
        for (Kept k : kept) {
            String late = all.agent.message(k.identity.number());
            failures.add(new Failure(
                    failures.size(),
                    k.series.id,
                    Nanos.instant(k.at),
                    k.series.type,
                    Optional.ofNullable(late != null ? late : k.message),
                    k.series.stack,
                    k.thread,
                    k.identity.number()));
        }
        return failures;
    }

    private List<RecordedSeries> series(List<Series> ordered, List<Failure> failures) {
        List<List<Integer>> exemplars = new ArrayList<>();
        ordered.forEach(s -> exemplars.add(new ArrayList<>()));
        failures.forEach(f -> exemplars.get(f.series()).add(f.id()));
        List<RecordedSeries> series = new ArrayList<>(ordered.size());
        for (Series s : ordered) {
            series.add(new RecordedSeries(
                    s.id,
                    s.type,
                    s.stack,
                    s.threadKind,
                    s.count,
                    s.threads.size(),
                    Nanos.instant(s.first),
                    Nanos.instant(s.last),
                    all.clock.profile(s.profile.counts(buckets, all.clock)),
                    exemplars.get(s.id)));
        }
        return series;
    }

    private Recording recording() {
        return new Recording(
                sources,
                all.jvm.jvm(),
                all.jvm.javaVersion(),
                all.jvm.mainClass(),
                all.jvm.jvmArguments(),
                all.jvm.pid(),
                start,
                end,
                all.chunks,
                all.eventCounts,
                InAppCode.UNKNOWN);
    }

    private JvmProcess process(String name) {
        return new JvmProcess(
                all.index,
                name,
                sources,
                all.jvm.jvm(),
                all.jvm.javaVersion(),
                all.jvm.mainClass(),
                all.jvm.pid(),
                start,
                end,
                all.eventCounts.keySet().stream().anyMatch(type -> type.startsWith("epicenter.")),
                ClockOffset.REFERENCE);
    }
}
