package dev.epicenter.analyzer.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.epicenter.analyzer.jfr.ChunkFinder;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordingReader;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.analyzer.repair.Repaired.Done;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was done to a recording: what comes of repairing it is read by JMC and the JDK, and holds what we read of it. */
@Timeout(120)
class RepairTest {
    private static final String THROW = "jdk.JavaExceptionThrow";
    private static final int CHUNKS = 4;
    private static final int PER_CHUNK = 300;
    private static volatile Exception latest = new Exception("first");
    private static byte[] whole = new byte[0];
    private static final List<Integer> STARTS = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeAll
    static void record() throws Exception {
        Path file = Files.createTempFile("whole", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(THROW).withStackTrace();
            for (String type : List.of(
                    "jdk.JVMInformation", "jdk.ThreadStart", "jdk.InitialSystemProperty", "jdk.ActiveSetting")) {
                recording.enable(type);
            }
            recording.start();
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                for (int i = 0; i < PER_CHUNK; i++) {
                    latest = new IllegalStateException("chunk " + chunk + " no " + i);
                }
                if (chunk < CHUNKS - 1) {
                    try (Recording rotation = new Recording()) {
                        rotation.start();
                    }
                }
            }
            recording.dump(file);
        }
        whole = Files.readAllBytes(file);
        ChunkFinder.find("whole", file).chunks().forEach(c -> STARTS.add((int) c.offset()));
        Files.delete(file);
    }

    private static int size(int chunk) {
        return (chunk + 1 < STARTS.size() ? STARTS.get(chunk + 1) : whole.length) - STARTS.get(chunk);
    }

    /** Chunk that holds most; rotation makes small ones between. */
    private static int largest() {
        int best = 0;
        for (int i = 1; i < STARTS.size() - 1; i++) {
            best = size(i) > size(best) ? i : best;
        }
        return best;
    }

    private Repaired repair(Path torn, Path... like) throws Exception {
        Path fixed = directory.resolve("fixed.jfr");
        Files.write(fixed, new byte[0]);
        try (FileChannel to = FileChannel.open(fixed, StandardOpenOption.WRITE)) {
            return Repair.repair(List.of(torn), List.of(like), to, ReadProgress.NONE);
        }
    }

    private static SortedMap<String, Long> ours(Path recording) throws Exception {
        List<RecordedEvents> read = RecordingReader.read(List.of(recording), ReadProgress.NONE);
        assertThat(read).hasSize(1);
        return read.get(0).recording().eventCounts();
    }

    private static long throwsIn(SortedMap<String, Long> counts) {
        return counts.getOrDefault(THROW, 0L);
    }

    /** Repairs bytes and asks the other readers; the throws in the result are all that we read of them. */
    private Repaired holds(byte[] torn) throws Exception {
        Path file = Files.write(directory.resolve("torn.jfr"), torn);
        Repaired repaired = repair(file);
        Path fixed = directory.resolve("fixed.jfr");
        SortedMap<String, Long> before = ours(file);
        SortedMap<String, Long> after = ours(fixed);

        assertThat(throwsIn(after)).as(() -> repaired.lost().toString()).isGreaterThanOrEqualTo(throwsIn(before));
        assertThat(OtherReaders.jdk(fixed)).isEqualTo(repaired.events());
        assertThat(throwsIn(OtherReaders.jmc(fixed))).isEqualTo(throwsIn(after));
        assertThat(RecordingReader.read(List.of(fixed), ReadProgress.NONE)
                        .get(0)
                        .dataLoss()
                        .damage())
                .allMatch(d -> d.what().contains("their time or class is damaged"));
        return repaired;
    }

    @Test
    void copiesWhatIsWhole() throws Exception {
        Repaired repaired = holds(whole);

        assertThat(repaired.count(Done.COPIED)).isEqualTo(STARTS.size());
        assertThat(repaired.lost()).isEmpty();
        assertThat(directory.resolve("fixed.jfr")).hasBinaryContent(whole);
    }

    @Test
    void keepsWhatIsThereOfACutRecording() throws Exception {
        int first = STARTS.get(1);
        for (int i = 0; i < 12; i++) {
            int length = first + (int) ((long) (whole.length - first) * i / 12);
            Repaired repaired = holds(Arrays.copyOf(whole, length));

            assertThat(repaired.count(Done.COPIED))
                    .isEqualTo(STARTS.stream().skip(1).filter(s -> s <= length).count());
        }
    }

    @Test
    void keepsWhatIsAroundZeros() throws Exception {
        int chunk = largest();
        for (int part = 0; part < 12; part++) {
            byte[] torn = whole.clone();
            int from = STARTS.get(chunk) + 100 + (size(chunk) - 4_300) * part / 12;
            Arrays.fill(torn, from, from + 4_096, (byte) 0);
            Repaired repaired = holds(torn);

            assertThat(repaired.chunks()).as("zeros at %d", from).hasSize(STARTS.size());
        }
    }

    /** More of them: {@code -Drepair.seeds=1000}. */
    @Test
    @Timeout(3_600)
    void keepsWhatIsBetweenFlippedBits() throws Exception {
        int chunk = largest();
        for (int seed = 0; seed < Integer.getInteger("repair.seeds", 25); seed++) {
            Random random = new Random(seed);
            byte[] torn = whole.clone();
            for (int i = 0; i < 50; i++) {
                torn[STARTS.get(chunk) + 68 + random.nextInt(size(chunk) - 68)] ^= (byte) (1 << random.nextInt(8));
            }
            Repaired repaired = holds(torn);

            assertThat(repaired.chunks()).as(() -> repaired.lost().toString()).hasSize(STARTS.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 68, Long.MAX_VALUE, -1, Integer.MAX_VALUE})
    void mendsAWrongSize(long size) throws Exception {
        for (int chunk : new int[] {0, 1, STARTS.size() - 1}) {
            byte[] torn = whole.clone();
            ByteBuffer.wrap(torn).putLong(STARTS.get(chunk) + 8, size);
            Repaired repaired = holds(torn);

            assertThat(repaired.chunks()).hasSize(STARTS.size());
            assertThat(throwsIn(repaired.events())).isGreaterThanOrEqualTo(CHUNKS * PER_CHUNK);
        }
    }

    /** We find the types all the same; others look where the header says. */
    @ParameterizedTest
    @ValueSource(longs = {69, 255, 5_000})
    void mendsAHeaderThatLeadsToOtherBytesThanTheTypes(long metadata) throws Exception {
        int chunk = largest();
        byte[] torn = whole.clone();
        ByteBuffer.wrap(torn).putLong(STARTS.get(chunk) + 24, metadata);
        Repaired repaired = holds(torn);

        assertThat(repaired.chunks().get(chunk).done()).isEqualTo(Done.REBUILT);
        assertThat(throwsIn(repaired.events())).isEqualTo(CHUNKS * PER_CHUNK);
    }

    @Test
    void finishesAChunkWhoseHeaderWasNotWritten() throws Exception {
        byte[] killed = whole.clone();
        int last = STARTS.get(STARTS.size() - 1);
        ByteBuffer.wrap(killed)
                .putLong(last + 8, 68)
                .putLong(last + 16, 0)
                .putLong(last + 24, 0)
                .put(last + 64, (byte) 1);
        Repaired repaired = holds(killed);

        assertThat(repaired.chunks()).hasSize(STARTS.size());
        assertThat(repaired.chunks().get(STARTS.size() - 1).done()).isEqualTo(Done.REBUILT);
        assertThat(repaired.lost()).anyMatch(l -> l.what().contains("was not finished"));
    }

    @Test
    void leavesOutWhatIsBetweenChunks() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, STARTS.get(2));
        out.write(new byte[100]);
        out.write(whole, STARTS.get(2), whole.length - STARTS.get(2));
        Repaired repaired = holds(out.toByteArray());

        assertThat(directory.resolve("fixed.jfr")).hasBinaryContent(whole);
        assertThat(repaired.lost()).singleElement().satisfies(l -> assertThat(l.bytes())
                .isEqualTo(100));
    }

    @Test
    void takesWhatACutArchiveHolds() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(whole);
        }
        Repaired repaired = holds(Arrays.copyOf(packed.toByteArray(), packed.size() * 3 / 4));

        assertThat(repaired.lost()).anyMatch(l -> l.what().contains("breaks off"));
    }

    @Test
    void keepsTheEventsOfAChunkWhoseConstantsAreDamaged() throws Exception {
        int chunk = largest();
        byte[] torn = whole.clone();
        int pool = (int) ByteBuffer.wrap(torn).getLong(STARTS.get(chunk) + 16);
        int end = Math.min(pool + 200, size(chunk));
        Arrays.fill(torn, STARTS.get(chunk) + pool + 4, STARTS.get(chunk) + end, (byte) 0x7F);
        Repaired repaired = holds(torn);

        assertThat(throwsIn(repaired.events())).isGreaterThanOrEqualTo(CHUNKS * PER_CHUNK);
    }

    /** A lone chunk whose types are destroyed, as of a JVM that was killed before it wrote any. */
    private byte[] chunkWithoutTypes() {
        int chunk = STARTS.get(largest());
        byte[] lone = Arrays.copyOfRange(whole, chunk, chunk + size(largest()));
        int types = (int) ByteBuffer.wrap(lone).getLong(24);
        Arrays.fill(lone, types + 20, lone.length, (byte) 0xFF);
        for (int at = new String(lone, StandardCharsets.ISO_8859_1).indexOf("jdk.jfr.Event"); at >= 0; ) {
            Arrays.fill(lone, at, at + 13, (byte) 0xFF);
            at = new String(lone, StandardCharsets.ISO_8859_1).indexOf("jdk.jfr.Event");
        }
        return lone;
    }

    @Test
    void learnsWhatEventsLookLikeFromAnotherRecordingOfTheSameJdk() throws Exception {
        Path torn = Files.write(directory.resolve("torn.jfr"), chunkWithoutTypes());
        assertThatThrownBy(() -> repair(torn))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("only a recording of the same JDK build, given with it, would tell");
        Path other = directory.resolve("other.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            recording.dump(other);
        }

        Repaired repaired = repair(torn, other);

        assertThat(throwsIn(repaired.events())).isEqualTo(PER_CHUNK);
        assertThat(repaired.chunks()).hasSize(1);
        Path fixed = directory.resolve("fixed.jfr");
        assertThat(OtherReaders.jdk(fixed)).isEqualTo(repaired.events());
        assertThat(throwsIn(OtherReaders.jmc(fixed))).isEqualTo(PER_CHUNK);
    }

    @Test
    void doesNotBelieveARecordingOfAnotherJdk() throws Exception {
        Path torn = Files.write(directory.resolve("torn.jfr"), chunkWithoutTypes());
        Path other = Path.of("src/test/resources/recordings/jdk15.jfr");

        assertThatThrownBy(() -> repair(torn, other))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("what its events look like is lost");
    }

    private static byte[] oracleJdk8() throws Exception {
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(Path.of("src/test/resources/recordings/8u40.jfr")))) {
            return in.readAllBytes();
        }
    }

    @Test
    void passesOverWhatIsDamagedOfOracleJdk8() throws Exception {
        byte[] old = oracleJdk8();
        Arrays.fill(old, 120_000, 120_200, (byte) 0);
        Path torn = Files.write(directory.resolve("torn.jfr"), old);
        assertThatThrownBy(() -> OtherReaders.jmc(torn)).isInstanceOf(Exception.class);

        Repaired repaired = repair(torn);

        assertThat(repaired.count(Done.REBUILT)).isOne();
        assertThat(repaired.lost()).hasSize(1);
        assertThat(OtherReaders.jmc(directory.resolve("fixed.jfr"))).isEqualTo(ours(torn));
    }

    /** The damage is in the kind of a stack's frames, at which JMC stops. */
    @Test
    void writesNoChunkOfOracleJdk8ThatJmcDoesNotOpen() throws Exception {
        byte[] old = oracleJdk8();
        byte[] damaged = old.clone();
        Arrays.fill(damaged, 65_276, 65_296, (byte) 0x7F);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(damaged);
        both.write(old);

        Repaired repaired = repair(Files.write(directory.resolve("torn.jfr"), both.toByteArray()));

        assertThat(directory.resolve("fixed.jfr")).hasBinaryContent(old);
        assertThat(repaired.lost()).singleElement().satisfies(l -> assertThat(l.what())
                .contains("is not read by others (JMC: "));
    }

    @Test
    void refusesWhatHoldsNothing() throws Exception {
        Path file = Files.writeString(directory.resolve("a.jfr"), "nothing");

        assertThatThrownBy(() -> repair(file))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("not a flight recording");
    }
}
