package dev.epicenter.analyzer.read;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Messages of a batch by number, each once and cut to a length that a report can bear. A hash table without entries or boxes. */
final class MessagePool {
    /** Characters kept of a message at most. */
    static final int MAX_LENGTH = 16 * 1024;
    /** Characters held in one batch at most; the messages beyond are not kept. A judgement: 128 MB of Latin-1 text. */
    private static final long MAX_CHARS = 128L * 1024 * 1024;

    /** Number of "no message". */
    static final int NONE = -1;

    private static final int START = 256;

    private @Nullable String[] texts = new String[START];
    private int size;
    /** Hash and number + 1 of a message in one; 0 is free. A power of two of them, at most half in use. */
    private long[] slots = new long[2 * START];

    private long chars;

    int number(@Nullable String message) {
        if (message == null) {
            return NONE;
        }
        String cut = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) : message;
        int slot = slot(cut);
        int known = (int) slots[slot];
        if (known > 0) {
            return known - 1;
        }
        return chars > MAX_CHARS ? NONE : add(cut, slot);
    }

    private int add(String text, int slot) {
        chars += text.length();
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, size * 2);
        }
        texts[size++] = text;
        slots[slot] = (long) text.hashCode() << 32 | size;
        if (size * 2 > slots.length) {
            grow();
        }
        return size - 1;
    }

    @Nullable
    String text(int number) {
        return number < 0 ? null : texts[number];
    }

    /** Number of a message that is in the pool, {@link #NONE} otherwise. */
    int find(String message) {
        return (int) slots[slot(message)] - 1;
    }

    /** How many messages there are; numbers are below. */
    int size() {
        return size;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(texts, 0, size, null);
            Arrays.fill(slots, 0);
            size = 0;
            chars = 0;
        }
    }

    /** Where a message is, or the free slot where it belongs. */
    private int slot(String text) {
        int hash = text.hashCode();
        int slot = start(hash);
        while (true) {
            long at = slots[slot];
            if (at == 0 || (int) (at >> 32) == hash && text.equals(texts[(int) at - 1])) {
                return slot;
            }
            slot = slot + 1 & slots.length - 1;
        }
    }

    private int start(int hash) {
        return (hash ^ hash >>> 16) * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(slots.length) + 1;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long at : old) {
            if (at != 0) {
                int slot = start((int) (at >> 32));
                while (slots[slot] != 0) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = at;
            }
        }
    }
}
