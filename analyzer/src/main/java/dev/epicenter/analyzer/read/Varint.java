package dev.epicenter.analyzer.read;

import java.nio.ByteBuffer;

/** Integers as recordings hold them: 7 bits a byte, least significant first, the ninth byte whole. */
final class Varint {
    private Varint() {}

    /** Reads one, -1 when the bytes end before it does. */
    static long read(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            if (!from.hasRemaining()) {
                return -1;
            }
            byte b = from.get();
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        return from.hasRemaining() ? value | (long) from.get() << 56 : -1;
    }
}
