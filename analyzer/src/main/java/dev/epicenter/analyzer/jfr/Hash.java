package dev.epicenter.analyzer.jfr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hashes of texts, the same whatever bytes a text was written as. 0 stands for no text. Not fit for keeping secrets, nor against
 * somebody who seeks two texts with one hash.
 */
public final class Hash {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private Hash() {}

    private static long positive(long hash) {
        return hash >>> 1 | 1;
    }

    /** Joins two hashes, the order counts. */
    public static long mix(long one, long other) {
        long h = (Long.rotateLeft(one, 23) ^ other) * FACTOR;
        return h ^ h >>> 29;
    }

    /** Hash of a text, always more than 0. */
    public static long of(String text) {
        int length = text.length();
        long hash = length;
        for (int i = 0; i < length; i += 8) {
            long word = 0;
            for (int k = 0; k < 8 && i + k < length; k++) {
                char c = text.charAt(i + k);
                if (c > 0x7F) {
                    return ofAny(text);
                }
                word |= (long) c << 8 * k;
            }
            hash = mix(hash, word);
        }
        return positive(hash);
    }

    private static long ofAny(String text) {
        long hash = ~text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash, text.charAt(i));
        }
        return positive(hash);
    }

    /** Hash of a text of ASCII bytes that has eight bytes of anything behind it; 0 when some byte is not ASCII. */
    static long ofAscii(byte[] bytes, int start, int length) {
        long hash = length;
        long all = 0;
        for (int i = 0; i < length; i += 8) {
            long word = (long) EIGHT_BYTES.get(bytes, start + i);
            if (length - i < 8) {
                word &= -1L >>> 8 * (8 - length + i);
            }
            all |= word;
            hash = mix(hash, word);
        }
        return (all & NOT_ASCII) == 0 ? positive(hash) : 0;
    }
}
