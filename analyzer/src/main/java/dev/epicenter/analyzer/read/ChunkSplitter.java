package dev.epicenter.analyzer.read;

import dev.epicenter.model.DataLoss.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a file into chunks by their headers, and finds the next chunk again behind damage. Reads no more than headers, unless
 * it has to search.
 */
final class ChunkSplitter {
    private static final int WINDOW = 1 << 20;

    private final ChunkFile file;
    private final FileChannel channel;
    private final long length;
    private final List<ChunkRef> chunks = new ArrayList<>();
    private final List<Damage> damage = new ArrayList<>();

    /** What a file holds. */
    record Split(List<ChunkRef> chunks, List<Damage> damage) {}

    private ChunkSplitter(ChunkFile file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.length = channel.size();
    }

    static Split split(ChunkFile file) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            ChunkSplitter splitter = new ChunkSplitter(file, channel);
            splitter.run();
            return new Split(splitter.chunks, splitter.damage);
        }
    }

    private void run() throws IOException {
        long at = 0;
        while (at < length) {
            ChunkHeader header = ChunkHeader.read(channel, at, length);
            if (header.isComplete() && (isBoundary(at + header.size()) || header.hasMetadata(channel, at))) {
                chunks.add(new ChunkRef(file, at, header.size(), header.major(), header.start(), header.nanos()));
                at += header.size();
                continue;
            }
            long next = findNext(at + 1);
            damage.add(new Damage(file.name(), at, next - at, header.complaint(next - at, next == length)));
            at = next;
        }
    }

    private boolean isBoundary(long at) throws IOException {
        return at == length || ChunkHeader.hasMagic(channel, at);
    }

    /** Offset of the next complete chunk, or of the next unfinished one; the file's length when there is none. */
    private long findNext(long from) throws IOException {
        ByteBuffer window = ByteBuffer.allocate((int) Math.min(WINDOW, Math.max(4, length - from)));
        long at = from;
        while (at + 4 <= length) {
            window.clear();
            int read = readFully(window, at);
            for (int i = 0; i + 4 <= read; i++) {
                if (window.get(i) == 'F'
                        && window.getInt(i) == ChunkHeader.MAGIC
                        && ChunkHeader.read(channel, at + i, length).startsChunk(channel, at + i)) {
                    return at + i;
                }
            }
            if (read < 4) {
                break;
            }
            at += read - 3;
        }
        return length;
    }

    private int readFully(ByteBuffer into, long at) throws IOException {
        while (into.hasRemaining()) {
            int n = channel.read(into, at + into.position());
            if (n < 0) {
                break;
            }
        }
        return into.position();
    }
}
