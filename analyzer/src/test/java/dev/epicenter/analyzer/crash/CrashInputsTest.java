package dev.epicenter.analyzer.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.model.CrashLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fatal error logs among what the user gives. */
class CrashInputsTest {
    private static final byte[] LOG = MiniLogs.bytes("jdk25-mapped-file");

    /** A recording as far as its first bytes tell. */
    private static final byte[] RECORDING = {'F', 'L', 'R', 0, 0, 2, 0, 1};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dir;

    private Path file(String name, byte[] content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    private static CrashInputs sort(Path... inputs) {
        return sort(new byte[0], inputs);
    }

    private static CrashInputs sort(byte[] standardInput, Path... inputs) {
        return CrashInputs.of(List.of(inputs), new ByteArrayInputStream(standardInput));
    }

    @Test
    void aLogIsKnownByItsContentWhateverItsName() throws IOException {
        CrashInputs sorted = sort(file("crash.txt.1", LOG), file("app.jfr", RECORDING));

        assertThat(sorted.logs()).extracting(CrashLog::source).containsExactly("crash.txt.1");
        assertThat(sorted.recordings()).containsExactly(dir.resolve("app.jfr"));
    }

    @Test
    void aPackedLogIsReadAsAPlainOne() throws IOException {
        assertThat(sort(file("hs_err_pid1.log.gz", gzip(LOG))).logs())
                .singleElement()
                .satisfies(l -> {
                    assertThat(l.cause().signal()).isEqualTo("SIGBUS");
                    assertThat(l.exceptions()).isNotEmpty();
                });
    }

    @Test
    void aLogCanBePipedIn() throws IOException {
        assertThat(sort(LOG, Path.of("-")).logs()).hasSize(1);
        assertThat(sort(gzip(LOG), Path.of("-")).logs()).hasSize(1);
    }

    @Test
    void whatIsPipedInAndNoLogIsLeftWhole() throws IOException {
        CrashInputs sorted = sort(RECORDING, Path.of("-"));

        assertThat(sorted.recordings()).containsExactly(Path.of("-"));
        try (InputStream rest = sorted.standardInput()) {
            assertThat(rest.readAllBytes()).isEqualTo(RECORDING);
        }
    }

    @Test
    void aDirectoryGivesItsLogsAndIsLeftForItsRecordings() throws IOException {
        file("dead/hs_err_pid4242.log", LOG);
        assertThat(sort(dir.resolve("dead")).recordings()).isEmpty();

        file("dead/app.jfr", RECORDING);
        CrashInputs both = sort(dir.resolve("dead"));
        assertThat(both.logs()).hasSize(1);
        assertThat(both.recordings()).containsExactly(dir.resolve("dead"));
    }

    @Test
    void anArchiveGivesItsLogs() throws IOException {
        Path zip = dir.resolve("support.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("node-1/hs_err_pid4242.log"));
            out.write(LOG);
        }

        assertThat(sort(zip).logs())
                .extracting(CrashLog::source)
                .containsExactly("support.zip!node-1/hs_err_pid4242.log");
        assertThat(sort(zip).recordings()).isEmpty();
    }

    @Test
    void whatTheJvmPrintedOnItsConsoleIsNotASecondCrash() throws IOException {
        String whole = new String(LOG, StandardCharsets.UTF_8);
        String console = whole.substring(0, whole.indexOf("---------------  S U M M A R Y"));

        assertThat(sort(file("hs_err.log", LOG), file("stdout.log", console.getBytes(StandardCharsets.UTF_8)))
                        .logs())
                .extracting(CrashLog::source)
                .containsExactly("hs_err.log");
    }

    @Test
    void aLogThatDoesNotTellItsTimeTakesTheFilesAndSaysSo() throws IOException {
        Path file = file("hs_err.log", MiniLogs.bytes("jdk21-pasted"));

        assertThat(sort(file).logs()).singleElement().satisfies(l -> {
            assertThat(l.at()).contains(Files.getLastModifiedTime(file).toInstant());
            assertThat(l.notes()).anyMatch(n -> n.contains("file's date"));
        });
    }

    @Test
    void aCoreDumpAndAReplayFileAreToldWhatTheyAreGoodFor() throws IOException {
        Path core = file("core.4242", new byte[] {0x7F, 'E', 'L', 'F', 2, 1});
        Path replay = file(
                "replay_pid4242.log", "JvmtiExport can_access_local_variables 0\n".getBytes(StandardCharsets.UTF_8));

        assertThat(sort(core, replay).asides())
                .hasSize(2)
                .anyMatch(a -> a.contains("jhsdb jstack"))
                .anyMatch(a -> a.contains("JIT compiler"));
        assertThatThrownBy(() -> Analyzer.analyze(List.of(core), AnalyzerOptions.DEFAULT, ReadProgress.NONE))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("core dump");
    }

    @Test
    void whatOtherJvmsAndToolsWriteIsToldWhatItIs() throws IOException {
        Path javacore = Files.writeString(
                dir.resolve("javacore.1.txt"), "0SECTION       TITLE subcomponent dump routine\nNULL  ====\n");
        Path heap = Files.writeString(dir.resolve("java_pid1.hprof"), "JAVA PROFILE 1.0.2\0");
        Path threads = Files.writeString(
                dir.resolve("threads.txt"), "2026-01-01 00:00:19\nFull thread dump OpenJDK 64-Bit Server VM:\n");

        CrashInputs inputs = sort(javacore, heap, threads);

        assertThat(inputs.recordings()).isEmpty();
        assertThat(inputs.asides())
                .satisfiesExactly(
                        a -> assertThat(a).startsWith("javacore.1.txt is a javacore of Eclipse OpenJ9"),
                        a -> assertThat(a).startsWith("java_pid1.hprof is a heap dump"),
                        a -> assertThat(a).startsWith("threads.txt is a thread dump"));
    }

    @Test
    void aLogBesideARecordingThatCannotBeReadIsAnalysedAlone() throws Exception {
        Path empty = file("app.jfr", new byte[0]);

        var analysis =
                Analyzer.analyze(List.of(empty, file("hs_err.log", LOG)), AnalyzerOptions.DEFAULT, ReadProgress.NONE);

        assertThat(analysis.crashes()).hasSize(1);
        assertThat(analysis.dataLoss().damage()).anyMatch(d -> d.source().contains("app.jfr"));
    }
}
