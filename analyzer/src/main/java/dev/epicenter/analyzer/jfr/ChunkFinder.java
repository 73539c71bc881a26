package dev.epicenter.analyzer.jfr;

import dev.epicenter.analyzer.jfr.ChunkSpan.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chunks of a file by their headers, and the next one again behind damage. Reads no more than headers, unless it has to
 * search. A header is believed as far as it fits the bytes that are there; each chunk holds a copy of its own header, which is not
 * the start of one.
 */
public final class ChunkFinder {
    private static final int WINDOW = 1 << 20;
    /** Bytes that a header of format 0 has: magic, version, position of the metadata, which come last and begin with their size. */
    private static final int OLD_HEADER = 16;

    private static final double DAY_SECONDS = 86_400;
    /** Places that look like a header and are examined, so that a file of nothing else ends. */
    private static final int MAX_EXAMINED = 200_000;
    /** Chunks of a file at most: 240 GB of chunks of the usual 12 MB. A judgement. */
    private static final int MAX_CHUNKS = 20_000;

    private final String name;
    private final Path path;
    private final FileChannel channel;
    private final long length;
    private final List<ChunkSpan> chunks = new ArrayList<>();
    private final List<Flaw> garbage = new ArrayList<>();
    private int examined;

    /**
     * What a file holds.
     *
     * @param chunks  in the order of the file
     * @param garbage stretches that belong to no chunk
     */
    public record Found(List<ChunkSpan> chunks, List<Flaw> garbage) {}

    private ChunkFinder(String name, Path path, FileChannel channel) throws IOException {
        this.name = name;
        this.path = path;
        this.channel = channel;
        this.length = channel.size();
    }

    /**
     * Finds the chunks of a file.
     *
     * @param name how the user calls it
     */
    public static Found find(String name, Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ChunkFinder finder = new ChunkFinder(name, path, channel);
            finder.run();
            return new Found(finder.chunks, finder.garbage);
        }
    }

    private void run() throws IOException {
        long at = 0;
        while (at < length) {
            if (chunks.size() == MAX_CHUNKS) {
                garbage.add(new Flaw(new Range(at, length - at), "these are more chunks than are read of a file"));
                return;
            }
            ChunkHeader header = header(at);
            long oldSize = header == null ? oldSize(at) : 0;
            long next;
            if (header != null) {
                next = add(at, header);
            } else if (oldSize > 0 && oldSize <= length - at) {
                next = addOld(at, at + oldSize);
            } else {
                next = next(at + 1, null);
                garbage.add(new Flaw(new Range(at, next - at), complaint(at, next)));
            }
            at = next;
        }
    }

    /** What is wrong with bytes that are no chunk. */
    private String complaint(long at, long next) throws IOException {
        ByteBuffer bytes = bytes(at, 4);
        boolean starts = bytes.limit() == 4 && bytes.getInt(0) == ChunkHeader.MAGIC;
        return starts && next == length && length - at < ChunkHeader.SIZE
                ? "the chunk is cut within its header"
                : "these bytes are not a chunk";
    }

    /** Adds the chunk of a header, and returns where the next one may begin. */
    private long add(long at, ChunkHeader header) throws IOException {
        long end = at + header.size();
        boolean fits = header.isWritten() && header.size() <= length - at;
        long next = fits && endsWell(end) ? end : next(at + 4, header);
        State state;
        if (fits && next >= end && (next == end || header(end) != null || hasMetadata(at, header))) {
            state = State.COMPLETE;
        } else if (header.size() <= ChunkHeader.SIZE && header.metadata() == 0) {
            state = State.UNFINISHED;
        } else {
            state = header.isWritten() && header.size() > length - at ? State.CUT : State.MISSIZED;
        }
        chunks.add(new ChunkSpan(name, path, at, next - at, state, header));
        return next;
    }

    /** The same for a chunk of format 0, which has its size from what may be damage. */
    private long addOld(long at, long end) throws IOException {
        long next = endsWell(end) ? end : Math.min(end, next(at + 4, null));
        chunks.add(new ChunkSpan(name, path, at, next - at, next == end ? State.COMPLETE : State.MISSIZED, null));
        return next;
    }

    /** Whether a chunk that ends there ends where it should; else it may have lost bytes, and the next one begin before that. */
    private boolean endsWell(long end) throws IOException {
        return end == length || startsChunk(end);
    }

    /** Whether the metadata event is where the header says. */
    private boolean hasMetadata(long at, ChunkHeader header) throws IOException {
        Cursor in = cursor(at + header.metadata(), EventWalk.HEADER, header.compressed());
        try {
            long size = in.number(4);
            return size > 0 && size <= header.size() - header.metadata() && in.number(8) == EventWalk.METADATA;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    /**
     * Offset of the next chunk; the file's length when there is none.
     *
     * @param within the chunk that the search is in
     */
    private long next(long from, @Nullable ChunkHeader within) throws IOException {
        long at = from;
        while (at + 4 <= length) {
            ByteBuffer window = bytes(at, WINDOW);
            int last = window.limit() < WINDOW ? window.limit() - 4 : WINDOW - ChunkHeader.SIZE;
            for (int i = 0; i <= last; i++) {
                if (window.get(i) == 'F' && window.getInt(i) == ChunkHeader.MAGIC && mayStart(window, i)) {
                    if (++examined > MAX_EXAMINED) {
                        return length;
                    }
                    if (startsChunk(at + i) && !isCopy(at + i, within)) {
                        return at + i;
                    }
                }
            }
            at += last + 1;
        }
        return length;
    }

    /**
     * Whether it is a copy that a chunk holds of its own header, a constant of bytes with their number in front. One thing in common is
     * enough: either header may be damaged, and the last copy has the next chunk's times in recordings of JDK 15.
     */
    private boolean isCopy(long at, @Nullable ChunkHeader of) throws IOException {
        ChunkHeader header = header(at);
        if (header == null || of == null || bytes(at - 1, 1).get(0) != ChunkHeader.SIZE) {
            return false;
        }
        return header.startTicks() == of.startTicks()
                || header.startNanos() == of.startNanos()
                || header.metadata() == of.metadata();
    }

    private static boolean mayStart(ByteBuffer window, int at) {
        if (window.limit() - at < OLD_HEADER) {
            return false;
        }
        boolean old = window.getShort(at + 4) == 0;
        return old
                || window.limit() - at >= ChunkHeader.SIZE
                        && ChunkHeader.read(window.slice(at, ChunkHeader.SIZE)) != null;
    }

    /** Whether a chunk begins there, and not the copy of a header that is inside of one. */
    private boolean startsChunk(long at) throws IOException {
        ChunkHeader header = header(at);
        if (header == null) {
            return startsOldChunk(at);
        }
        long first = at + ChunkHeader.SIZE;
        if (first == length || header(first) != null) {
            return !header.isWritten(); // a copy at the end of a chunk says how long that is
        }
        boolean ends = header.isWritten()
                && header.size() <= length - at
                && (at + header.size() == length || header(at + header.size()) != null);
        return ends || startsWithEvent(first, header) || (header.isWritten() && hasMetadata(at, header));
    }

    private boolean startsOldChunk(long at) throws IOException {
        long size = oldSize(at);
        if (size == 0 || size > length - at) {
            return false;
        }
        long metadata = bytes(at, OLD_HEADER).getLong(8);
        boolean ends = at + size == length || oldSize(at + size) > 0;
        return ends || bytes(at + metadata, 8).getInt(4) == EventWalk.METADATA;
    }

    /** Whether an event of the header's time begins there. */
    private boolean startsWithEvent(long first, ChunkHeader header) throws IOException {
        Cursor in = cursor(first, EventWalk.HEADER + 9, header.compressed());
        try {
            long size = in.number(4);
            long type = in.number(8);
            double after = (double) (in.number(8) - header.startTicks()) / header.ticksPerSecond();
            return size > 2 && size <= length - first && type >= 0 && type < 1 << 20 && Math.abs(after) < DAY_SECONDS;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    private @Nullable ChunkHeader header(long at) throws IOException {
        return ChunkHeader.read(bytes(at, ChunkHeader.SIZE));
    }

    /** Size of a chunk of format 0, 0 when there is none. */
    private long oldSize(long at) throws IOException {
        ByteBuffer bytes = bytes(at, OLD_HEADER);
        if (bytes.limit() < OLD_HEADER || bytes.getInt(0) != ChunkHeader.MAGIC || bytes.getShort(4) != 0) {
            return 0;
        }
        long metadata = bytes.getLong(8);
        if (metadata < OLD_HEADER || metadata > length - at - 4) {
            return 0;
        }
        int last = bytes(at + metadata, 4).getInt(0);
        return last < 8 ? 0 : metadata + last;
    }

    private Cursor cursor(long at, int count, boolean compressed) throws IOException {
        ChunkBytes bytes = ChunkBytes.of(channel, at, Math.max(0, Math.min(count, length - at)), new byte[0]);
        Cursor in = new Cursor(bytes, compressed);
        in.seek(0, bytes.size());
        return in;
    }

    private ByteBuffer bytes(long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, Math.max(0, length - at)));
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {}
        return bytes.flip();
    }
}
