package dev.epicenter.analyzer.read;

import java.nio.file.Path;
import java.util.List;

/** Reads recordings. */
public final class RecordingReader {
    private RecordingReader() {}

    /**
     * Reads recordings of one JVM, whatever their order.
     *
     * @param inputs   files, directories of chunks, or {@code -} for standard input
     * @param progress told how far it has come
     * @throws UnreadableRecordingException when nothing in any input could be read
     */
    public static RecordedEvents read(List<Path> inputs, ReadProgress progress) throws UnreadableRecordingException {
        throw new UnreadableRecordingException(inputs + " cannot be read: the reader is being built");
    }
}
