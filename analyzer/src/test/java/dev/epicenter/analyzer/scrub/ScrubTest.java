package dev.epicenter.analyzer.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.epicenter.analyzer.jfr.TextFilter;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.RecordingReader;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.analyzer.repair.OtherReaders;
import dev.epicenter.analyzer.scrub.Scrub.Scrubbed;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scrubbed recording holds what was wanted and nothing else, and others read it. */
@Timeout(60)
class ScrubTest {
    private static final String THROW = "jdk.JavaExceptionThrow";
    private static final String ORDER = "acme.Order";
    private static volatile Exception latest = new Exception("first");
    private static Path whole = Path.of("");
    private static Instant middle = Instant.EPOCH;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /** Of the application: by name not one of ours. */
    @Name(ORDER)
    static final class OrderEvent extends Event {
        String customer = "";
        String password = "";
    }

    /** Thrown only before the middle. */
    static final class EarlyBird extends Exception {
        private static final long serialVersionUID = 1L;

        EarlyBird(String message) {
            super(message);
        }
    }

    @BeforeAll
    static void record() throws Exception {
        whole = Files.createTempFile("whole", ".jfr");
        whole.toFile().deleteOnExit();
        try (Recording recording = new Recording()) {
            recording.enable(THROW).withStackTrace();
            for (String type : List.of(
                    "jdk.JVMInformation",
                    "jdk.InitialEnvironmentVariable",
                    "jdk.ClassLoaderStatistics",
                    "jdk.ActiveSetting")) {
                recording.enable(type);
            }
            recording.start();
            for (int i = 0; i < 200; i++) {
                latest = new EarlyBird("early bird " + i);
            }
            Thread.sleep(50);
            middle = Instant.now();
            Thread.sleep(50);
            for (int i = 0; i < 100; i++) {
                latest = new IllegalStateException("late " + i + " of card-4711");
                OrderEvent order = new OrderEvent();
                order.customer = "a customer with a long name that becomes a constant, as it comes again";
                order.password = "swordfish-of-the-seven-seas";
                order.commit();
            }
            recording.dump(whole);
        }
    }

    private Path small() {
        return directory.resolve("small.jfr");
    }

    private Scrubbed scrub(Scrub.Choice choice, TextFilter texts) throws Exception {
        Files.write(small(), new byte[0]);
        try (FileChannel to = FileChannel.open(small(), StandardOpenOption.WRITE)) {
            return Scrub.scrub(List.of(whole), choice, texts, to, ReadProgress.NONE);
        }
    }

    private static Scrub.Choice used(List<Window> windows) {
        return Scrub.Choice.of(EventTypes.of(List.of(), List.of()), windows);
    }

    private String bytes() throws Exception {
        return Files.readString(small(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void keepsWhatAnAnalysisUsesAndTheApplicationsOwn() throws Exception {
        Scrubbed scrubbed = scrub(used(List.of()), TextFilter.KEEP);
        SortedMap<String, Long> before = OtherReaders.jdk(whole);
        SortedMap<String, Long> after = OtherReaders.jdk(small());

        assertThat(after.get(THROW)).isEqualTo(before.get(THROW));
        assertThat(after.get(ORDER)).isEqualTo(100);
        assertThat(after).containsKey("jdk.JVMInformation").doesNotContainKey("jdk.InitialEnvironmentVariable");
        assertThat(before).containsKey("jdk.InitialEnvironmentVariable");
        assertThat(after.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(scrubbed.events());
        assertThat(OtherReaders.jmc(small()))
                .containsEntry(THROW, after.get(THROW))
                .containsEntry(ORDER, 100L);
        assertThat(scrubbed.lost()).isEmpty();
        assertThat(Files.size(small())).isEqualTo(scrubbed.bytesWritten()).isLessThan(Files.size(whole));
    }

    @Test
    void leavesOutOtherTimesAndWhatOnlyTheyReferTo() throws Exception {
        scrub(used(List.of(new Window(middle, Instant.MAX))), TextFilter.KEEP);

        assertThat(OtherReaders.jdk(small()).get(THROW)).isBetween(100L, 150L);
        assertThat(bytes())
                .contains("late 7 of")
                .contains("IllegalStateException")
                .doesNotContain("early bird")
                .doesNotContain("EarlyBird");
        assertThat(OtherReaders.jmc(small())).containsKey(THROW);
    }

    @Test
    void keepsTheStacksOfWhatItKeeps() throws Exception {
        scrub(used(List.of(new Window(middle, Instant.MAX))), TextFilter.KEEP);

        assertThat(OtherReaders.stacks(small(), THROW))
                .isNotEmpty()
                .isSubsetOf(OtherReaders.stacks(whole, THROW))
                .anyMatch(stack -> stack.contains("ScrubTest.record"));
    }

    private static byte[] compressed(long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long left = number; ; left >>>= 7) {
            if (left < 0x80) {
                bytes.write((int) left);
                return bytes.toByteArray();
            }
            bytes.write((int) (left & 0x7F | 0x80));
        }
    }

    /** What would be the JVM's next chunk, with a hole in it and another process id. */
    private static byte[] damagedChunkBehind(byte[] first) throws Exception {
        RecordedEvent jvm = RecordingFile.readAllEvents(whole).stream()
                .filter(e -> e.getEventType().getName().equals("jdk.JVMInformation"))
                .findFirst()
                .orElseThrow();
        String start = new String(compressed(jvm.getLong("jvmStartTime")), StandardCharsets.ISO_8859_1);
        String text = new String(first, StandardCharsets.ISO_8859_1);
        byte[] second = first.clone();
        ByteBuffer.wrap(second).putLong(32, ByteBuffer.wrap(first).getLong(32) + 1_000_000_000L);
        second[
                text.indexOf(start + new String(compressed(jvm.getLong("pid")), StandardCharsets.ISO_8859_1))
                        + start.length()] ^= 1;
        int event = text.indexOf("late 50 of card");
        Arrays.fill(second, event, event + 60, (byte) 0);
        return second;
    }

    @Test
    void makesNoTwoJvmsOfOneWhoseNumbersAreDamaged() throws Exception {
        byte[] first = Files.readAllBytes(whole);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(damagedChunkBehind(first));
        Path torn = Files.write(directory.resolve("torn.jfr"), both.toByteArray());
        Files.write(small(), new byte[0]);
        try (FileChannel to = FileChannel.open(small(), StandardOpenOption.WRITE)) {
            assertThat(Scrub.scrub(List.of(torn), used(List.of()), TextFilter.KEEP, to, ReadProgress.NONE)
                            .chunksWritten())
                    .isEqualTo(2);
        }

        assertThat(RecordingReader.read(List.of(torn), ReadProgress.NONE)).hasSize(1);
        assertThat(RecordingReader.read(List.of(small()), ReadProgress.NONE)).hasSize(1);
    }

    @Test
    void keepsTheTypesThatAreNamed() throws Exception {
        scrub(
                Scrub.Choice.of(EventTypes.of(List.of("acme.*", "jdk.ClassLoader*"), List.of("jdk.JVM*")), List.of()),
                TextFilter.KEEP);

        assertThat(OtherReaders.jdk(small()).keySet())
                .contains(ORDER, "jdk.ClassLoaderStatistics")
                .doesNotContain(THROW, "jdk.JVMInformation");
    }

    @Test
    void writesTextsAsTheFilterWantsThem() throws Exception {
        List<String> asked = new ArrayList<>();
        scrub(used(List.of()), (type, field, key, text) -> {
            asked.add(type + "." + field);
            return text.contains("swordfish") ? "gone" : text.replace("card-4711", "card-1");
        });

        assertThat(bytes())
                .doesNotContain("swordfish")
                .doesNotContain("card-4711")
                .contains("card-1")
                .contains("gone");
        assertThat(asked)
                .contains(
                        ORDER + ".password",
                        THROW + ".message",
                        "java.lang.Thread.javaName",
                        "jdk.types.Symbol.string");
        assertThat(OtherReaders.jdk(small())).containsEntry(ORDER, 100L);
        assertThat(OtherReaders.jmc(small())).containsEntry(ORDER, 100L);
    }

    @Test
    void saysThatNothingIsWanted() {
        assertThatThrownBy(() -> scrub(
                        Scrub.Choice.of(EventTypes.of(List.of("no.such.Event"), List.of("*")), List.of()),
                        TextFilter.KEEP))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("no event that is wanted");
    }

    @Test
    void joinsWindowsThatOverlap() {
        Instant t = Instant.EPOCH;
        assertThat(Window.joined(Stream.of(5, 0, 20)
                        .map(s -> new Window(t.plusSeconds(s), t.plusSeconds(s + 10)))
                        .toList()))
                .containsExactly(new Window(t, t.plusSeconds(15)), new Window(t.plusSeconds(20), t.plusSeconds(30)));
    }
}
