package dev.epicenter.analyzer.jfr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes a chunk to the end of a file, event by event; its header last, since that says where things came to lie. */
final class ChunkWriter {
    private static final int BUFFER = 1 << 16;
    private static final int STATE = 64;
    private static final int FINAL_CHUNK = 2;

    private final FileChannel channel;
    private final long start;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long position;

    /**
     * @param channel at the place where the chunk begins
     */
    ChunkWriter(FileChannel channel) throws IOException {
        this.channel = channel;
        this.start = channel.position();
        write(new byte[ChunkHeader.SIZE], 0, ChunkHeader.SIZE);
    }

    /** Distance from the chunk's first byte to what is written next. */
    long position() {
        return position;
    }

    void write(byte[] from, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(buffer.remaining(), count - done);
            buffer.put(from, offset + done, part);
            done += part;
        }
        position += count;
    }

    /** Writes an event, puts its size before it, and returns where it begins. */
    long event(Encoder content) throws IOException {
        long at = position;
        byte[] size = content.sizePrefix();
        write(size, 0, size.length);
        write(content.bytes(), 0, content.size());
        return at;
    }

    /**
     * Writes the header. The chunk is finished then.
     *
     * @param original      header of the chunk that this one is made from, {@value ChunkHeader#SIZE} bytes
     * @param durationNanos from the chunk's start to its end
     * @return bytes of the chunk
     */
    long finish(byte[] original, long constants, long metadata, long durationNanos) throws IOException {
        flush();
        ByteBuffer header = ByteBuffer.wrap(original.clone())
                .putLong(8, position)
                .putLong(16, constants)
                .putLong(24, metadata)
                .putLong(40, durationNanos)
                .put(STATE, (byte) 0)
                .put(STATE + 3, (byte) (original[STATE + 3] & ~FINAL_CHUNK));
        for (long at = start; header.hasRemaining(); ) {
            at += channel.write(header, at);
        }
        return position;
    }

    /** Forgets the chunk. */
    void discard() throws IOException {
        channel.truncate(start);
        channel.position(start);
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
