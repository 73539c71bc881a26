package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.fuzz.DamagedLogs;
import dev.epicenter.analyzer.fuzz.DamagedRecordings;
import dev.epicenter.analyzer.fuzz.DamagedRecordings.Damaged;
import dev.epicenter.analyzer.fuzz.FuzzRun;
import dev.epicenter.analyzer.repair.OtherReaders;
import dev.epicenter.e2e.Product.Run;
import dev.epicenter.render.Format;
import dev.epicenter.render.readers.Readers;
import java.io.DataInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever was done to its input, a command answers, or says in one line why it cannot; what it writes is read by others. {@link FuzzRun}
 * tells how to try more.
 */
class DamagedInputTest {
    private static final int OK = 0;
    private static final int FOUND = 1;
    private static final int UNREADABLE = 3;
    private static final int INSUFFICIENT_DATA = 4;
    private static final int INPUTS = 30;

    private final Path directory;

    DamagedInputTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private void tryAll(String what, FuzzRun.Trial<Damaged> trial) throws Exception {
        DamagedRecordings recordings = new DamagedRecordings(Product.ROOT, directory);
        FuzzRun.over(what + ".jfr", FuzzRun.count(INPUTS), directory, recordings::number, trial);
    }

    /** Whether there is an answer; else it was said why there is none. */
    private static boolean answers(Run run, Path file, Integer... codes) {
        if (run.code() == UNREADABLE) {
            assertThat(run.err().strip()).startsWith("epicenter: " + file).doesNotContain("\n");
            return false;
        }
        assertThat(run.code()).as(run.err()).isIn((Object[]) codes);
        return true;
    }

    @Test
    void analyzesRecordings() throws Exception {
        Path html = directory.resolve("report.html");
        Path json = directory.resolve("report.json");
        tryAll("analyze", (input, file) -> {
            Run run = Product.here("analyze", file, "-o", html, "-o", json);
            if (answers(run, file, OK, FOUND, INSUFFICIENT_DATA)) {
                assertThat(html).isNotEmptyFile();
                Readers.read(Format.JSON, Files.readString(json));
            }
        });
    }

    @Test
    void summarizesRecordings() throws Exception {
        tryAll("summary", (input, file) -> {
            Run run = Product.here("summary", file);
            assertThat(!answers(run, file, OK) || run.out().contains("chunk")).isTrue();
        });
    }

    @Test
    void repairsRecordings() throws Exception {
        Path fixed = directory.resolve("fixed.jfr");
        tryAll("repair", (input, file) -> {
            if (answers(Product.here("repair", file, "-o", fixed), file, OK)) {
                isReadByOthers(fixed);
                assertThat(DamagedRecordings.failures(fixed)).isGreaterThanOrEqualTo(input.failuresOfWholeChunks());
            }
        });
    }

    @Test
    void scrubsRecordings() throws Exception {
        Path small = directory.resolve("small.jfr");
        tryAll("scrub", (input, file) -> {
            if (answers(Product.here("scrub", file, "-o", small, "--all-time"), file, OK)) {
                isReadByOthers(small);
            }
        });
    }

    private static void isReadByOthers(Path recording) throws Exception {
        var unused = OtherReaders.jmc(recording);
        boolean old;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(recording))) {
            in.readInt();
            old = in.readShort() == 0;
        }
        if (!old) {
            assertThat(total(OtherReaders.jdk(recording))).isEqualTo(total(DamagedRecordings.events(recording)));
        }
    }

    /** All but the throws: of an Error there are two events, of which we count one. */
    private static long total(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(type -> !type.getKey().endsWith("JavaExceptionThrow"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void analyzesCrashLogs() throws Exception {
        Path json = directory.resolve("report.json");
        Path html = directory.resolve("report.html");
        DamagedLogs logs = new DamagedLogs(Product.ROOT);
        FuzzRun.over("hs_err.log", FuzzRun.count(INPUTS), directory, logs::number, (input, file) -> {
            assertThat(Product.here("summary", file).code()).isIn(OK, UNREADABLE);
            Run run = Product.here("analyze", file, "-o", html, "-o", json);
            if (answers(run, file, OK, FOUND, INSUFFICIENT_DATA)) {
                Readers.read(Format.JSON, Files.readString(json));
            }
        });
    }
}
