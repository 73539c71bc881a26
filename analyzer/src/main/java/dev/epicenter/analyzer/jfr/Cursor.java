package dev.epicenter.analyzer.jfr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A place in a chunk's bytes and how values are written there. Numbers are compressed: 7 bits a byte, least significant first,
 * a ninth byte whole; or, by a flag in the chunk's header, plain and big-endian.
 *
 * <p>Reading does not check each step against the end of the event: whoever reads one looks once, when it is done, whether
 * {@link #at} went too far. Beyond the bytes held there are zeros and then an {@link IndexOutOfBoundsException}.
 */
final class Cursor {
    static final int STRING_NULL = 0;
    static final int STRING_EMPTY = 1;
    static final int STRING_CONSTANT = 2;
    static final int STRING_UTF8 = 3;
    static final int STRING_CHARS = 4;
    static final int STRING_LATIN1 = 5;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MORE = 0x8080808080808080L;

    final ChunkBytes source;
    final boolean compressed;
    byte[] bytes;
    /** Index into {@link #bytes} of what is read next. */
    int at;
    /** Index behind what may be read. */
    int end;

    Cursor(ChunkBytes source, boolean compressed) {
        this.source = source;
        this.compressed = compressed;
        this.bytes = source.array();
    }

    /** Goes to a position of the chunk and makes sure that so many bytes are held from there. */
    void seek(long position, long count) {
        at = source.index(position, count);
        bytes = source.array();
        end = (int) (at + count);
    }

    /** Goes to a position of the chunk; at most so many bytes are held from there, fewer at the chunk's end. */
    void seekUpTo(long position, long count) {
        seek(position, Math.max(0, Math.min(count, source.size() - position)));
    }

    /** Position of what is read next. */
    long position() {
        return source.position(at);
    }

    /** An integer of as many bytes when numbers are not compressed; then with its sign. */
    long number(int width) {
        return compressed ? number() : plain(width);
    }

    /** A compressed number. */
    long number() {
        byte[] from = bytes;
        int i = at;
        byte first = from[i++];
        if (first >= 0) {
            at = i;
            return first;
        }
        byte second = from[i++];
        long value = first & 0x7F | (second & 0x7F) << 7;
        for (int shift = 14; second < 0; shift += 7) {
            second = from[i++];
            if (shift == 56) {
                value |= (second & 0xFFL) << 56;
                break;
            }
            value |= (second & 0x7FL) << shift;
        }
        at = i;
        return value;
    }

    /** A plain integer of so many bytes, with its sign. */
    long plain(int width) {
        long value = bytes[at++];
        for (int i = 1; i < width; i++) {
            value = value << 8 | bytes[at++] & 0xFF;
        }
        return value;
    }

    /** A number of things that take at least a byte each, so that there can't be more than bytes left. */
    int count() {
        long count = number(4);
        if (count < 0 || count > end - at) {
            throw Malformed.INSTANCE;
        }
        return (int) count;
    }

    /** Passes over compressed numbers, eight bytes at a time: a byte without its highest bit ends one. */
    void skipNumbers(long count) {
        byte[] from = bytes;
        int i = at;
        long left = count;
        int run = 0;
        while (left >= 8) {
            long ends = ~(long) EIGHT_BYTES.get(from, i) & MORE;
            int lead = Long.numberOfTrailingZeros(ends) >>> 3;
            if (run + lead >= 8) {
                // The ninth byte of a number is whole and says nothing of what follows.
                i += 9 - run;
                left--;
                run = 0;
                continue;
            }
            left -= Long.bitCount(ends);
            run = Long.numberOfLeadingZeros(ends) >>> 3;
            i += 8;
        }
        i -= run;
        for (; left > 0; left--) {
            int n = 0;
            while (from[i++] < 0 && ++n < 8) {}
            if (n == 8) {
                i++;
            }
        }
        at = i;
    }

    long skipString() {
        switch (bytes[at++]) {
            case STRING_NULL, STRING_EMPTY -> {}
            case STRING_CONSTANT -> number(8);
            case STRING_UTF8, STRING_LATIN1 -> {
                int length = count();
                at += length;
            }
            case STRING_CHARS -> {
                int length = count();
                if (compressed) {
                    skipNumbers(length);
                } else {
                    at += 2 * length;
                }
            }
            default -> throw Malformed.INSTANCE;
        }
        return at;
    }

    /** A text that is here and not in the constant pool; null where the recording has null. */
    @Nullable
    String text() {
        switch (bytes[at++]) {
            case STRING_NULL:
                return null;
            case STRING_EMPTY:
                return "";
            case STRING_UTF8:
                return encoded(true);
            case STRING_LATIN1:
                return encoded(false);
            case STRING_CHARS:
                return chars();
            default:
                throw Malformed.INSTANCE;
        }
    }

    private String encoded(boolean utf8) {
        int length = count();
        int start = at;
        at += length;
        return new String(bytes, start, length, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private String chars() {
        int length = count();
        if (compressed && isAscii(at, length)) {
            int start = at;
            at += length;
            return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        }
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) number(2);
        }
        return new String(chars);
    }

    private boolean isAscii(int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
