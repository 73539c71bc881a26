package dev.epicenter.analyzer.jfr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that are written, as {@link Cursor} reads them. Grows as needed. */
final class Encoder {
    private final boolean compressed;
    private byte[] bytes = new byte[1 << 12];
    private int size;

    Encoder(boolean compressed) {
        this.compressed = compressed;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Adds an integer, of as many bytes when numbers are not compressed. */
    void number(long value, int width) {
        room(9);
        if (compressed) {
            long rest = value;
            for (int i = 0; i < 8 && (rest & ~0x7FL) != 0; i++) {
                bytes[size++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[size++] = (byte) rest;
        } else {
            for (int i = width - 1; i >= 0; i--) {
                bytes[size++] = (byte) (value >>> 8 * i);
            }
        }
    }

    void single(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void add(byte[] from, int start, int count) {
        room(count);
        System.arraycopy(from, start, bytes, size, count);
        size += count;
    }

    void add(Encoder other) {
        add(other.bytes, 0, other.size);
    }

    void text(@Nullable String text) {
        if (text == null) {
            single(Cursor.STRING_NULL);
        } else if (text.isEmpty()) {
            single(Cursor.STRING_EMPTY);
        } else {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            single(Cursor.STRING_UTF8);
            number(encoded.length, 4);
            add(encoded, 0, encoded.length);
        }
    }

    /** Bytes of an event with this content: its size, which counts itself, comes before. */
    byte[] sizePrefix() {
        Encoder prefix = new Encoder(compressed);
        prefix.number(size + 4L, 4);
        while (compressed) {
            int width = prefix.size;
            prefix.clear();
            prefix.number((long) size + width, 4);
            if (prefix.size == width) {
                break;
            }
        }
        return Arrays.copyOf(prefix.bytes, prefix.size);
    }

    private void room(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, count)));
        }
    }
}
