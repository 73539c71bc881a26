package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes, bad input, and what goes where. */
class CliTest {
    private static final Path SAMPLE = Sample.ofReadme();

    private final Path folder;

    CliTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void saysItsVersion() {
        Product.Run run = Product.run("--version");

        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("epicenter \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\\R");
    }

    @Test
    void failsOnAnIncidentUnlessToldNotTo() {
        assertThat(Product.run("analyze", SAMPLE).code()).isEqualTo(1);
        assertThat(Product.run("analyze", SAMPLE, "--fail-on", "never").code()).isZero();
    }

    @Test
    void writesTextToStandardOutputAndNothingElse() {
        Product.Run run = Product.run("analyze", SAMPLE);

        assertThat(run.out()).contains("SQLException").doesNotContain("\u001b[").doesNotContain("<html");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void coloursTextWhenAsked() {
        assertThat(Product.run("analyze", SAMPLE, "--color", "always").out()).contains("\u001b[");
    }

    @Test
    void writesWhatTheExtensionSaysAndOneLineOnStandardError() {
        Path html = folder.resolve("report.HTM");

        Product.Run run = Product.run("analyze", SAMPLE, "-o", html);

        assertThat(html).content().startsWith("<!DOCTYPE html>");
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("incident: began with java.sql.SQLException")
                .contains("report.HTM")
                .hasLineCount(1);
        assertThat(Product.run("analyze", SAMPLE, "-o", html, "--quiet").err()).isEmpty();
    }

    @Test
    void hidesWhatItIsToldTo() throws Exception {
        Path patterns = Files.writeString(folder.resolve("patterns"), "# articles\n\nSKU-[0-9]+\n");

        String plain = Product.run("analyze", SAMPLE, "--format", "json").out();
        String hidden = Product.run(
                        "analyze", SAMPLE, "--format", "json", "--redact-from", patterns, "--redact", "row (\\w+)")
                .out();

        assertThat(plain).contains("row stock/SKU-4711");
        assertThat(hidden).doesNotContain("SKU-4711", "row stock").contains("row «hidden-");
    }

    @Test
    void isDeterministic() {
        String line = "$PRODUCT analyze --format json " + SAMPLE;
        Map<String, String> atOneTime = Map.of("SOURCE_DATE_EPOCH", "1767225600");

        assertThat(Product.shell(folder, atOneTime, line).out())
                .isEqualTo(Product.shell(folder, atOneTime, line).out())
                .startsWith("{");
    }

    @Test
    void readsStandardInput() {
        Product.Run run = Product.shell(folder, Map.of(), "$PRODUCT analyze --format json - <" + SAMPLE);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("java.sql.SQLException");
    }

    @Test
    void readsCompressedInput() throws Exception {
        Path compressed = folder.resolve("app.jfr.gz");
        try (var stream = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(SAMPLE, stream);
        }

        assertThat(Product.run("analyze", compressed).code()).isEqualTo(1);
    }

    @Test
    void usesWhatIsReadableOfATornRecording() throws Exception {
        byte[] whole = Files.readAllBytes(SAMPLE);
        Path torn = Files.write(folder.resolve("torn.jfr"), Arrays.copyOf(whole, whole.length - whole.length / 10));

        Product.Run run = Product.run("analyze", torn, "--format", "json");

        assertThat(run.code()).isIn(0, 1, 3, 4);
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(1);
        assertThat(run.err()).doesNotContain("internal error");
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        isUnreadable(Files.writeString(folder.resolve("notes.txt"), "These are not the bytes you are looking for.\n"));
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        isUnreadable(Files.createFile(folder.resolve("empty.jfr")));
    }

    @Test
    void refusesAMissingFile() {
        isUnreadable(folder.resolve("missing.jfr"));
    }

    @Test
    void refusesADirectoryWithoutChunks() throws Exception {
        isUnreadable(Files.createDirectory(folder.resolve("repository")));
    }

    @Test
    void refusesAFileItMayNotRead() throws Exception {
        Path secret = Files.copy(SAMPLE, folder.resolve("secret.jfr"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        if (Files.isReadable(secret)) {
            System.err.println("SKIPPED CliTest.refusesAFileItMayNotRead: this user (root?) may read everything");
            Assumptions.abort("this user may read everything");
        }
        isUnreadable(secret);
    }

    @Test
    void namesAFileWhoseNameIsStrange() {
        isUnreadable(folder.resolve("no\nsuch \u001b[31mfile.jfr"));
    }

    private void isUnreadable(Path input) {
        Path report = folder.resolve("report.html");

        Product.Run run = Product.run("analyze", input, "-o", report);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("epicenter: ")
                .hasLineCount(1)
                .doesNotContain("\u001b")
                .doesNotContain("\tat ");
        String name = input.getFileName().toString();
        assertThat(run.err()).contains(name.substring(name.lastIndexOf(']') + 1).replaceFirst("(?s).*\u001b.*?m", ""));
        assertThat(Product.files(folder, ".html")).isEmpty();
        assertThat(Product.files(folder, ".tmp")).isEmpty();
    }

    @Test
    void refusesUnknownOptionsAndPlacesThatDoNotExist() {
        assertThat(Product.run("analyze", SAMPLE, "--colour").code()).isEqualTo(2);
        assertThat(Product.run("analyze", SAMPLE, "-o", folder.resolve("nowhere/report.html"))
                        .code())
                .isEqualTo(2);
        assertThat(Product.run().code()).isEqualTo(2);
    }

    @Test
    void readsACrashLogAlone() {
        Path html = folder.resolve("crash.html");

        Product.Run run = Product.run("analyze", CrashLogs.named("jdk25-mapped-file"), "-o", "-", "-o", html);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("Crash log jdk25-mapped-file.log", "mapped-file-truncated", "/data/store/segment-17.dat");
        assertThat(html).content().contains("SIGBUS");
    }

    @Test
    void readsACrashLogFromAPipe() {
        Path log = CrashLogs.named("jdk8-linux-libzip");

        Product.Run run = Product.shell(folder, Map.of(), "gzip -c " + log + " | $PRODUCT analyze -");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("libzip.so", "SIGBUS");
    }

    @Test
    void saysThatALogIsNotOfTheRecordedProcess() {
        Product.Run run = Product.run("analyze", SAMPLE, CrashLogs.named("jdk25-mapped-file"));

        assertThat(run.out()).contains("SQLException", "not of the process that was recorded");
    }

    @Test
    void isQuietWhenItsReaderHasSeenEnough() {
        Product.Run run = Product.shell(folder, Map.of(), "$PRODUCT analyze --format html " + SAMPLE + " | head -c 1");

        assertThat(run.out()).isEqualTo("<");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void saysThatADiskIsFull() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "Linux only");

        Product.Run run = Product.shell(folder, Map.of(), "$PRODUCT analyze " + SAMPLE + " >/dev/full");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("epicenter: ").hasLineCount(1);
    }

    /** Where it runs out depends on the JVM: in a chunk, which then is one that cannot be read, or elsewhere. */
    @Test
    void saysInOneLineThatMemoryIsShort() {
        Product.Run run = Product.shell(folder, Map.of(), "${PRODUCT/ / -Xmx6m } analyze " + SAMPLE);

        assertThat(run.code()).isIn(3, 70);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("epicenter: ").contains("memory").hasLineCount(1);
    }
}
