package dev.epicenter.analyzer.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.epicenter.analyzer.read.ForkedJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decodes recordings by ours, by the JDK's own reader (every event, every field that is not an array) and by JMC (throws). */
class DecoderAgreementTest {
    /** Events with a field of every kind, and with text in every encoding that the JDK has. */
    private static final String EVERY_KIND =
            """
            import jdk.jfr.*;
            public class Program {
                @Name("test.EveryKind") public static class EveryKind extends Event {
                    boolean bool; byte small; short medium; char letter; int number; long large; float real; double precise;
                    String text; Class<?> type; Thread thread;
                    @Unsigned byte unsignedSmall; @Unsigned short unsignedMedium; @Unsigned int unsignedNumber; @Unsigned long unsignedLarge;
                    @Timespan(Timespan.NANOSECONDS) long nanos; @Timespan(Timespan.MICROSECONDS) long micros;
                    @Timespan(Timespan.MILLISECONDS) long millis; @Timespan(Timespan.SECONDS) long seconds;
                    @Timespan(Timespan.TICKS) long ticks;
                    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH) long at; @Timestamp(Timestamp.TICKS) long atTicks;
                    @DataAmount long bytes; @Percentage float share;
                }
                static final String[] TEXTS = {null, "", "a", "short text", "a text that is long enough for the pool of strings",
                    "\\u00e4\\u00f6\\u00fc latin", "\\u4f60\\u597d unicode \\ud83d\\ude00", "x".repeat(500), "\\u00e9".repeat(200), "\\u4f60".repeat(200)};
                public static void main(String[] args) throws Exception {
                    long[] values = {0, 1, -1, 63, 64, 127, 128, 255, 256, 16383, 16384, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE,
                        1L << 35, 1L << 49, (1L << 56) - 1, 1L << 56, Long.MAX_VALUE, Long.MIN_VALUE};
                    Class<?>[] types = {null, String.class, int[].class, String[][].class, Program.class};
                    for (int round = 0; round < 40; round++) {
                        EveryKind e = new EveryKind();
                        long v = values[round % values.length];
                        e.bool = v % 2 != 0; e.small = (byte) v; e.medium = (short) v; e.letter = (char) v; e.number = (int) v;
                        e.large = v; e.real = v / 3f; e.precise = v / 3d;
                        e.text = TEXTS[round % TEXTS.length]; e.type = types[round % types.length];
                        e.thread = round % 3 == 0 ? null : Thread.currentThread();
                        e.unsignedSmall = (byte) v; e.unsignedMedium = (short) v; e.unsignedNumber = (int) v; e.unsignedLarge = v;
                        e.nanos = v >> 8; e.micros = v >> 20; e.millis = v >> 32; e.seconds = v >> 40; e.ticks = v >> 8;
                        e.at = Math.abs(v >> 24); e.atTicks = Math.abs(v >> 20); e.bytes = v; e.share = 0.25f;
                        e.begin(); e.commit();
                        String text = TEXTS[round % TEXTS.length];
                        if (round % 2 == 0) new RuntimeException(text); else new IllegalStateException(text, new Exception(text));
                        if (round == 20) new AssertionError("an Error");
                    }
                }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    static Stream<Path> recordings() {
        return Stream.of(Path.of("../samples/recordings"), Path.of("src/test/resources/recordings"))
                .flatMap(DecoderAgreementTest::files)
                .filter(f -> f.toString().endsWith(".jfr"))
                .sorted();
    }

    private static Stream<Path> files(Path directory) {
        try {
            return Files.list(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDK does not read what is packed. */
    private Path unpacked(Path recording) throws IOException {
        try (InputStream in = Files.newInputStream(recording)) {
            if (in.read() != 0x1F) {
                return recording;
            }
        }
        Path unpacked = directory.resolve("unpacked.jfr");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(recording))) {
            Files.copy(in, unpacked);
        }
        return unpacked;
    }

    private static List<Chunk> open(Path file) throws Exception {
        List<Chunk> chunks = new ArrayList<>();
        for (ChunkSpan span : ChunkFinder.find("x", file).chunks()) {
            chunks.add(Chunk.open(span, new MetadataCache(), OtherChunks.NONE, new byte[0]));
        }
        return chunks;
    }

    private static void assertAgreesWithTheJdk(Path file) throws Exception {
        JdkEvents jdk = JdkEvents.of(file);
        for (Chunk chunk : open(file)) {
            jdk.compare(chunk);
            assertThat(chunk.flaws()).isEmpty();
            chunk.close();
        }

        jdk.assertAllAgree();
    }

    private static void assertAgreesWithJmc(Path file) throws Exception {
        List<String> ours = new ArrayList<>();
        for (Chunk chunk : open(file)) {
            ours.addAll(ThrowLines.of(chunk));
            chunk.close();
        }

        assertThat(ours).containsExactlyInAnyOrderElementsOf(ThrowLines.ofJmc(file));
    }

    /** The JDK's reader can't be asked: it knows compressed numbers only. */
    @Test
    void readsPlainNumbersAsJmcDoes() throws Exception {
        Path file =
                ForkedJvm.running(directory).record(EVERY_KIND, "settings=profile,jdk.JavaExceptionThrow#enabled=true");
        Path plain = directory.resolve("plain.jfr");
        PlainNumbers.rewrite(file, plain);

        assertAgreesWithJmc(plain);
        assertThat(Files.size(plain)).isGreaterThan(Files.size(file) * 3 / 2);
        assertThat(ThrowLines.of(open(plain).get(0)))
                .isEqualTo(ThrowLines.of(open(file).get(0)));
        JdkEvents jdk = JdkEvents.of(file);
        jdk.compare(open(plain).get(0));
        jdk.assertAllAgree();
    }

    private static boolean allFinished(Path file) throws IOException {
        return ChunkFinder.find("x", file).chunks().stream()
                .map(ChunkSpan::header)
                .allMatch(h -> h != null && h.finished());
    }

    private static boolean allOfFormat(Path file, int least) throws IOException {
        return ChunkFinder.find("x", file).chunks().stream()
                .map(ChunkSpan::header)
                .allMatch(h -> h != null && h.major() >= least);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void agreesWithTheJdk(Path recording) throws Exception {
        Path file = unpacked(recording);
        assumeTrue(allOfFormat(file, 2), "the JDK reads only format 2");
        assumeTrue(allFinished(file), "the JDK passes over what a killed JVM had not flushed");
        assumeTrue(!recording.endsWith("pid1.jfr"), "made by another writer, and the JDK fails at it");

        assertAgreesWithTheJdk(file);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void agreesWithJmcOnThrows(Path recording) throws Exception {
        Path file = unpacked(recording);
        assumeTrue(allOfFormat(file, 1), "format 0 is read by JMC");

        assertAgreesWithJmc(file);
    }

    @Test
    void agreesOnEveryKindOfFieldOfTheRunningJdk() throws Exception {
        Path file =
                ForkedJvm.running(directory).record(EVERY_KIND, "settings=profile,jdk.JavaExceptionThrow#enabled=true");

        assertAgreesWithTheJdk(file);
        assertAgreesWithJmc(file);
    }

    @Test
    void agreesOnEveryKindOfFieldOf25() throws Exception {
        Optional<ForkedJvm> jdk = ForkedJvm.jdk25(directory);
        assumeTrue(jdk.isPresent(), "no JDK 25 found");
        Path file = jdk.get().record(EVERY_KIND, "settings=profile,jdk.JavaExceptionThrow#throttle=off");

        assertAgreesWithTheJdk(file);
        assertAgreesWithJmc(file);
    }
}
