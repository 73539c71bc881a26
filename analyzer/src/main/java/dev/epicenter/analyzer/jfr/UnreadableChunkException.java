package dev.epicenter.analyzer.jfr;

/** Nothing of a chunk can be read. The message says why, to be put behind the name of the file. */
public final class UnreadableChunkException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableChunkException(String message) {
        super(message);
    }
}
