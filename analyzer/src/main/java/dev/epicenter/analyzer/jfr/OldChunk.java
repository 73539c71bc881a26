package dev.epicenter.analyzer.jfr;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chunk of format 0, of Oracle's JDK 7 and 8, made safe for JMC to load: JMC believes what is written there of sizes, counts and
 * positions, and stops at the first event that makes no sense. What is damaged is made to be passed over, so that all the rest is read.
 * The format: records with plain sizes and types (0 metadata, 1 a checkpoint with constants, from 2 on events), the metadata last;
 * checkpoints are a chain from the last to the first.
 */
public final class OldChunk {
    private static final int HEADER = 16;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 64;
    /** Size and type. */
    private static final int RECORD = 8;
    /** Those, a time, and the position of the one before. */
    private static final int CHECKPOINT_HEADER = 24;

    private static final int PASSED_OVER = 0;
    private static final int CHECKPOINT = 1;
    /** Records in a row that show where to go on behind damage. A judgement. */
    private static final int ENOUGH = 3;

    private final ByteBuffer chunk;
    private final OldTypes types;
    private final int end;
    private final List<Integer> checkpoints = new ArrayList<>();
    private long damagedEvents;
    private long damagedBytes;
    private int damagedConstants;

    private OldChunk(ByteBuffer chunk, OldTypes types, int end) {
        this.chunk = chunk;
        this.types = types;
        this.end = end;
    }

    /**
     * Reads a chunk and mends it.
     *
     * @throws UnreadableChunkException when its metadata is damaged, without which nothing can be read, or it is too large
     * @throws IOException              when the file can't be read
     */
    public static OldChunk read(ChunkSpan span) throws IOException, UnreadableChunkException {
        if (span.extent() > MAX_BYTES) {
            throw new UnreadableChunkException("the chunk is larger than 2 GB, more than can be read of this format");
        }
        ByteBuffer chunk = ByteBuffer.allocate((int) span.extent());
        try (FileChannel channel = FileChannel.open(span.path(), StandardOpenOption.READ)) {
            while (chunk.hasRemaining()) {
                if (channel.read(chunk, span.offset() + chunk.position()) < 0) {
                    throw new EOFException("the file has become shorter");
                }
            }
        }
        return mend(chunk.rewind());
    }

    private static OldChunk mend(ByteBuffer chunk) throws UnreadableChunkException {
        int metadata = (int) chunk.getLong(RECORD);
        try {
            OldTypes types = new OldTypes(chunk.duplicate().position(metadata));
            OldChunk mended = new OldChunk(chunk, types, metadata);
            mended.walk();
            mended.link();
            return mended;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new UnreadableChunkException("what its events look like is damaged");
        }
    }

    /** The chunk as it is now, as long as it was. */
    public byte[] bytes() {
        return chunk.array();
    }

    /** What is damaged in it, in words; empty when nothing is. */
    public String damage() {
        List<String> parts = new ArrayList<>();
        if (damagedEvents > 0) {
            parts.add(String.format(Locale.ROOT, "%,d events", damagedEvents));
        }
        if (damagedBytes > 0) {
            parts.add(String.format(Locale.ROOT, "%,d bytes of events", damagedBytes));
        }
        if (damagedConstants > 0) {
            parts.add(String.format(Locale.ROOT, "constants in %,d places", damagedConstants));
        }
        return parts.isEmpty() ? "" : String.join(" and ", parts) + " of the chunk are damaged";
    }

    private void walk() {
        int at = HEADER;
        while (at < end) {
            int next = isRecord(at) ? at + size(at) : 0;
            if (next == end || next > 0 && (isWhole(at, next) || isRecord(next))) {
                take(at, next);
            } else {
                next = resume(at);
                damagedBytes += next - at;
                passOver(at, next);
            }
            at = next;
        }
    }

    private int size(int at) {
        return chunk.getInt(at);
    }

    private boolean isRecord(int at) {
        return end - at >= RECORD && size(at) >= RECORD && size(at) <= end - at && types.isKnown(chunk.getInt(at + 4));
    }

    /** Where records begin again behind damage; the end of the chunk when they do not. */
    private int resume(int from) {
        for (int at = from + RECORD; at <= end - RECORD; at++) {
            int next = at;
            int seen = 0;
            while (seen < ENOUGH && next < end && isRecord(next)) {
                next += size(next);
                seen++;
            }
            if (seen == ENOUGH || seen > 0 && next == end) {
                return at;
            }
        }
        return end;
    }

    private void passOver(int from, int to) {
        if (to - from < RECORD) {
            throw new BufferUnderflowException();
        }
        chunk.putInt(from, to - from).putInt(from + 4, PASSED_OVER);
    }

    private void take(int at, int next) {
        int type = chunk.getInt(at + 4);
        if (type == CHECKPOINT) {
            checkpoint(at, next);
        } else if (type > CHECKPOINT && !isWhole(at, next)) {
            damagedEvents++;
            passOver(at, next);
        }
    }

    /** Whether it is an event, and as long as its type. */
    private boolean isWhole(int at, int next) {
        ByteBuffer in = chunk.duplicate().position(at + RECORD).limit(next);
        try {
            types.event(in, chunk.getInt(at + 4));
            return !in.hasRemaining();
        } catch (BufferUnderflowException e) {
            return false;
        }
    }

    /** Cuts a checkpoint behind its last whole constant. */
    private void checkpoint(int at, int next) {
        if (next - at < CHECKPOINT_HEADER) {
            damagedConstants++;
            passOver(at, next);
            return;
        }
        checkpoints.add(at);
        ByteBuffer in = chunk.duplicate().position(at + CHECKPOINT_HEADER).limit(next);
        int pool = in.position();
        int whole = 0;
        int wholeTo = pool;
        try {
            while (in.hasRemaining()) {
                pool = in.position();
                whole = 0;
                wholeTo = pool;
                int type = in.getInt();
                int count = OldTypes.count(in, 1);
                while (whole < count) {
                    types.constant(in, type);
                    whole++;
                    wholeTo = in.position();
                }
            }
        } catch (BufferUnderflowException e) {
            damagedConstants++;
            boolean some = whole > 0 && next - wholeTo >= RECORD;
            int cut = some ? wholeTo : pool;
            if (some) {
                chunk.putInt(pool + 4, whole);
            }
            if (next - cut >= RECORD) {
                chunk.putInt(at, cut - at);
                passOver(cut, next);
            } else {
                checkpoints.remove(checkpoints.size() - 1);
                passOver(at, next);
            }
        }
    }

    /** Makes the checkpoints a chain, whatever they say themselves. */
    private void link() {
        int before = 0;
        for (int checkpoint : checkpoints) {
            chunk.putLong(checkpoint + 16, before);
            before = checkpoint;
        }
        chunk.putLong(types.lastCheckpointAt(), before);
    }
}
