package dev.epicenter.analyzer.read;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of message that one series has, so that the first few of each are kept: one statement may throw what a thousand clients sent
 * wrongly and, once, that its database is gone. Of a series whose messages are all different only a share is looked at.
 */
final class MessageKinds {
    /** Judgements, all of them. Kinds told apart of one series, and how many of each are kept. */
    private static final int MOST = 12;

    private static final int EACH = 3;
    /** So many messages that are new are looked at; then one of so many. */
    private static final int LOOKS = 256;

    private static final int THEN = 16;
    /** Messages that need no second look. */
    private static final int KNOWN = 16;

    private final int[] kinds = new int[MOST];
    private final byte[] kept = new byte[MOST];
    private int size;
    private int[] known = {};
    private int nextKnown;
    private int looks;

    /**
     * Whether a message is worth being read for its kind.
     *
     * @param hash of the message, 0 for none
     */
    boolean wants(int hash) {
        for (int one : known) {
            if (one == hash) {
                return false;
            }
        }
        looks++;
        return looks <= LOOKS || looks % THEN == 0;
    }

    /** Whether a message is one of the first of its kind. */
    boolean isNew(int hash, @Nullable String message) {
        int kind = message == null ? 0 : MessageKind.of(message).hashCode();
        int slot = 0;
        while (slot < size && kinds[slot] != kind) {
            slot++;
        }
        if (slot == MOST) {
            return false;
        }
        if (slot == size) {
            kinds[size++] = kind;
        }
        if (kept[slot] == EACH) {
            know(hash);
            return false;
        }
        kept[slot]++;
        return true;
    }

    private void know(int hash) {
        if (known.length < KNOWN) {
            known = Arrays.copyOf(known, known.length + 1);
            known[known.length - 1] = hash;
        } else {
            known[nextKnown++ % KNOWN] = hash;
        }
    }
}
