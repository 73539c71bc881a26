package dev.epicenter.analyzer.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * How much an input may unpack to: a small file that unpacks to more than any disk holds is an attack, not a recording. Counts over
 * all that is packed in one input.
 */
final class UnpackLimit {
    /** Recordings pack to between a third and a thirtieth; gzip could do a thousandth. A judgement. */
    private static final int RATIO = 200;
    /** Whatever the ratio. */
    private static final long ALWAYS = 64 << 20;
    /** Files in an archive that are looked at. */
    private static final int ENTRIES = 10_000;
    /** What has to stay free on the disk, since others need it, too. */
    private static final long FREE = 256 << 20;

    private static final long LOOK_EACH = 16 << 20;

    private long packed;
    private long unpacked;
    private long nextLook;
    private int entries;

    /** Counts what is read of the input as it is. */
    InputStream counting(InputStream raw) {
        return new FilterInputStream(raw) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                packed += read < 0 ? 0 : 1;
                return read;
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                int read = super.read(into, from, count);
                packed += Math.max(0, read);
                return read;
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = super.skip(count);
                packed += skipped;
                return skipped;
            }
        };
    }

    /** Counts what was unpacked. */
    void add(int bytes) {
        unpacked += bytes;
    }

    /** Whether it is too much. */
    boolean isExceeded() {
        return unpacked > Math.max(ALWAYS, packed * RATIO);
    }

    /** Counts a file of an archive; false when there are too many. */
    boolean allowsEntry() {
        return ++entries <= ENTRIES;
    }

    /** Whether there is room on the disk of a file for more. */
    boolean hasRoom(Path target) {
        if (unpacked < nextLook) {
            return true;
        }
        nextLook = unpacked + LOOK_EACH;
        return target.toFile().getUsableSpace() > FREE;
    }
}
