package dev.epicenter.analyzer.crash;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a text whose lines and length nobody vouches for: what is too long is cut, and noted. */
final class BoundedLines {
    /** Longer lines are cut; class paths and compiler flags get long. A judgement. */
    static final int LONGEST = 16_384;

    /** What comes after that many bytes is not read: real logs have at most a few MB. A judgement. */
    static final long MOST = 64L << 20;

    private final InputStream in;
    private final byte[] line = new byte[LONGEST];
    private final long most;
    private long read;
    private boolean cut;

    BoundedLines(InputStream in) {
        this(in, MOST);
    }

    BoundedLines(InputStream in, long most) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.most = most;
    }

    /** The next line without its end; empty at the end of the text. A text that breaks off with an error just ends. */
    Optional<String> next() {
        int length = 0;
        int next = byteOrEnd();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (length < LONGEST) {
                line[length++] = (byte) next;
            }
            next = byteOrEnd();
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return Optional.of(new String(line, 0, length, StandardCharsets.UTF_8));
    }

    private int byteOrEnd() {
        if (read >= most) {
            cut = true;
            return -1;
        }
        try {
            int next = in.read();
            read += next < 0 ? 0 : 1;
            return next;
        } catch (IOException e) {
            cut = true;
            return -1;
        }
    }

    /** Whether the text went on, or broke off with an error. */
    boolean cut() {
        return cut;
    }
}
