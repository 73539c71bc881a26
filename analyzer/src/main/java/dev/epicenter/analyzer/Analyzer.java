package dev.epicenter.analyzer;

import dev.epicenter.analyzer.crash.CrashInputs;
import dev.epicenter.analyzer.crash.CrashJoin;
import dev.epicenter.analyzer.crash.CrashOnly;
import dev.epicenter.analyzer.crash.JoinedProcess;
import dev.epicenter.analyzer.group.Grouping;
import dev.epicenter.analyzer.origin.Origins;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordingReader;
import dev.epicenter.analyzer.read.Summarizer;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.analyzer.reconstruct.Reconstruction;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.DataLoss.Damage;
import dev.epicenter.model.RecordingSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The way in: recordings and crash logs to an analysis. */
public final class Analyzer {
    private Analyzer() {}

    /**
     * Reads, reconstructs and groups.
     *
     * @param inputs   recordings of one JVM or of several, and fatal error logs: files, directories, or {@code -} for standard input
     * @param options  what the user set
     * @param progress told how far reading has come
     * @throws UnreadableRecordingException when nothing in any input could be read; one line, fit for the user
     */
    public static Analysis analyze(List<Path> inputs, AnalyzerOptions options, ReadProgress progress)
            throws UnreadableRecordingException {
        CrashInputs sorted = CrashInputs.of(inputs, System.in);
        return analyze(events(sorted, progress), sorted.logs(), options);
    }

    /** Reconstructs and groups what was read of each process. */
    public static Analysis analyze(List<RecordedEvents> processes, List<CrashLog> logs, AnalyzerOptions options) {
        Origins origins = Origins.of(processes, options);
        List<RecordedEvents> noted = new ArrayList<>(processes);
        noted.set(0, noted.get(0).withNotes(origins.notes()));
        List<JoinedProcess> joined = CrashJoin.join(noted, logs);
        return origins.attribute(Grouping.of(Reconstruction.of(joined, origins.refine(options))));
    }

    /**
     * Tells what recordings and crash logs hold, without an analysis.
     *
     * @throws UnreadableRecordingException when there is nothing to tell of any of them
     */
    public static RecordingSummary summarize(List<Path> inputs) throws UnreadableRecordingException {
        CrashInputs sorted = CrashInputs.of(inputs, System.in);
        if (sorted.logs().isEmpty() && sorted.recordings().isEmpty()) {
            throw new UnreadableRecordingException(String.join("; ", sorted.asides()));
        }
        return Summarizer.of(sorted.recordings(), sorted.standardInput(), sorted.logs());
    }

    /** A crash log alone will do, also where the recording beside it cannot be read: a JVM that dies often leaves it empty. */
    private static List<RecordedEvents> events(CrashInputs sorted, ReadProgress progress)
            throws UnreadableRecordingException {
        if (sorted.logs().isEmpty() && sorted.recordings().isEmpty()) {
            throw new UnreadableRecordingException(String.join("; ", sorted.asides()));
        }
        if (sorted.recordings().isEmpty()) {
            return List.of(CrashOnly.events(sorted.logs(), List.of(), sorted.asides()));
        }
        try {
            List<RecordedEvents> processes =
                    new ArrayList<>(RecordingReader.read(sorted.recordings(), sorted.standardInput(), progress));
            processes.set(0, processes.get(0).withNotes(sorted.asides()));
            return processes;
        } catch (UnreadableRecordingException e) {
            if (sorted.logs().isEmpty()) {
                throw e;
            }
            return List.of(CrashOnly.events(sorted.logs(), List.of(damage(e)), sorted.asides()));
        }
    }

    private static Damage damage(UnreadableRecordingException e) {
        String message = String.valueOf(e.getMessage());
        int colon = message.indexOf(": ");
        return colon < 0
                ? new Damage("the recording", 0, -1, message)
                : new Damage(message.substring(0, colon), 0, -1, message.substring(colon + 2));
    }
}
