package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.jfr.ChunkFinder;
import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.read.Mutation.Piece;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged recordings by the thousand: each ends soon, in events or in one line that says why not, takes no more memory than its size
 * explains, and loses no chunk that is whole. More of them: {@code -Dfuzz.inputs=100000}, others: {@code -Dfuzz.seed=7}; an input that
 * fails is kept in {@code target}.
 */
class FuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 0);
    private static final long MAX_CPU_NANOS = 5_000_000_000L;
    private static final long HANGS_SECONDS = 120;
    /** Bytes allocated in all, for each byte of input, and besides. */
    private static final long PER_BYTE = 200;

    private static final long BESIDES = 64 << 20;

    private static final ExecutorService WORKER = Executors.newSingleThreadExecutor(r -> {
        Thread thread = new Thread(r, "fuzz");
        thread.setDaemon(true);
        return thread;
    });
    private static final OperatingSystemMXBean CPU =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final com.sun.management.ThreadMXBean MEMORY =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /**
     * A recording.
     *
     * @param failures what is read of each chunk alone
     */
    private record Base(String name, List<byte[]> chunks, List<Long> failures) {}

    @AfterAll
    static void stop() {
        WORKER.shutdownNow();
    }

    private Base base(Path recording) throws Exception {
        byte[] whole = unpacked(Files.readAllBytes(recording));
        Path file = Files.write(directory.resolve("base.jfr"), whole);
        List<byte[]> chunks = new ArrayList<>();
        List<Long> failures = new ArrayList<>();
        for (ChunkSpan span : ChunkFinder.find("x", file).chunks()) {
            byte[] chunk = Arrays.copyOfRange(whole, (int) span.offset(), (int) (span.offset() + span.extent()));
            chunks.add(chunk);
            Path alone = Files.write(directory.resolve("chunk.jfr"), chunk);
            failures.add(recorded(RecordingReader.read(List.of(alone), ReadProgress.NONE)));
        }
        return new Base(recording.getFileName().toString(), chunks, failures);
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        return bytes[0] == 0x1F ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
    }

    private static long recorded(List<RecordedEvents> processes) {
        return processes.stream().mapToLong(e -> e.dataLoss().recorded()).sum();
    }

    private List<Base> bases() throws Exception {
        List<Base> bases = new ArrayList<>();
        for (String name : List.of("pid1.jfr", "openjdk8u292.jfr", "9u0.jfr", "7u40.jfr", "8u40.jfr", "jdk15.jfr")) {
            bases.add(base(Recordings.file(name)));
        }
        for (String name : List.of("retry-storm-17.jfr", "class-init-25.jfr")) {
            bases.add(base(Path.of("../samples/recordings", name)));
        }
        Base several = base(MarkedRecording.of(3, 40));
        for (int weight = 0; weight < 4; weight++) {
            bases.add(several);
        }
        return bases;
    }

    @Test
    void endsSoonAndLosesNothingThatIsWhole() throws Exception {
        List<Base> bases = bases();
        System.err.printf("Fuzzing %,d damaged recordings, seeds from %d%n", INPUTS, SEED);
        long slowest = 0;
        for (long seed = SEED; seed < SEED + INPUTS; seed++) {
            Random random = new Random(seed);
            Base base = bases.get(random.nextInt(bases.size()));
            Base other = bases.get(random.nextInt(bases.size()));
            List<Piece> pieces = Mutation.of(base.chunks, other.chunks.get(0), random);
            byte[] input = Mutation.join(pieces);
            boolean packed = random.nextInt(12) == 0;
            if (packed) {
                input = damagedArchive(input, random);
            }
            Path file = Files.write(directory.resolve("fuzz.jfr"), input);
            if (seed > SEED && (seed - SEED) % 10_000 == 0) {
                System.err.printf("%,d done%n", seed - SEED);
            }
            long cpu = CPU.getProcessCpuTime();
            try {
                long read = WORKER.submit(() -> read(file)).get(HANGS_SECONDS, TimeUnit.SECONDS);
                assertThat(read).isGreaterThanOrEqualTo(packed ? 0 : intact(base, pieces));
                long took = CPU.getProcessCpuTime() - cpu;
                assertThat(took).as("CPU time").isLessThan(MAX_CPU_NANOS);
                slowest = Math.max(slowest, took);
            } catch (AssertionError | Exception e) {
                Path kept = Files.write(Path.of("target", "fuzz-" + seed + ".jfr"), input);
                String what = e instanceof TimeoutException ? "hangs" : "fails";
                throw new AssertionError("seed " + seed + " of " + base.name + " " + what + ": " + kept, e);
            }
        }
        System.err.printf("The slowest took %.2f s of CPU%n", slowest / 1e9);
    }

    private static long intact(Base base, List<Piece> pieces) {
        BitSet intact = new BitSet();
        pieces.stream().filter(Piece::intact).forEach(p -> intact.set(p.id()));
        return intact.stream().mapToLong(base.failures::get).sum();
    }

    /** How many failures were read, 0 when nothing could be. */
    private static long read(Path file) throws IOException {
        long thread = Thread.currentThread().getId();
        long before = MEMORY.getThreadAllocatedBytes(thread);
        try {
            List<RecordedEvents> processes = RecordingReader.read(List.of(file), ReadProgress.NONE);
            Analyzer.analyze(processes, List.of(), AnalyzerOptions.DEFAULT);
            assertThat(processes).flatExtracting(e -> e.dataLoss().damage()).noneMatch(d -> d.what()
                    .contains("memory"));
            return recorded(processes);
        } catch (UnreadableRecordingException e) {
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
            return 0;
        } finally {
            long allocated = MEMORY.getThreadAllocatedBytes(thread) - before;
            assertThat(allocated).as("bytes allocated").isLessThan(BESIDES + PER_BYTE * Files.size(file));
        }
    }

    private static byte[] damagedArchive(byte[] input, Random random) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                random.nextBoolean() ? new GZIPOutputStream(packed) : new LZ4FrameOutputStream(packed)) {
            out.write(input);
        }
        byte[] bytes = packed.toByteArray();
        if (random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextBoolean() ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
