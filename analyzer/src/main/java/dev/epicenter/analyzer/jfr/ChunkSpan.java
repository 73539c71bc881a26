package dev.epicenter.analyzer.jfr;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a chunk is.
 *
 * @param name   how the user calls the file
 * @param path   where its bytes are
 * @param offset of the chunk's first byte in the file
 * @param extent bytes up to the next chunk, or the end of the file
 * @param state  what the file shows of it
 * @param header null of a chunk of format 0
 */
public record ChunkSpan(String name, Path path, long offset, long extent, State state, @Nullable ChunkHeader header) {
    /** What a file shows of a chunk. */
    public enum State {
        /** All of it is there. There may be bytes behind it that the JVM had written and not yet counted in. */
        COMPLETE,
        /** The JVM that wrote it had not come to write its size. */
        UNFINISHED,
        /** The file ends before the chunk does. */
        CUT,
        /** Its size is not what its header says. */
        MISSIZED
    }

    /** Whether it is of format 0 (Oracle's JDK 7 and 8), which has another header and another content. */
    public boolean isOld() {
        return header == null;
    }

    /** Start in nanoseconds since the epoch, {@link Event#NEVER} when only the content tells. */
    public long start() {
        return header == null ? Event.NEVER : header.startNanos();
    }

    /** End in nanoseconds since the epoch as far as its header tells, {@link Event#NEVER} when only the content does. */
    public long end() {
        return header == null ? Event.NEVER : header.endNanos();
    }

    /** Bytes of the chunk itself. */
    public long size() {
        return header == null || state != State.COMPLETE ? extent : header.size();
    }
}
