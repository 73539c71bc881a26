package dev.epicenter.analyzer.fuzz;

import dev.epicenter.analyzer.fuzz.Mutation.Piece;
import dev.epicenter.analyzer.jfr.ChunkFinder;
import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.read.MarkedRecording;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordingReader;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/** Damaged recordings by number. A number is always the same one, but for those made of a recording of the JVM that runs. */
public final class DamagedRecordings {
    private static final List<String> OTHERS =
            List.of("pid1.jfr", "openjdk8u292.jfr", "9u0.jfr", "7u40.jfr", "8u40.jfr", "jdk15.jfr");
    private static final List<String> SAMPLES = List.of("retry-storm-17.jfr", "class-init-25.jfr");
    /** Of three inputs one is made of the recording that has several chunks. */
    private static final int SEVERAL_WEIGHT = 4;

    private static final int PACKED = 12;

    private final List<Source> sources = new ArrayList<>();

    /**
     * A recording before anything was done to it.
     *
     * @param failures how many are read of each chunk alone
     */
    record Source(String name, List<byte[]> chunks, List<Long> failures) {}

    /**
     * A recording as it is read.
     *
     * @param source what it was made of
     * @param pieces what it consists of
     * @param packed whether {@code bytes} is a damaged archive of those
     */
    public record Damaged(Source source, List<Piece> pieces, byte[] bytes, boolean packed) implements FuzzInput {
        @Override
        public String name() {
            return source.name;
        }

        /** How many failures are in chunks that are whole, each counted once. */
        public long failuresOfWholeChunks() {
            return packed
                    ? 0
                    : pieces.stream()
                            .filter(Piece::intact)
                            .map(Piece::id)
                            .distinct()
                            .mapToLong(source.failures::get)
                            .sum();
        }
    }

    /**
     * @param root      of the project
     * @param directory for a recording that is made here
     */
    public DamagedRecordings(Path root, Path directory) throws IOException, UnreadableRecordingException {
        for (String name : OTHERS) {
            sources.add(source(
                    root.resolve("analyzer/src/test/resources/recordings").resolve(name), directory));
        }
        for (String name : SAMPLES) {
            sources.add(source(root.resolve("samples/recordings").resolve(name), directory));
        }
        Path several = MarkedRecording.of(3, 40);
        Source marked = source(several, directory);
        Files.delete(several);
        for (int weight = 0; weight < SEVERAL_WEIGHT; weight++) {
            sources.add(new Source("one of this JVM", marked.chunks, marked.failures));
        }
    }

    private static Source source(Path recording, Path directory) throws IOException, UnreadableRecordingException {
        byte[] whole = unpacked(Files.readAllBytes(recording));
        Path file = Files.write(directory.resolve("whole.jfr"), whole);
        List<byte[]> chunks = new ArrayList<>();
        List<Long> failures = new ArrayList<>();
        for (ChunkSpan span : ChunkFinder.find("whole", file).chunks()) {
            byte[] chunk = Arrays.copyOfRange(whole, (int) span.offset(), (int) (span.offset() + span.extent()));
            chunks.add(chunk);
            failures.add(failures(Files.write(directory.resolve("chunk.jfr"), chunk)));
        }
        return new Source(String.valueOf(recording.getFileName()), chunks, failures);
    }

    /** How many failures are read of a recording, of whatever JVMs. */
    public static long failures(Path recording) throws UnreadableRecordingException {
        return failures(RecordingReader.read(List.of(recording), ReadProgress.NONE));
    }

    static long failures(List<RecordedEvents> processes) {
        return processes.stream().mapToLong(e -> e.dataLoss().recorded()).sum();
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        return bytes[0] == 0x1F ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
    }

    /** How many events of each type are read of a recording, of whatever JVMs. */
    public static SortedMap<String, Long> events(Path recording) throws UnreadableRecordingException {
        SortedMap<String, Long> events = new TreeMap<>();
        for (RecordedEvents process : RecordingReader.read(List.of(recording), ReadProgress.NONE)) {
            process.recording().eventCounts().forEach((type, count) -> events.merge(type, count, Long::sum));
        }
        return events;
    }

    /** One of them. */
    public Damaged number(long number) throws IOException {
        Random random = new Random(number);
        Source source = sources.get(random.nextInt(sources.size()));
        Source other = sources.get(random.nextInt(sources.size()));
        List<Piece> pieces = Mutation.of(source.chunks, other.chunks.get(0), random);
        byte[] bytes = Mutation.join(pieces);
        boolean packed = random.nextInt(PACKED) == 0;
        return new Damaged(source, pieces, packed ? damagedArchive(bytes, random) : bytes, packed);
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
