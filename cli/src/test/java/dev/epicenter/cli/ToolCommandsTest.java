package dev.epicenter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look at recordings, mend them and make them small. */
class ToolCommandsTest {
    private static final String SAMPLE = "../samples/recordings/order-service-17.jfr";

    /** Of the shape of an access key, made up. */
    private static final String SECRET = "AKIA" + "Q7RZ2MNB4XTPL6WD";

    private static volatile Exception latest = new Exception("first");

    private final Path folder;

    ToolCommandsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String torn() throws Exception {
        byte[] bytes = Files.readAllBytes(Path.of(SAMPLE));
        Arrays.fill(bytes, 120_000, 124_096, (byte) 0);
        Files.write(folder.resolve("torn.jfr"), bytes);
        return file("torn.jfr");
    }

    @Test
    void summaryTellsWhoWasRecordedAndWhatThatIsGoodFor() {
        Run run = Run.of("summary", SAMPLE);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("17.0.15")
                .contains("com.acme.orders.Main")
                .contains("1 chunk, all whole")
                .containsPattern("296 +jdk.JavaExceptionThrow")
                .contains("yes     which exceptions were thrown")
                .contains("stackdepth=256");
        assertThat(run.out().lines().filter(l -> !l.contains("-XX:")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void summaryIsToldAsJson() {
        Run run = Run.of("summary", "--format", "json", SAMPLE);

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("{")
                .contains("\"jdk.JavaExceptionThrow\": 296")
                .contains("\"answered\": \"yes\"")
                .contains("\"state\": \"whole\"");
    }

    @Test
    void summaryTellsWhatIsTorn() throws Exception {
        assertThat(Run.of("summary", torn()).out()).contains("damaged").contains("epicenter repair");
    }

    @Test
    void summaryTellsTheHeadOfAFatalErrorLog() throws Exception {
        Files.writeString(
                folder.resolve("hs_err_pid1.log"),
                """
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007f0a1c0b5f3e, pid=1, tid=2
                #
                # JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6)
                # Problematic frame:
                # C  [libnative.so+0x113e]  crash+0x15
                #
                """);
        Run run = Run.of("summary", file("hs_err_pid1.log"));

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Crash log hs_err_pid1.log")
                .contains("SIGSEGV")
                .contains("native-library");
    }

    @Test
    void summarySaysInOneLineWhatItCannotRead() throws Exception {
        Run run = Run.of(
                "summary", Files.writeString(folder.resolve("a.txt"), "text").toString());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("a.txt")
                .contains("not a flight recording");
    }

    @Test
    void repairSavesWhatIsWholeAndSaysWhatIsGone() throws Exception {
        Run run = Run.of("repair", torn(), "-o", file("fixed.jfr"));

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("1 chunk put together anew")
                .contains("damage: ")
                .contains("torn.jfr");
        assertThat(RecordingFile.readAllEvents(folder.resolve("fixed.jfr"))).hasSizeGreaterThan(2_000);
        assertThat(Run.of("summary", file("fixed.jfr")).out()).contains("1 chunk, all whole");
        assertThat(folder).isDirectoryNotContaining(f -> f.toString().endsWith(".tmp"));
    }

    @Test
    void repairNeitherOverwritesItsInputNorLeavesHalfOfAResult() throws Exception {
        String torn = torn();

        assertThat(Run.of("repair", torn, "-o", torn).code()).isEqualTo(2);
        assertThat(Run.of("repair", torn).err()).contains("-o");
        assertThat(Run.of("repair", file("missing.jfr"), "-o", file("fixed.jfr"))
                        .code())
                .isEqualTo(3);
        assertThat(folder.resolve("fixed.jfr")).doesNotExist();
    }

    @Test
    void repairTakesModelsThatAreRecordings() throws Exception {
        Path text = Files.writeString(folder.resolve("model.txt"), "nothing");

        Run run = Run.of("repair", torn(), "--like", text.toString(), "-o", file("fixed.jfr"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err().lines()).singleElement().asString().contains("model.txt");
        assertThat(Run.of("repair", torn(), "--like", SAMPLE, "-o", file("fixed.jfr"))
                        .code())
                .isZero();
    }

    private String recordedSecret() throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JavaExceptionThrow").withStackTrace();
            recording.enable("jdk.InitialSystemProperty");
            recording.start();
            Thread thread = new Thread(
                    () -> latest = new IllegalStateException("no access with " + SECRET + " to the bucket"),
                    "for " + SECRET);
            thread.start();
            thread.join();
            recording.dump(folder.resolve("secret.jfr"));
        }
        return file("secret.jfr");
    }

    @Test
    void scrubHidesSecretsInMessagesAndNamesOfThreads() throws Exception {
        Run run = Run.of("scrub", recordedSecret(), "--all-time", "-o", file("small.jfr"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("hidden: ");
        assertThat(Files.readString(folder.resolve("secret.jfr"), StandardCharsets.ISO_8859_1))
                .contains(SECRET);
        assertThat(Files.readString(folder.resolve("small.jfr"), StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
        assertThat(RecordingFile.readAllEvents(folder.resolve("small.jfr")))
                .filteredOn(e -> e.getEventType().getName().equals("jdk.JavaExceptionThrow"))
                .extracting(e -> e.getString("message"))
                .anyMatch(m -> m != null && m.startsWith("no access with «") && m.endsWith("» to the bucket"));
    }

    @Test
    void scrubKeepsThemWhenToldTo() throws Exception {
        Run.of("scrub", recordedSecret(), "--all-time", "--no-redact", "-o", file("small.jfr"));

        assertThat(RecordingFile.readAllEvents(folder.resolve("small.jfr")))
                .extracting(ToolCommandsTest::message)
                .anyMatch(m -> m.contains(SECRET));
    }

    private static String message(RecordedEvent event) {
        return event.hasField("message") ? String.valueOf(event.getString("message")) : "";
    }

    @Test
    void scrubbedRecordingsHaveTheSameRoot() {
        Run run = Run.of("scrub", SAMPLE, "-o", file("small.jfr"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("kept: 2026-11-21T05:00:");
        assertThat(folder.resolve("small.jfr").toFile())
                .size()
                .isLessThan(Path.of(SAMPLE).toFile().length() * 2 / 3);
        assertThat(origin(file("small.jfr"))).isNotEmpty().isEqualTo(origin(SAMPLE));
    }

    private static String origin(String recording) {
        String report = Run.of("analyze", recording).out();
        int at = report.indexOf("Where it began");
        return at < 0 ? "" : report.substring(at, report.indexOf("sure", at));
    }

    @Test
    void scrubSaysWhatDoesNotGoTogether() {
        Run run = Run.of("scrub", SAMPLE, "-o", file("small.jfr"), "--from", "2026-11-21T05:00:00Z", "--all-time");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("--all-time");
        assertThat(Run.of("scrub", SAMPLE, "-o", file("small.jfr"), "--from", "yesterday")
                        .code())
                .isEqualTo(2);
        assertThat(Run.of("scrub", SAMPLE, "-o", file("small.jfr"), "--before", "30")
                        .err())
                .contains("'30' is no time; write 90s, 5m or 1h");
        assertThat(Run.of("scrub", SAMPLE, "-o", file("small.jfr"), "--before", "1m", "--after", "0s")
                        .code())
                .isZero();
    }
}
