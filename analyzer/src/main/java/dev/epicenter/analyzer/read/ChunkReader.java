package dev.epicenter.analyzer.read;

import dev.epicenter.model.DataLoss.Damage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.parser.IParserExtension;
import org.openjdk.jmc.flightrecorder.parser.ParserExtensionRegistry;

/** Reads chunks one at a time through JMC, so that a damaged one costs only itself. */
final class ChunkReader {
    private final Tallies all;
    private final Set<Long> seenOldChunks = new HashSet<>();
    private byte[] buffer = new byte[0];
    private int chunksRead;

    ChunkReader(Tallies all) {
        this.all = all;
    }

    int chunksRead() {
        return chunksRead;
    }

    void read(ChunkRef chunk) {
        if (chunk.size() > Integer.MAX_VALUE - 64) {
            damaged(chunk, "the chunk is larger than 2 GB, more than can be read");
            return;
        }
        int size = (int) chunk.size();
        try {
            load(chunk, size);
        } catch (IOException e) {
            damaged(chunk, "the file cannot be read here: " + InputOpener.oneLine(e));
            return;
        } catch (OutOfMemoryError e) {
            buffer = new byte[0];
            damaged(chunk, "the chunk needs more memory than there is: run with a larger -Xmx");
            return;
        }
        if (!chunk.hasTime() && !seenOldChunks.add(checksum(size))) {
            return;
        }
        ChunkGuard guard = new ChunkGuard(buffer, size, chunk.major());
        if (!guard.makeSafe()) {
            damaged(chunk, guard.complaint());
            return;
        }
        parse(chunk, size, guard);
    }

    private void parse(ChunkRef chunk, int size, ChunkGuard guard) {
        ChunkScope scope = new ChunkScope(all, chunk);
        List<IParserExtension> extensions = new ArrayList<>();
        SinkExtension sinks = new SinkExtension(scope);
        extensions.add(sinks.throwsFirst());
        extensions.addAll(ParserExtensionRegistry.getParserExtensions());
        extensions.add(sinks);
        long start = chunk.start();
        String problem = guard.complaint();
        try {
            IItemCollection none = JfrLoaderToolkit.loadEvents(new ByteArrayInputStream(buffer, 0, size), extensions);
            if (!chunk.hasTime()) {
                start = coverRange(none);
            }
        } catch (CouldNotLoadRecordingException | IOException | RuntimeException e) {
            problem = "the chunk's content is damaged";
        } catch (OutOfMemoryError | StackOverflowError e) {
            problem = "the chunk's content is damaged or too large for this memory";
        }
        try {
            scope.takeThrown();
        } catch (RuntimeException e) {
            problem = "the chunk's content is damaged";
        }
        if (problem.isEmpty() || scope.delivered() > 0) {
            guard.unread()
                    .forEach((type, count) -> scope.counts.computeIfAbsent(type, t -> new long[1])[0] += count[0]);
        }
        long used = scope.delivered();
        if (problem.isEmpty() || used > 0) {
            chunksRead++;
            if (chunk.hasTime()) {
                all.covers(chunk.start());
                all.covers(chunk.end());
            }
        }
        scope.end(start);
        if (!problem.isEmpty()) {
            damaged(chunk, problem + "; " + used + " of about " + guard.events() + " events were used");
        }
    }

    /** The chunk's own range where only its content tells: returns its start. JMC has no other public way (JMC-7103). */
    @SuppressWarnings("deprecation")
    private long coverRange(IItemCollection of) {
        long start = Long.MIN_VALUE;
        for (IRange<IQuantity> range : of.getUnfilteredTimeRanges()) {
            start = range.getStart().clampedLongValueIn(UnitLookup.EPOCH_NS);
            all.covers(start);
            all.covers(range.getEnd().clampedLongValueIn(UnitLookup.EPOCH_NS));
        }
        return start;
    }

    private void damaged(ChunkRef chunk, String what) {
        all.damage.add(new Damage(chunk.file().name(), chunk.offset(), chunk.size(), what));
    }

    private void load(ChunkRef chunk, int size) throws IOException {
        if (buffer.length < size) {
            buffer = new byte[0];
            buffer = new byte[size];
        }
        try (FileChannel channel = FileChannel.open(chunk.file().path(), StandardOpenOption.READ)) {
            ByteBuffer into = ByteBuffer.wrap(buffer, 0, size);
            while (into.hasRemaining()) {
                if (channel.read(into, chunk.offset() + into.position()) < 0) {
                    throw new EOFException("the file has become shorter");
                }
            }
        }
    }

    private long checksum(int size) {
        CRC32 crc = new CRC32();
        crc.update(buffer, 0, size);
        return (long) size << 32 ^ crc.getValue();
    }
}
