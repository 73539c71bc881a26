package dev.epicenter.analyzer.read;

import dev.epicenter.model.DataLoss.Damage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads recordings. */
public final class RecordingReader {
    private final ReadProgress progress;
    private final Tallies all = new Tallies();

    private RecordingReader(ReadProgress progress) {
        this.progress = progress;
    }

    /**
     * Reads recordings of one JVM, whatever their order.
     *
     * @param inputs   files, directories of chunks, or {@code -} for standard input
     * @param progress told how far it has come
     * @throws UnreadableRecordingException when nothing in any input could be read
     */
    public static RecordedEvents read(List<Path> inputs, ReadProgress progress) throws UnreadableRecordingException {
        return read(inputs, System.in, progress);
    }

    static RecordedEvents read(List<Path> inputs, InputStream standardInput, ReadProgress progress)
            throws UnreadableRecordingException {
        JmcLog log = JmcLog.silence();
        try (InputOpener opener = new InputOpener(standardInput)) {
            for (Path input : inputs) {
                opener.open(input);
            }
            return new RecordingReader(progress).read(inputs, opener);
        } finally {
            log.restore();
        }
    }

    private RecordedEvents read(List<Path> inputs, InputOpener opener) throws UnreadableRecordingException {
        all.damage.addAll(opener.damage());
        List<ChunkRef> chunks = new ArrayList<>();
        for (ChunkFile file : opener.files()) {
            try {
                ChunkSplitter.Split split = ChunkSplitter.split(file);
                chunks.addAll(split.chunks());
                all.damage.addAll(split.damage());
            } catch (IOException e) {
                all.damage.add(new Damage(file.name(), 0, -1, "cannot be read: " + InputOpener.oneLine(e)));
            }
        }
        chunks = inOrder(chunks);
        ChunkReader reader = new ChunkReader(all);
        readAll(chunks, reader);
        if (reader.chunksRead() == 0) {
            throw nothing(inputs, opener.refusals());
        }
        for (String refusal : opener.refusals()) {
            int colon = refusal.indexOf(": ");
            all.damage.add(new Damage(refusal.substring(0, colon), 0, -1, refusal.substring(colon + 2)));
        }
        return new HandOver(all).of(inputs, reader.chunksRead());
    }

    private void readAll(List<ChunkRef> chunks, ChunkReader reader) {
        long total = chunks.stream().mapToLong(ChunkRef::size).sum();
        chunks.stream()
                .filter(ChunkRef::hasTime)
                .mapToLong(ChunkRef::end)
                .max()
                .ifPresent(end -> all.clock.start(
                        chunks.stream()
                                .filter(ChunkRef::hasTime)
                                .mapToLong(ChunkRef::start)
                                .min()
                                .orElse(end),
                        end));
        long done = 0;
        progress.at(0, total);
        for (ChunkRef chunk : chunks) {
            reader.read(chunk);
            done += chunk.size();
            progress.at(done, total);
        }
    }

    /** In time order, each chunk once: a dump taken twice holds the same chunks. */
    private static List<ChunkRef> inOrder(List<ChunkRef> found) {
        record Identity(long start, long size) {}
        Set<Identity> seen = new HashSet<>();
        return found.stream()
                .filter(c -> !c.hasTime() || seen.add(new Identity(c.start(), c.size())))
                .sorted(Comparator.comparingLong(ChunkRef::start))
                .toList();
    }

    private UnreadableRecordingException nothing(List<Path> inputs, List<String> refusals) {
        if (!refusals.isEmpty()) {
            return new UnreadableRecordingException(refusals.get(0));
        }
        if (!all.damage.isEmpty()) {
            Damage first = all.damage.get(0);
            return new UnreadableRecordingException(first.source() + ": nothing in it can be read, since "
                    + first.what() + "; give another dump or the JVM's repository directory");
        }
        return new UnreadableRecordingException(inputs + ": there is nothing to read: give a .jfr file");
    }
}
