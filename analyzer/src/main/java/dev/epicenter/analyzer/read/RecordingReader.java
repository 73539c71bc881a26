package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.model.DataLoss.Damage;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads recordings. */
public final class RecordingReader {
    private final ReadProgress progress;
    private final ProfileClock clock = new ProfileClock();
    private final Processes processes = new Processes(clock);
    /** Damage that can't be laid at a process's door. */
    private final List<Damage> damage = new ArrayList<>();

    private RecordingReader(ReadProgress progress) {
        this.progress = progress;
    }

    /**
     * Reads recordings, whatever their order, of one JVM or of several.
     *
     * @param inputs   files, directories of chunks, or {@code -} for standard input
     * @param progress told how far it has come
     * @return one for each JVM, in the order in which their recordings begin; never empty
     * @throws UnreadableRecordingException when nothing in any input could be read
     */
    public static List<RecordedEvents> read(List<Path> inputs, ReadProgress progress)
            throws UnreadableRecordingException {
        return read(inputs, System.in, progress);
    }

    /** The same with another standard input. */
    public static List<RecordedEvents> read(List<Path> inputs, InputStream standardInput, ReadProgress progress)
            throws UnreadableRecordingException {
        try (ChunkSource source = ChunkSource.open(inputs, standardInput)) {
            return new RecordingReader(progress).read(inputs, source);
        }
    }

    private List<RecordedEvents> read(List<Path> inputs, ChunkSource source) throws UnreadableRecordingException {
        damage.addAll(source.damage());
        readAll(source);
        if (processes.all().isEmpty()) {
            throw source.nothing(damage);
        }
        damage.addAll(source.refused());
        processes.all().get(0).damage.addAll(0, damage);
        return handOver(inputs);
    }

    private List<RecordedEvents> handOver(List<Path> inputs) {
        long end = processes.all().stream().mapToLong(p -> p.latest).max().orElse(Event.NEVER);
        int buckets = clock.bucketsTo(end);
        List<String> names = ProcessNames.of(processes.all());
        List<RecordedEvents> events = new ArrayList<>();
        for (ProcessTally process : processes.all()) {
            List<String> sources = inputs.stream()
                    .filter(input -> processes.all().size() == 1 || process.isFrom(input.toString()))
                    .map(RecordingReader::name)
                    .toList();
            events.add(new HandOver(process, sources, buckets).of(names.get(process.index)));
        }
        return events;
    }

    /** Where a file lies is not the report's to tell. */
    static String name(Path input) {
        Path name = input.getFileName();
        return (name == null ? input : name).toString();
    }

    private void readAll(ChunkSource source) {
        List<FoundChunk> chunks = source.found();
        List<ChunkSpan> timed = chunks.stream()
                .map(FoundChunk::span)
                .filter(c -> c.start() != Event.NEVER)
                .toList();
        timed.stream()
                .mapToLong(ChunkSpan::end)
                .max()
                .ifPresent(end -> clock.start(
                        timed.stream().mapToLong(ChunkSpan::start).min().orElse(end), end));
        long total = chunks.stream().mapToLong(c -> c.span().extent()).sum();
        long done = 0;
        progress.at(0, total);
        ChunkReader reader = new ChunkReader();
        try (ReadAhead ahead = new ReadAhead(chunks, c -> reader.read(c.span(), source))) {
            for (FoundChunk chunk : chunks) {
                try (ChunkReading reading = ahead.next()) {
                    take(reading, chunk);
                }
                done += chunk.span().extent();
                progress.at(done, total);
            }
        }
    }

    private void take(ChunkReading reading, FoundChunk chunk) {
        ChunkDigest digest = reading.digest();
        if (digest == null) {
            damage.addAll(reading.damage());
            processes.all().stream()
                    .filter(p -> chunk.isBrokenOff() && p.isFrom(chunk.origin()))
                    .forEach(p -> p.brokenOff = true);
        } else {
            ProcessTally process =
                    processes.of(digest, chunk.origin(), !reading.damage().isEmpty());
            process.damage.addAll(reading.damage());
            process.add(digest, chunk.origin(), !chunk.isBrokenOff());
        }
    }
}
