package dev.epicenter.analyzer.read;

import static dev.epicenter.analyzer.read.MarkedRecording.markers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.epicenter.analyzer.jfr.ChunkFinder;
import dev.epicenter.analyzer.jfr.ChunkSpan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a recording, what is readable is read, the loss is said, and nothing hangs. */
@Timeout(300)
class TornRecordingTest {
    private static final int CHUNKS = 4;
    private static final int PER_CHUNK = 500;
    private static byte[] whole = new byte[0];
    private static final List<Integer> STARTS = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeAll
    static void record() throws Exception {
        Path file = MarkedRecording.of(CHUNKS, PER_CHUNK);
        whole = Files.readAllBytes(file);
        for (ChunkSpan chunk : ChunkFinder.find("whole", file).chunks()) {
            STARTS.add((int) chunk.offset());
        }
        Files.delete(file);
        assertThat(STARTS.size()).isGreaterThanOrEqualTo(CHUNKS);
    }

    private RecordedEvents read(byte[] bytes) throws Exception {
        return Recordings.read(Files.write(directory.resolve("torn.jfr"), bytes));
    }

    /** Offset of the chunk that holds the markers of a round; rotation makes small ones between. */
    private static int largest() {
        int best = 0;
        for (int i = 1; i < STARTS.size() - 1; i++) {
            if (size(i) > size(best)) {
                best = i;
            }
        }
        return best;
    }

    private static int size(int chunk) {
        return (chunk + 1 < STARTS.size() ? STARTS.get(chunk + 1) : whole.length) - STARTS.get(chunk);
    }

    @Test
    void readsTheWholeOne() throws Exception {
        RecordedEvents events = read(whole);

        assertThat(markers(events)).isEqualTo(CHUNKS * PER_CHUNK);
        assertThat(events.dataLoss().damage()).isEmpty();
        assertThat(events.recording().chunks()).isEqualTo(STARTS.size());
    }

    @Test
    void readsWhatIsThereOfACutRecording() throws Exception {
        long before = 0;
        for (int i = 1; i <= 40; i++) {
            byte[] cut = Arrays.copyOf(whole, (int) ((long) whole.length * i / 41));
            try {
                RecordedEvents events = read(cut);
                assertThat(markers(events)).isGreaterThanOrEqualTo(before);
                assertThat(events.dataLoss().notes()).isNotEmpty();
                before = markers(events);
            } catch (UnreadableRecordingException e) {
                // Unless a slow machine made the JVM write the types of the first chunk before its end.
                assertThat(cut.length).isLessThan(STARTS.get(1));
                assertThat(e.getMessage()).contains("torn.jfr").contains("cut").doesNotContain("\n");
            }
        }
        assertThat(before).isGreaterThan((CHUNKS - 1) * PER_CHUNK);
    }

    /** Another writer's recording, since it is small, and behind it what would be the same JVM's next chunk. */
    @Test
    void readsWhatIsThereOfASmallRecordingCutAnywhere() throws Exception {
        byte[] first = Files.readAllBytes(Recordings.file("pid1.jfr"));
        byte[] second = first.clone();
        ByteBuffer.wrap(second).putLong(32, ByteBuffer.wrap(first).getLong(32) + 1_000_000_000L);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(first);
        both.write(second);
        long before = 0;
        int unreadable = 0;
        for (int length = 1; length <= both.size(); length++) {
            try {
                RecordedEvents events = read(Arrays.copyOf(both.toByteArray(), length));
                long now = events.recording().eventCounts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                assertThat(now).as("cut at %d", length).isGreaterThanOrEqualTo(before);
                assertThat(events.dataLoss().damage().isEmpty())
                        .as("cut at %d and nothing said", length)
                        .isEqualTo(length % first.length == 0);
                before = now;
            } catch (UnreadableRecordingException e) {
                assertThat(e.getMessage()).contains("torn.jfr").doesNotContain("\n");
                unreadable++;
            }
        }

        assertThat(before).isEqualTo(6);
        assertThat(unreadable)
                .as("all of the first chunk but its types is enough")
                .isLessThan(first.length);
    }

    @Test
    void findsTheNextChunkBehindGarbage() throws Exception {
        for (int gap : new int[] {1, 7, 100, 70_000}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(whole, 0, STARTS.get(2));
            out.write(new byte[gap]);
            out.write(whole, STARTS.get(2), whole.length - STARTS.get(2));
            RecordedEvents events = read(out.toByteArray());

            assertThat(markers(events)).isEqualTo(CHUNKS * PER_CHUNK);
            assertThat(events.dataLoss().damage()).singleElement().satisfies(d -> {
                assertThat(d.offset()).isEqualTo((long) STARTS.get(2));
                assertThat(d.bytes()).isEqualTo(gap);
            });
        }
    }

    /** The size in the header reaches into the next chunk then. */
    @Test
    void losesNoOtherChunkWhenBytesOfOneAreMissing() throws Exception {
        for (int damaged = 0; damaged < STARTS.size() - 1; damaged++) {
            int chunk = damaged;
            int start = STARTS.get(chunk);
            long own = markers(read(Arrays.copyOfRange(whole, start, start + size(chunk))));
            for (int gap : new int[] {1, 78, 1_000}) {
                int from = start + size(chunk) - gap - 200;
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                out.write(whole, 0, from);
                out.write(whole, from + gap, whole.length - from - gap);
                RecordedEvents events = read(out.toByteArray());

                assertThat(markers(events))
                        .as("%d bytes missing at %d", gap, from)
                        .isGreaterThanOrEqualTo(CHUNKS * PER_CHUNK - own);
                assertThat(events.dataLoss().damage()).isNotEmpty().allSatisfy(d -> assertThat(d.offset())
                        .isBetween((long) start, (long) start + size(chunk)));
            }
        }
    }

    /** An event of a marker has some 20 bytes, so that 4,096 bytes hold fewer than 250. */
    @Test
    void losesNoMoreThanTheZeroedBytesAndSaysSo() throws Exception {
        int chunk = largest();
        for (int part = 0; part < 40; part++) {
            byte[] torn = whole.clone();
            int from = STARTS.get(chunk) + 100 + (size(chunk) - 4_300) * part / 40;
            Arrays.fill(torn, from, from + 4_096, (byte) 0);
            RecordedEvents events = read(torn);

            // Zeros inside an event that nobody reads cost nothing: only what is lost has to be told.
            boolean told = !events.dataLoss().damage().isEmpty();
            assertThat(markers(events))
                    .as("zeros at %d", from)
                    .isGreaterThanOrEqualTo(told ? CHUNKS * PER_CHUNK - 250 : CHUNKS * PER_CHUNK);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 68, Long.MAX_VALUE, Long.MIN_VALUE, -1, Integer.MAX_VALUE})
    void losesNothingToAWrongSize(long size) throws Exception {
        for (int chunk : new int[] {0, 1, STARTS.size() - 1}) {
            byte[] torn = whole.clone();
            ByteBuffer.wrap(torn).putLong(STARTS.get(chunk) + 8, size);
            RecordedEvents events = read(torn);

            assertThat(markers(events)).isEqualTo(CHUNKS * PER_CHUNK);
            assertThat(events.dataLoss().damage()).isNotEmpty();
            assertThat(events.dataLoss().notes()).anyMatch(n -> n.contains("torn.jfr"));
        }
    }

    /** Its size then reaches into the next one, and says so of bytes that are no chunk's start. */
    @Test
    void losesNoChunkBehindOneThatHasLostBytes() throws Exception {
        int end = STARTS.get(2);
        for (int missing : new int[] {1, 78, 300}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(whole, 0, end - 2_000 - missing);
            out.write(whole, end - 2_000, whole.length - end + 2_000);
            Path torn = Files.write(directory.resolve("torn.jfr"), out.toByteArray());

            assertThat(ChunkFinder.find("torn", torn).chunks())
                    .as("without %d bytes", missing)
                    .extracting(ChunkSpan::offset)
                    .containsExactlyElementsOf(STARTS.stream()
                            .map(start -> (long) (start < end ? start : start - missing))
                            .toList());
            assertThat(markers(Recordings.read(torn))).isEqualTo(CHUNKS * PER_CHUNK);
        }
    }

    /** A chunk holds a copy of its own header, by which a chunk that comes behind must not be taken for another's or passed over. */
    @Test
    void losesNoChunkThatIsThereTwice() throws Exception {
        int chunk = largest();
        byte[] one = Arrays.copyOfRange(whole, STARTS.get(chunk), STARTS.get(chunk) + size(chunk));
        byte[] headless = one.clone();
        Arrays.fill(headless, 0, 68, (byte) 0);
        byte[] torn = one.clone();
        Arrays.fill(torn, 200, torn.length / 2, (byte) 0);
        for (byte[] first : List.of(headless, torn)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(first);
            out.write(headless);
            out.write(one);

            assertThat(markers(read(out.toByteArray()))).isEqualTo(PER_CHUNK);
        }
    }

    /** Of JDK 15, with the next chunk's times in the last copy of its header. */
    @Test
    void takesNoCopyOfAHeaderForAChunkWhenTheNextOneIsDamaged() throws Exception {
        byte[] one = Files.readAllBytes(Recordings.file("jdk15.jfr"));
        byte[] withoutClock = one.clone();
        ByteBuffer.wrap(withoutClock).putLong(56, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(one);
        out.write(withoutClock);
        Path torn = Files.write(directory.resolve("torn.jfr"), out.toByteArray());
        List<ChunkSpan> whole =
                ChunkFinder.find("whole", Recordings.file("jdk15.jfr")).chunks();

        assertThat(ChunkFinder.find("torn", torn).chunks().subList(0, whole.size()))
                .extracting(ChunkSpan::offset, ChunkSpan::size, ChunkSpan::state)
                .containsExactlyElementsOf(whole.stream()
                        .map(c -> tuple(c.offset(), c.size(), c.state()))
                        .toList());
    }

    /** Of Oracle's JDK 8, whose chunks have their metadata at the end. */
    @Test
    void losesNoChunkBehindAnOldOneWhoseSizeIsWrong() throws Exception {
        byte[] old;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(Recordings.file("8u40.jfr")))) {
            old = in.readAllBytes();
        }
        byte[] torn = old.clone();
        ByteBuffer.wrap(torn).putLong(8, old.length + 1_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(torn);
        out.write(old);
        out.write(torn);

        assertThat(read(out.toByteArray()).recording().eventCounts())
                .isEqualTo(read(old).recording().eventCounts())
                .isNotEmpty();
    }

    @Test
    void losesLittleToFlippedBitsAndSaysSo() throws Exception {
        int chunk = largest();
        int rounds = 60;
        long lost = 0;
        for (int seed = 0; seed < rounds; seed++) {
            Random random = new Random(seed);
            byte[] torn = whole.clone();
            for (int i = 0; i < 50; i++) {
                torn[STARTS.get(chunk) + 68 + random.nextInt(size(chunk) - 68)] ^= (byte) (1 << random.nextInt(8));
            }
            RecordedEvents events = read(torn);

            // A flipped bit in the name of the class makes another class of it, so that all failures count here.
            long recorded = events.dataLoss().recorded();
            assertThat(recorded).as("seed %d", seed).isBetween((CHUNKS - 1L) * PER_CHUNK, (long) CHUNKS * PER_CHUNK);
            assertThat(recorded == CHUNKS * PER_CHUNK
                            || !events.dataLoss().damage().isEmpty())
                    .as("the loss of seed %d is told", seed)
                    .isTrue();
            assertThat(events.recording().length().toMinutes()).isLessThan(70);
            lost += CHUNKS * PER_CHUNK - recorded;
        }
        assertThat(lost / rounds).as("lost on average").isLessThan(PER_CHUNK / 5);
    }

    @Test
    void readsAChunkWhoseHeaderWasNotWritten() throws Exception {
        byte[] killed = whole.clone();
        int last = STARTS.get(STARTS.size() - 1);
        ByteBuffer.wrap(killed).putLong(last + 8, 68).putLong(last + 16, 0).putLong(last + 24, 0);
        RecordedEvents events = read(killed);

        assertThat(markers(events)).isEqualTo(CHUNKS * PER_CHUNK);
        assertThat(events.dataLoss().damage()).singleElement().satisfies(d -> {
            assertThat(d.what()).contains("was not finished").contains("events of it were read");
            assertThat(d.offset()).isEqualTo(last);
            assertThat(d.bytes()).isEqualTo(whole.length - last);
        });
        assertThat(read(Arrays.copyOfRange(killed, last, killed.length))
                        .recording()
                        .chunks())
                .isOne();
    }

    @Test
    void readsTheEventsOfAChunkWhoseConstantsAreDamaged() throws Exception {
        int chunk = largest();
        byte[] torn = whole.clone();
        int pool = (int) ByteBuffer.wrap(torn).getLong(STARTS.get(chunk) + 16);
        int end = Math.min(pool + 200, size(chunk));
        Arrays.fill(torn, STARTS.get(chunk) + pool + 4, STARTS.get(chunk) + end, (byte) 0x7F);
        RecordedEvents events = read(torn);

        assertThat(events.recording().chunks()).isEqualTo(STARTS.size());
        assertThat(markers(events)).isEqualTo(CHUNKS * PER_CHUNK);
        assertThat(events.dataLoss().damage()).isNotEmpty().allSatisfy(d -> assertThat(d.offset())
                .isBetween((long) STARTS.get(chunk), (long) STARTS.get(chunk) + size(chunk)));
        assertThat(events.dataLoss().notes()).anyMatch(n -> n.contains("lost"));
    }

    @Test
    void readsChunksInAnyOrder() throws Exception {
        ByteArrayOutputStream backwards = new ByteArrayOutputStream();
        for (int i = STARTS.size() - 1; i >= 0; i--) {
            backwards.write(whole, STARTS.get(i), size(i));
        }
        RecordedEvents events = read(backwards.toByteArray());

        assertThat(events.dataLoss().damage()).isEmpty();
        assertThat(events.failures()).isEqualTo(read(whole).failures());
    }

    @Test
    void readsAChunkAlone() throws Exception {
        for (int i = 0; i < STARTS.size(); i++) {
            RecordedEvents events = read(Arrays.copyOfRange(whole, STARTS.get(i), STARTS.get(i) + size(i)));

            assertThat(events.recording().chunks()).isOne();
            assertThat(events.dataLoss().damage()).isEmpty();
        }
    }

    @Test
    void readsEachChunkOnce() throws Exception {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(whole);
        twice.write(whole, 0, STARTS.get(2));

        assertThat(markers(read(twice.toByteArray()))).isEqualTo(CHUNKS * PER_CHUNK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsTheHealthyOneOfTwoCopies(boolean damagedFirst) throws Exception {
        byte[] damaged = whole.clone();
        int event = new String(whole, StandardCharsets.ISO_8859_1).indexOf("chunk 1 no 250");
        Arrays.fill(damaged, event, event + 4_000, (byte) 0);
        assertThat(markers(read(damaged))).isLessThan(CHUNKS * PER_CHUNK);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(damagedFirst ? damaged : whole);
        both.write(damagedFirst ? whole : damaged);

        RecordedEvents events = read(both.toByteArray());

        assertThat(markers(events)).isEqualTo(CHUNKS * PER_CHUNK);
        assertThat(events.dataLoss().damage()).isEmpty();
    }

    @Test
    void readsADirectoryInTimeOrderWhateverTheNames() throws Exception {
        Path repository = directory.resolve("repository");
        Path chunks = Files.createDirectories(repository.resolve("2026_01_01"));
        for (int i = 0; i < STARTS.size(); i++) {
            Files.write(
                    chunks.resolve((char) ('z' - i) + ".jfr"),
                    Arrays.copyOfRange(whole, STARTS.get(i), STARTS.get(i) + size(i)));
        }
        Files.write(chunks.resolve("empty.jfr"), new byte[0]);
        RecordedEvents events = Recordings.read(repository);

        assertThat(markers(events)).isEqualTo(CHUNKS * PER_CHUNK);
        assertThat(events.dataLoss().damage()).singleElement().satisfies(d -> assertThat(d.what())
                .contains("empty"));
        assertThat(events.failures()).isEqualTo(read(whole).failures());
    }

    private interface Packing {
        OutputStream open(OutputStream to) throws IOException;
    }

    private static byte[] pack(Packing packing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.open(bytes)) {
            out.write(whole);
        }
        return bytes.toByteArray();
    }

    @Test
    void unpacksByTheFirstBytesAndLeavesNothingBehind() throws Exception {
        long before = temporaryFiles();
        assertThat(markers(read(pack(GZIPOutputStream::new)))).isEqualTo(CHUNKS * PER_CHUNK);
        assertThat(markers(read(pack(LZ4FrameOutputStream::new)))).isEqualTo(CHUNKS * PER_CHUNK);
        byte[] zip = pack(to -> {
            ZipOutputStream out = new ZipOutputStream(to);
            out.putNextEntry(new ZipEntry("readme.txt"));
            out.write("hello".getBytes());
            out.putNextEntry(new ZipEntry("dir/a.jfr"));
            return out;
        });
        RecordedEvents events = read(zip);
        assertThat(markers(events)).isEqualTo(CHUNKS * PER_CHUNK);
        assertThat(events.dataLoss().damage()).isEmpty();
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    private static long temporaryFiles() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith(InputOpener.temporaryPrefix()))
                    .count();
        }
    }

    @Test
    void usesTheCompleteChunksOfACutArchive() throws Exception {
        Packing zip = to -> {
            ZipOutputStream out = new ZipOutputStream(to);
            out.putNextEntry(new ZipEntry("a.jfr"));
            return out;
        };
        Packing lz4 = to -> new LZ4FrameOutputStream(to, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB);
        for (Packing packing : List.of(GZIPOutputStream::new, lz4, zip)) {
            byte[] packed = pack(packing);
            RecordedEvents half = read(Arrays.copyOf(packed, packed.length / 2));
            RecordedEvents most = read(Arrays.copyOf(packed, packed.length * 9 / 10));

            assertThat(markers(half)).isBetween(1L, CHUNKS * PER_CHUNK - 1L);
            assertThat(markers(most)).isBetween(markers(half), (long) CHUNKS * PER_CHUNK);
            for (RecordedEvents events : List.of(half, most)) {
                assertThat(events.dataLoss().damage()).anyMatch(d -> d.what().contains("breaks off"));
            }
        }
    }

    @Test
    void readsStandardInput() throws Exception {
        RecordedEvents events = RecordingReader.read(
                        List.of(Path.of("-")), new ByteArrayInputStream(pack(GZIPOutputStream::new)), ReadProgress.NONE)
                .get(0);

        assertThat(markers(events)).isEqualTo(CHUNKS * PER_CHUNK);
        assertThat(events.recording().sources()).containsExactly("-");
    }

    @Test
    void namesFilesWithoutTheirFolder() throws Exception {
        Path file = Files.write(directory.resolve("a.jfr"), whole);

        assertThat(Recordings.read(file).recording().sources()).containsExactly("a.jfr");
    }

    @Test
    void reportsProgress() throws Exception {
        List<Long> done = new ArrayList<>();
        Path file = Files.write(directory.resolve("a.jfr"), whole);
        RecordingReader.read(List.of(file), (at, total) -> {
            assertThat(total).isEqualTo(whole.length);
            done.add(at);
        });

        assertThat(done).isSorted().startsWith(0L).endsWith((long) whole.length);
    }

    private void assertRefused(Path input, String why) {
        assertThatThrownBy(() -> Recordings.read(input))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageStartingWith(input.toString())
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesWhatIsNoRecordingInOneLine() throws Exception {
        assertRefused(directory.resolve("missing.jfr"), "no such file");
        assertRefused(Files.write(directory.resolve("empty.jfr"), new byte[0]), "empty");
        assertRefused(
                Files.writeString(directory.resolve("a.txt"), "some text\nof two lines"), "not a flight recording");
        assertRefused(Files.createDirectories(directory.resolve("none")), "no .jfr files");
        assertRefused(Files.write(directory.resolve("b.jfr"), Arrays.copyOf(whole, 20)), "cut");
        assertRefused(Files.write(directory.resolve("c.gz"), new byte[] {0x1F, (byte) 0x8B, 1, 2}), "damaged");
        assertRefused(
                Files.write(directory.resolve("c.lz4"), Arrays.copyOf(pack(LZ4FrameOutputStream::new), 100)),
                "breaks off");
        assertRefused(Files.write(directory.resolve("d.zip"), new byte[] {'P', 'K', 3, 4, 1, 2}), "");
    }

    @Test
    void readsTheGoodOneOfTwo() throws Exception {
        RecordedEvents events =
                Recordings.read(directory.resolve("missing.jfr"), Files.write(directory.resolve("good.jfr"), whole));

        assertThat(markers(events)).isEqualTo(CHUNKS * PER_CHUNK);
        assertThat(events.dataLoss().notes()).anyMatch(n -> n.contains("missing.jfr"));
    }
}
