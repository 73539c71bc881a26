package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.Series.Kept;
import dev.epicenter.model.Failure;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns the tallies, once all chunks are read, into what reconstruct gets. */
final class HandOver {
    private final Tallies all;

    HandOver(Tallies all) {
        this.all = all;
    }

    RecordedEvents of(List<Path> inputs, int chunksRead) {
        List<Series> ordered = all.failures.table().all().stream()
                .filter(s -> s.count > 0)
                .sorted(Comparator.<Series>comparingLong(s -> s.first).thenComparingInt(s -> s.index))
                .toList();
        for (int id = 0; id < ordered.size(); id++) {
            ordered.get(id).id = id;
        }
        List<Failure> failures = failures();
        long end = Math.max(all.earliest, all.latest);
        return new RecordedEvents(
                recording(inputs, chunksRead, end),
                LossNotes.describe(all, failures.size()),
                all.machine.timeline(),
                failures,
                series(ordered, failures, end),
                all.threads.lives(),
                all.dumps.all().stream()
                        .sorted(Comparator.comparing(RecordedEvents.Dump::at))
                        .toList(),
                all.tasks.activities(),
                all.machine.resources());
    }

    private List<Failure> failures() {
        List<Failure> failures = new ArrayList<>();
        for (Kept k : all.failures.kept()) {
            failures.add(new Failure(
                    failures.size(),
                    k.series.id,
                    Nanos.instant(k.at),
                    k.series.type,
                    Optional.ofNullable(k.message),
                    k.series.stack,
                    k.thread));
        }
        return failures;
    }

    private List<RecordedSeries> series(List<Series> ordered, List<Failure> failures, long end) {
        List<List<Integer>> exemplars = new ArrayList<>();
        ordered.forEach(s -> exemplars.add(new ArrayList<>()));
        failures.forEach(f -> exemplars.get(f.series()).add(f.id()));
        int buckets = all.clock.bucketsTo(end);
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

    /** Where a file lies is not the report's to tell. */
    private static String name(Path input) {
        Path name = input.getFileName();
        return (name == null ? input : name).toString();
    }

    private Recording recording(List<Path> inputs, int chunksRead, long end) {
        return new Recording(
                inputs.stream().map(HandOver::name).toList(),
                all.jvm.jvm(),
                all.jvm.javaVersion(),
                all.jvm.mainClass(),
                all.jvm.jvmArguments(),
                all.jvm.pid(),
                Nanos.instant(Math.min(all.earliest, end)),
                Nanos.instant(end),
                chunksRead,
                all.eventCounts,
                InAppCode.UNKNOWN);
    }
}
