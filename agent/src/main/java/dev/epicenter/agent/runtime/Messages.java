package dev.epicenter.agent.runtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** What becomes of a failure's message before it is written anywhere. */
public enum Messages {
    /** As {@code getMessage()} gives it. */
    FULL,
    /** As it was handed to the constructor: nothing of the application is called. */
    STORED,
    /** A hash of it, so that equal ones can be told from different ones. */
    HASH,
    /** Nothing. */
    NONE;

    private static final int LONGEST = 1024;
    private static final int HASH_BYTES = 8;

    /** Whether {@code getMessage()} may be called. */
    boolean asks() {
        return this == FULL || this == HASH;
    }

    @Nullable
    String written(@Nullable String message) {
        if (message == null || this == NONE) {
            return null;
        }
        if (this == HASH) {
            return hash(message);
        }
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST);
    }

    /** {@code #} and the first 8 bytes of the SHA-256 of its UTF-8 bytes, in hexadecimal digits. */
    private static @Nullable String hash(String message) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(message.getBytes(StandardCharsets.UTF_8));
            long value = 0;
            for (int i = 0; i < HASH_BYTES; i++) {
                value = value << 8 | digest[i] & 0xff;
            }
            return "#" + Hex.digits(value);
        } catch (java.security.NoSuchAlgorithmException e) {
            return null;
        }
    }
}
