package dev.epicenter.analyzer.read;

/** Told how far reading has come. Called from the reading thread, often: return quickly. */
@FunctionalInterface
public interface ReadProgress {
    /** Ignores all. */
    ReadProgress NONE = (done, total) -> {};

    /**
     * Progress of the whole input.
     *
     * @param bytesDone  bytes read so far
     * @param bytesTotal of the whole input, -1 when unknown (standard input)
     */
    void at(long bytesDone, long bytesTotal);
}
