package dev.epicenter.agent.core.patch;

import java.util.Arrays;

/** Bytes in the order in which class files have them. */
public final class ByteWriter {
    private byte[] bytes;
    private int size;

    public ByteWriter(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    public ByteWriter u1(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public ByteWriter u2(int value) {
        room(2);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    public ByteWriter u4(int value) {
        return u2(value >>> 16).u2(value);
    }

    public ByteWriter copy(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, size, end - start);
        size += end - start;
        return this;
    }

    public ByteWriter copy(byte[] from) {
        return copy(from, 0, from.length);
    }

    public ByteWriter copy(ByteWriter from) {
        return copy(from.bytes, 0, from.size);
    }

    void setU2(int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }

    void setU4(int at, int value) {
        setU2(at, value >>> 16);
        setU2(at + 2, value);
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
