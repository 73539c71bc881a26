package dev.epicenter.analyzer;

import dev.epicenter.analyzer.group.Grouping;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordingReader;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.analyzer.reconstruct.Reconstruction;
import dev.epicenter.model.Analysis;
import java.nio.file.Path;
import java.util.List;

/** The way in: recordings to an analysis. */
public final class Analyzer {
    private Analyzer() {}

    /**
     * Reads, reconstructs and groups.
     *
     * @param inputs   recordings of one JVM or of several: files, directories of chunks, or {@code -} for standard input
     * @param options  what the user set
     * @param progress told how far reading has come
     * @throws UnreadableRecordingException when nothing in any input could be read; one line, fit for the user
     */
    public static Analysis analyze(List<Path> inputs, AnalyzerOptions options, ReadProgress progress)
            throws UnreadableRecordingException {
        List<RecordedEvents> processes = RecordingReader.read(inputs, progress);
        return Grouping.of(Reconstruction.of(processes, options));
    }
}
