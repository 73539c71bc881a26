package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Chunk;
import dev.epicenter.analyzer.jfr.ChunkRewriter;
import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.jfr.MetadataCache;
import dev.epicenter.analyzer.jfr.OtherChunks;
import dev.epicenter.analyzer.jfr.UnreadableChunkException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Chunks that are the same by their headers, of which one copy may be damaged. */
final class Copies {
    private static final int WINDOW = 1 << 16;

    private Copies() {}

    /** Whether more of a copy is whole than of another of the same size. Looks no further when they are the same to the byte. */
    static boolean isBetter(ChunkSpan copy, ChunkSpan than) {
        try {
            return !isSame(copy, than) && soundness(copy) > soundness(than);
        } catch (IOException e) {
            return false; // said when the one that is kept is read
        }
    }

    private static long soundness(ChunkSpan copy) throws IOException {
        try (Chunk chunk = Chunk.open(copy, new MetadataCache(), OtherChunks.NONE, new byte[0])) {
            return ChunkRewriter.soundness(chunk);
        } catch (UnreadableChunkException e) {
            return -1;
        }
    }

    private static boolean isSame(ChunkSpan one, ChunkSpan other) throws IOException {
        try (FileChannel first = open(one.path());
                FileChannel second = open(other.path())) {
            for (long at = 0; at < one.size(); at += WINDOW) {
                int count = (int) Math.min(WINDOW, one.size() - at);
                if (!bytes(first, one.offset() + at, count).equals(bytes(second, other.offset() + at, count))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ);
    }

    private static ByteBuffer bytes(FileChannel channel, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {}
        return bytes.flip();
    }
}
