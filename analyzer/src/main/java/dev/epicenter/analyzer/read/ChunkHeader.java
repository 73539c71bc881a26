package dev.epicenter.analyzer.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The header at some offset of a file, believed only as far as it fits the bytes that are there. Layout: magic, major and
 * minor version; format 0 goes on with the metadata's offset; 1 and 2 with size, constant pool and metadata offsets, start,
 * duration, start ticks, ticks per second (64-bit big-endian each) and features. Source: JMC's {@code ChunkStructure}s.
 */
record ChunkHeader(Kind kind, int major, long size, long metadata, long start, long nanos) {
    static final int MAGIC = 0x464C5200;
    static final int SIZE = 68;
    private static final int SIZE_0 = 16;
    /** 1 January 2100: no recording starts later. */
    private static final long LATEST = 4_102_444_800_000_000_000L;

    enum Kind {
        COMPLETE,
        UNFINISHED,
        CUT,
        NOT_A_CHUNK
    }

    static ChunkHeader read(FileChannel channel, long at, long length) throws IOException {
        ByteBuffer bytes = bytes(channel, at, SIZE);
        if (bytes.limit() < 4 || bytes.getInt(0) != MAGIC) {
            return new ChunkHeader(Kind.NOT_A_CHUNK, -1, 0, 0, 0, 0);
        }
        if (bytes.limit() < SIZE_0) {
            return new ChunkHeader(Kind.CUT, -1, 0, 0, 0, 0);
        }
        int major = bytes.getShort(4);
        long room = length - at;
        if (major == 0) {
            return readOld(channel, at, bytes.getLong(8), room);
        }
        if (major != 1 && major != 2) {
            return new ChunkHeader(Kind.NOT_A_CHUNK, major, 0, 0, 0, 0);
        }
        if (bytes.limit() < SIZE) {
            return new ChunkHeader(Kind.CUT, major, 0, 0, 0, 0);
        }
        long size = bytes.getLong(8);
        long metadata = bytes.getLong(24);
        long start = bytes.getLong(32);
        long nanos = bytes.getLong(40);
        boolean sane = start >= 0 && start < LATEST && nanos >= 0 && bytes.getLong(56) > 0;
        if (!sane || size < 0) {
            return new ChunkHeader(Kind.NOT_A_CHUNK, major, size, metadata, start, nanos);
        }
        if (metadata == 0 && size <= SIZE) {
            return new ChunkHeader(Kind.UNFINISHED, major, size, metadata, start, nanos);
        }
        if (size <= SIZE || metadata < SIZE || metadata >= size || bytes.getLong(16) < 0 || bytes.getLong(16) >= size) {
            return new ChunkHeader(Kind.NOT_A_CHUNK, major, size, metadata, start, nanos);
        }
        return new ChunkHeader(size <= room ? Kind.COMPLETE : Kind.CUT, major, size, metadata, start, nanos);
    }

    private static ChunkHeader readOld(FileChannel channel, long at, long metadata, long room) throws IOException {
        if (metadata < SIZE_0) {
            return new ChunkHeader(Kind.UNFINISHED, 0, 0, metadata, Long.MIN_VALUE, 0);
        }
        if (metadata > room - 4) {
            return new ChunkHeader(Kind.CUT, 0, 0, metadata, Long.MIN_VALUE, 0);
        }
        int last = bytes(channel, at + metadata, 4).getInt(0);
        if (last < 8) {
            return new ChunkHeader(Kind.NOT_A_CHUNK, 0, 0, metadata, Long.MIN_VALUE, 0);
        }
        long size = metadata + last;
        return new ChunkHeader(size <= room ? Kind.COMPLETE : Kind.CUT, 0, size, metadata, Long.MIN_VALUE, 0);
    }

    static boolean hasMagic(FileChannel channel, long at) throws IOException {
        ByteBuffer bytes = bytes(channel, at, 4);
        return bytes.limit() == 4 && bytes.getInt(0) == MAGIC;
    }

    private static ByteBuffer bytes(FileChannel channel, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {}
        return bytes.flip();
    }

    boolean isComplete() {
        return kind == Kind.COMPLETE;
    }

    /** Whether the metadata event is where the header says: a copy of a header inside a chunk fails here. */
    boolean hasMetadata(FileChannel channel, long at) throws IOException {
        if (major == 0) {
            return true;
        }
        ByteBuffer event = bytes(channel, at + metadata, 20);
        long eventSize = Varint.read(event);
        return eventSize > 0 && eventSize <= size - metadata && Varint.read(event) == 0;
    }

    /** Whether it is a chunk's, not the copy that each chunk holds of its own header. */
    boolean startsChunk(FileChannel channel, long at) throws IOException {
        if (kind != Kind.COMPLETE) {
            return false;
        }
        boolean followed = at + size == channel.size() || hasMagic(channel, at + size);
        return followed || (major != 0 && hasMetadata(channel, at));
    }

    /** What is wrong, in words. */
    String complaint(long bytes, boolean last) {
        return switch (kind) {
            case UNFINISHED -> last
                    ? "the last chunk was not finished: the JVM was killed before it could write it out"
                    : "a chunk was not finished by the JVM that wrote it";
            case CUT -> size > 0
                    ? "the chunk is cut: " + bytes + " of its " + size + " bytes are there"
                    : "the chunk is cut within its header";
            case COMPLETE -> "a chunk's header does not fit what follows it";
            case NOT_A_CHUNK -> "these bytes are not a chunk";
        };
    }
}
