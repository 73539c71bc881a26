package dev.epicenter.analyzer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.crash.CrashLogReader;
import dev.epicenter.analyzer.fuzz.DamagedRecordings.Damaged;
import dev.epicenter.analyzer.fuzz.Mutation.Piece;
import dev.epicenter.analyzer.jfr.ChunkFinder;
import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordingReader;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.model.DataLoss.Damage;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged input by the thousand: each ends soon, in an answer or in one line that says why not, takes no more memory than its size
 * explains, and loses nothing that is whole. {@link FuzzRun} tells how to try more.
 */
class FuzzTest {
    /** Bytes allocated in all, for each byte of input, and besides. */
    private static final long PER_BYTE = 200;

    private static final long BESIDES = 64 << 20;

    private static final com.sun.management.ThreadMXBean MEMORY =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void readsDamagedRecordingsAndLosesNoChunkThatIsWhole() throws Exception {
        DamagedRecordings recordings = new DamagedRecordings(Path.of(".."), directory);
        FuzzRun.over("recording.jfr", FuzzRun.count(2_000), directory, recordings::number, (input, file) -> {
            findsWholeChunks(input, file);
            assertThat(read(file)).as("failures read").isGreaterThanOrEqualTo(input.failuresOfWholeChunks());
        });
    }

    private static void findsWholeChunks(Damaged input, Path file) throws Exception {
        if (input.packed()) {
            return;
        }
        Map<Long, ChunkSpan> found =
                ChunkFinder.find("x", file).chunks().stream().collect(Collectors.toMap(ChunkSpan::offset, c -> c));
        long at = 0;
        for (Piece piece : input.pieces()) {
            if (piece.intact()) {
                assertThat(found).as("whole chunks").containsKey(at);
                assertThat(found.get(at).size()).as("size of a whole chunk").isEqualTo(piece.bytes().length);
            }
            at += piece.bytes().length;
        }
    }

    /** How many failures were read, 0 when nothing could be. */
    private static long read(Path file) throws Exception {
        long thread = Thread.currentThread().getId();
        long before = MEMORY.getThreadAllocatedBytes(thread);
        try {
            List<RecordedEvents> processes = RecordingReader.read(List.of(file), ReadProgress.NONE);
            Analyzer.analyze(processes, List.of(), AnalyzerOptions.DEFAULT);
            assertThat(processes)
                    .flatExtracting(e -> e.dataLoss().damage())
                    .extracting(Damage::what)
                    .noneMatch(what -> what.contains("memory") || what.contains("makes no sense"));
            assertThat(processes)
                    .flatExtracting(e -> e.dataLoss().damage())
                    .extracting(Damage::bytes)
                    .allMatch(bytes -> bytes >= -1);
            return DamagedRecordings.failures(processes);
        } catch (UnreadableRecordingException e) {
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
            return 0;
        } finally {
            long allocated = MEMORY.getThreadAllocatedBytes(thread) - before;
            assertThat(allocated).as("bytes allocated").isLessThan(BESIDES + PER_BYTE * Files.size(file));
        }
    }

    @Test
    void readsDamagedCrashLogs() throws Exception {
        DamagedLogs logs = new DamagedLogs(Path.of(".."));
        FuzzRun.over("crash.log", FuzzRun.count(600), directory, logs::number, (input, file) -> {
            try (InputStream in = Files.newInputStream(file)) {
                CrashLogReader.read("crash.log", in)
                        .ifPresent(log -> assertThat(log.diagnoses()).isNotEmpty());
            }
        });
    }
}
