package dev.epicenter.analyzer.jfr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The bytes of one chunk, by their distance from its first one. A chunk of usual size is held whole; of a larger one there is a
 * window that moves, so that memory does not grow with it.
 */
public final class ChunkBytes {
    /** Zeros behind the bytes held, so that a number that runs out of them ends. */
    static final int PADDING = 16;

    /**
     * Chunks up to this are held whole; the JDK's have 12 MB unless told otherwise. A heap of 64 MB has better use for that: what an
     * exception storm of that size is folded into takes 30.
     */
    private static final long WHOLE = Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 6);

    /** Held at once of what is larger at most, such as a checkpoint. */
    private static final long MOST = Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 4);

    /** For going from event to event. */
    static final int WINDOW = 4 << 20;
    /** For looking up constants here and there. */
    static final int SMALL_WINDOW = 1 << 17;

    private final FileChannel channel;
    private final long offset;
    private final boolean whole;
    private final int window;
    private long size;
    private byte[] held;
    private long from;
    private int length;

    private ChunkBytes(FileChannel channel, long offset, long size, int window, byte[] held) {
        this.channel = channel;
        this.offset = offset;
        this.size = size;
        this.window = window;
        this.whole = size <= WHOLE;
        this.held = held;
    }

    /**
     * Opens a part of a file.
     *
     * @param channel stays the caller's, and open while the bytes are used
     * @param spare   an array to use if it is large enough
     */
    public static ChunkBytes of(FileChannel channel, long offset, long size, byte[] spare) throws IOException {
        if (size > WHOLE) {
            return new ChunkBytes(channel, offset, size, WINDOW, new byte[0]);
        }
        int needed = (int) size + PADDING;
        ChunkBytes bytes = new ChunkBytes(
                channel,
                offset,
                size,
                WINDOW,
                spare.length >= needed ? spare : new byte[needed + (spare.length == 0 ? 0 : needed / 16)]);
        bytes.read(0, (int) size);
        bytes.size = bytes.length;
        return bytes;
    }

    /**
     * The same bytes with a window of its own; shares what is held whole.
     *
     * @param size in bytes
     */
    ChunkBytes withWindow(int size) {
        return whole ? this : new ChunkBytes(channel, offset, this.size, size, new byte[0]);
    }

    /** How many there are. */
    public long size() {
        return size;
    }

    /** What is held: indexes are those that {@link #index} returned last, and above. */
    byte[] array() {
        return held;
    }

    /** An array that nobody needs any more once this is done with, for the next chunk. */
    public byte[] spare() {
        return whole ? held : new byte[0];
    }

    /** Position of an index into the array. */
    long position(int index) {
        return from + index;
    }

    /** Index of a position that is held. */
    int indexOf(long position) {
        return (int) (position - from);
    }

    /**
     * Makes sure that bytes are held and returns the index of the first.
     *
     * @throws Malformed when there are not so many
     * @throws UncheckedIOException when the file cannot be read
     */
    int index(long position, long count) {
        if (position >= from && count >= 0 && count <= from + length - position) {
            return (int) (position - from);
        }
        if (whole || position < 0 || count < 0 || position > size - count || count > MOST) {
            throw Malformed.INSTANCE;
        }
        long start = position;
        if (position < from) {
            // Who goes backwards may go on so, or have looked ahead and go forwards again: half of the window before,
            // half behind.
            start = Math.max(0, position - Math.max(0, window - count) / 2);
        }
        int room = (int) Math.min(size - start, Math.max(window, position - start + count));
        if (held.length < room + PADDING) {
            held = new byte[room + PADDING];
        }
        try {
            read(start, room);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (position + count > from + length) {
            throw Malformed.INSTANCE;
        }
        return (int) (position - from);
    }

    private void read(long start, int count) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(held, 0, count);
        while (into.hasRemaining() && channel.read(into, offset + start + into.position()) >= 0) {}
        from = start;
        length = into.position();
        Arrays.fill(held, length, Math.min(held.length, length + PADDING), (byte) 0);
    }
}
