package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording of Oracle's JDK 8 that is damaged gives all that is whole, and never more trouble than its size explains. */
@Timeout(60)
class OldChunkTest {
    private static final int CHECKPOINT = 1;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private final List<Integer> events = new ArrayList<>();
    private final List<Integer> checkpoints = new ArrayList<>();

    @BeforeEach
    void findRecords() throws Exception {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(Recordings.file("8u40.jfr")))) {
            chunk = ByteBuffer.wrap(in.readAllBytes());
        }
        for (int at = 16; at < metadata(); at += chunk.getInt(at)) {
            int type = chunk.getInt(at + 4);
            if (type == CHECKPOINT) {
                checkpoints.add(at);
            } else if (type > CHECKPOINT) {
                events.add(at);
            }
        }
        assertThat(checkpoints).hasSizeGreaterThan(1);
    }

    private int metadata() {
        return (int) chunk.getLong(8);
    }

    /** Where the first of some bytes are. */
    private int find(int... values) {
        for (int at = metadata(); at < chunk.limit() - 4 * values.length; at++) {
            int same = 0;
            while (same < values.length && chunk.getInt(at + 4 * same) == values[same]) {
                same++;
            }
            if (same == values.length) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    private RecordedEvents read() throws Exception {
        return Recordings.read(Files.write(directory.resolve("old.jfr"), chunk.array()));
    }

    /** How many events JMC gives out: of one that has several settings it makes several. */
    private static long count(RecordedEvents of) {
        return of.recording().eventCounts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static String damage(RecordedEvents of) {
        assertThat(of.dataLoss().damage()).hasSize(1);
        return of.dataLoss().damage().get(0).what();
    }

    @Test
    void goesOnBehindADamagedEvent() throws Exception {
        long all = count(read());
        int victim = events.get(500);
        chunk.putInt(victim + 4, 99_999);

        RecordedEvents read = read();

        assertThat(count(read)).isEqualTo(all - 1);
        assertThat(damage(read)).endsWith("of the chunk are damaged; " + (all - 1) + " events of it were read");
    }

    @Test
    void losesNoMoreThanTheEventsThatHaveDamagedBytes() throws Exception {
        long all = count(read());
        int first = 500;
        int last = 505;
        for (int at = events.get(first) + 3; at < events.get(last) + 5; at++) {
            chunk.put(at, (byte) 0);
        }
        RecordedEvents read = read();

        assertThat(count(read)).isEqualTo(all - (last - first + 1));
        assertThat(damage(read)).contains("bytes of events");
    }

    @Test
    void isNotLedInCirclesByCheckpoints() throws Exception {
        long all = count(read());
        int second = checkpoints.get(1);
        chunk.putLong(second + 16, second);

        assertThat(count(read())).isEqualTo(all);
    }

    @Test
    void believesNoCountOfConstants() throws Exception {
        long all = count(read());
        int last = checkpoints.get(checkpoints.size() - 1);
        chunk.putInt(last + 28, Integer.MAX_VALUE);

        RecordedEvents read = read();

        assertThat(count(read)).isEqualTo(all);
        assertThat(damage(read)).startsWith("constants in 1 places of the chunk are damaged");
    }

    @Test
    void believesNoCountOfTypes() throws Exception {
        int producers = metadata() + 8;
        chunk.putInt(producers, Integer.MAX_VALUE);

        assertThatThrownBy(this::read)
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("what its events look like is damaged");
    }

    @Test
    void refusesATypeThatContainsItself() throws Exception {
        int stackTrace = 9;
        int frames = find(0, 22, 0); // content type, structure and a reserved number of the field "frames"
        assertThat(chunk.get(frames - 1)).isEqualTo((byte) 15);
        int own = structureOf(stackTrace);
        chunk.putInt(frames + 4, own);

        assertThatThrownBy(this::read)
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("what its events look like is damaged");
    }

    /** Structure of the content type named StackTrace. */
    private int structureOf(int contentType) {
        byte[] name = "StackTrace".getBytes(StandardCharsets.US_ASCII);
        int at = find(contentType, name.length << 16 | (name[0] & 0xFF) << 8 | name[1]);
        int description = at + 6 + name.length;
        return chunk.getInt(description + 2 + chunk.getShort(description) + 1);
    }
}
