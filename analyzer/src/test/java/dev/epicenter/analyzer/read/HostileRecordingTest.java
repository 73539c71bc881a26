package dev.epicenter.analyzer.read;

import static dev.epicenter.analyzer.jfr.MadeChunk.array;
import static dev.epicenter.analyzer.jfr.MadeChunk.constant;
import static dev.epicenter.analyzer.jfr.MadeChunk.field;
import static dev.epicenter.analyzer.jfr.MadeChunk.numbers;
import static dev.epicenter.analyzer.jfr.MadeChunk.text;
import static dev.epicenter.analyzer.jfr.MadeChunk.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.epicenter.analyzer.jfr.MadeChunk;
import dev.epicenter.analyzer.jfr.MadeChunk.FieldOf;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recordings made to hang the reader or to fill its memory: what they say of sizes is no more than what they hold. */
@Timeout(300)
class HostileRecordingTest {
    private static final long LONG = 10;
    private static final long STRING = 11;
    private static final long CLASS = 12;
    private static final long SYMBOL = 13;
    private static final long STACK = 14;
    private static final long FRAME = 15;
    private static final long METHOD = 16;
    private static final long THREAD = 17;
    private static final long THROW = 100;
    private static final long LIST = 101;
    private static final long NOW = MadeChunk.START + 1_000;
    private static final byte[] SIX_MEGABYTES = new byte[6 << 20];

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private static MadeChunk chunk(FieldOf... frame) {
        return new MadeChunk()
                .type(LONG, "long")
                .type(STRING, "java.lang.String")
                .type(CLASS, "java.lang.Class", constant("name", SYMBOL))
                .type(SYMBOL, "jdk.types.Symbol", field("string", STRING))
                .type(METHOD, "jdk.types.Method", constant("type", CLASS), constant("name", SYMBOL))
                .type(THREAD, "java.lang.Thread", field("javaName", STRING), field("javaThreadId", LONG))
                .type(STACK, "jdk.types.StackTrace", field("truncated", LONG), array("frames", FRAME))
                .type(FRAME, "jdk.types.StackFrame", frame)
                .eventType(
                        THROW,
                        "jdk.JavaExceptionThrow",
                        ticks("startTime", LONG),
                        constant("eventThread", THREAD),
                        constant("stackTrace", STACK),
                        field("message", STRING),
                        constant("thrownClass", CLASS));
    }

    private static MadeChunk chunk() {
        return chunk(constant("method", METHOD), field("lineNumber", LONG));
    }

    private static MadeChunk thrown(MadeChunk chunk, int times) {
        for (int i = 0; i < times; i++) {
            chunk.event(THROW, numbers(NOW + i, 1, 1), text("no " + i), numbers(1));
        }
        return chunk;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static Map<Long, byte[]> constants() {
        Map<Long, byte[]> pools = new LinkedHashMap<>();
        pools.put(CLASS, numbers(1, 1, 7));
        pools.put(SYMBOL, join(numbers(1, 7), text("com/acme/Broken")));
        pools.put(METHOD, numbers(1, 1, 1, 7));
        pools.put(THREAD, join(numbers(1, 1), text("main"), numbers(1)));
        pools.put(STACK, numbers(1, 1, 0, 2, 1, 10, 1, 20));
        return pools;
    }

    private RecordedEvents read(byte[] recording) throws Exception {
        return Recordings.read(Files.write(directory.resolve("hostile.jfr"), recording));
    }

    @Test
    void isReadWhenItIsAsItShouldBe() throws Exception {
        RecordedEvents events = read(thrown(chunk(), 3).constants(constants()).finish());

        assertThat(events.dataLoss().damage()).isEmpty();
        assertThat(events.failures()).hasSize(3).allSatisfy(f -> {
            assertThat(f.type()).isEqualTo("com.acme.Broken");
            assertThat(f.stack().frames()).hasSize(2);
            assertThat(f.thread().name()).isEqualTo("main");
        });
    }

    @Test
    void constantsThatAreEachOtherHaveNoText() throws Exception {
        MadeChunk chunk = new MadeChunk()
                .type(LONG, "long")
                .type(STRING, "java.lang.String")
                .type(CLASS, "java.lang.Class", constant("name", SYMBOL))
                .type(SYMBOL, "jdk.types.Symbol", constant("string", SYMBOL))
                .eventType(
                        THROW,
                        "jdk.JavaExceptionThrow",
                        ticks("startTime", LONG),
                        constant("message", SYMBOL),
                        constant("thrownClass", CLASS));
        chunk.event(THROW, numbers(NOW, 1, 1));
        chunk.constants(Map.of(CLASS, numbers(1, 1, 1), SYMBOL, numbers(2, 1, 2, 2, 1)));
        RecordedEvents events = read(chunk.finish());

        assertThat(events.failures()).isEmpty();
        assertThat(events.dataLoss().notes()).anyMatch(n -> n.contains("class is damaged"));
    }

    @Test
    void aStackHasNoMoreFramesThanBytes() throws Exception {
        Map<Long, byte[]> pools = constants();
        pools.put(STACK, join(numbers(1, 1, 0, 60_000), new byte[60_000]));
        RecordedEvents events = read(thrown(chunk(), 1)
                .constants(pools)
                .bytes(new byte[] {(byte) 0x84, (byte) 0x80, (byte) 0x80, 0})
                .finish());
        RecordedEvents none =
                read(thrown(chunk(new FieldOf[0]), 1).constants(pools).finish());

        assertThat(events.dataLoss().recorded()).isOne();
        assertThat(events.failures().get(0).stack().frames()).hasSizeLessThanOrEqualTo(2_048);
        assertThat(none.failures().get(0).stack().frames()).isEmpty();
    }

    @Test
    void countsThatAreLargerThanTheBytesAreNotBelieved() throws Exception {
        for (long count : new long[] {Integer.MAX_VALUE, Long.MAX_VALUE, -1, 1L << 40}) {
            Map<Long, byte[]> pools = constants();
            pools.put(STACK, numbers(count, 1, 0, count, 1, 10, 1, 20));
            RecordedEvents events = read(thrown(chunk(), 2).constants(pools).finish());

            assertThat(events.dataLoss().recorded()).isEqualTo(2);
            assertThat(events.dataLoss().damage()).isNotEmpty();
            assertThat(events.failures().get(0).type()).isEqualTo("com.acme.Broken");
        }
    }

    @Test
    void listsOfConstantsThatLeadInCirclesEnd() throws Exception {
        for (long delta : new long[] {1, 5, Long.MAX_VALUE, Long.MIN_VALUE, -1, -30}) {
            RecordedEvents events = read(thrown(chunk(), 2)
                    .constants(constants())
                    .constants(delta, Map.of())
                    .finish());

            assertThat(events.failures()).hasSize(2).allSatisfy(f -> assertThat(f.type())
                    .isEqualTo("com.acme.Broken"));
        }
    }

    @Test
    void millionsOfConstantsAreNoMoreThanTheirBytes() throws Exception {
        Map<Long, byte[]> pools = constants();
        pools.put(FRAME, join(numbers(SIX_MEGABYTES.length), SIX_MEGABYTES));
        RecordedEvents events =
                read(thrown(chunk(new FieldOf[0]), 2).constants(pools).finish());

        assertThat(events.dataLoss().recorded()).isEqualTo(2);
    }

    /** Each unit looks like an event that reaches to the end, and only there shows that it is none. */
    @Test
    void whatLooksLikeAnEventEverywhereIsNotTriedForEver() throws Exception {
        MadeChunk chunk = thrown(chunk(), 2)
                .eventType(
                        LIST, "com.acme.List", ticks("startTime", LONG), array("numbers", LONG), field("last", STRING))
                .constants(constants());
        ByteArrayOutputStream trap = new ByteArrayOutputStream();
        int total = 3 << 20;
        while (trap.size() < total) {
            int left = total - trap.size();
            trap.writeBytes(numbers(left | 1 << 21, LIST, NOW, Math.max(0, left - 100)));
        }
        RecordedEvents events = read(chunk.bytes(trap.toByteArray()).finish());

        assertThat(events.failures()).hasSize(2);
        assertThat(events.dataLoss().damage()).isNotEmpty();
    }

    /** Eight structures of eight fields in each other are 16 million fields. */
    @Test
    void typesMadeOfTypesMadeOfTypesAreRefused() throws Exception {
        MadeChunk chunk = thrown(chunk(), 2);
        for (int depth = 0; depth < 8; depth++) {
            FieldOf[] fields = new FieldOf[8];
            for (int i = 0; i < 8; i++) {
                fields[i] = field("f" + i, depth == 0 ? LONG : 200 + depth - 1);
            }
            chunk.type(200 + depth, "com.acme.Nested" + depth, fields);
        }
        chunk.eventType(LIST, "jdk.ThreadPark", ticks("startTime", LONG), field("nested", 207));
        chunk.event(LIST, numbers(NOW), new byte[100]).type(300, "com.acme.Itself", field("self", 300));
        RecordedEvents events = read(chunk.constants(constants()).finish());

        assertThat(events.failures()).hasSize(2);
        assertThat(events.dataLoss().notes()).anyMatch(n -> n.contains("jdk.ThreadPark"));
    }

    @Test
    void headersWithoutChunksAreReadUpToALimit() throws Exception {
        byte[] header = new byte[69];
        System.arraycopy(chunk().finish(), 0, header, 0, 68);
        ByteBuffer.wrap(header).putLong(8, 69).putLong(16, 68).putLong(24, 68);
        byte[] all = new byte[69 * 40_000];
        for (int i = 0; i < 40_000; i++) {
            ByteBuffer.wrap(header).putLong(32, MadeChunk.START + i);
            System.arraycopy(header, 0, all, 69 * i, 69);
        }

        assertThatThrownBy(() -> read(all))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("hostile.jfr");
    }

    private interface Packing {
        void pack(OutputStream to) throws Exception;
    }

    private Path packed(Packing packing) throws Exception {
        Path file = directory.resolve("bomb");
        try (OutputStream out = Files.newOutputStream(file)) {
            packing.pack(out);
        }
        return file;
    }

    private static void writeBomb(OutputStream out) throws Exception {
        out.write(thrown(chunk(), 2).constants(constants()).finish());
        for (int i = 0; i < 16; i++) {
            out.write(SIX_MEGABYTES);
        }
    }

    @Test
    void whatUnpacksToManyTimesItsSizeIsCut() throws Exception {
        Path gzip = packed(to -> {
            try (OutputStream out = new GZIPOutputStream(to)) {
                writeBomb(out);
            }
        });
        RecordedEvents fromGzip = Recordings.read(gzip);
        Path zip = packed(to -> {
            try (ZipOutputStream out = new ZipOutputStream(to)) {
                for (int i = 0; i < 2; i++) {
                    out.putNextEntry(new ZipEntry(i + ".jfr"));
                    writeBomb(out);
                }
            }
        });
        RecordedEvents fromZip = Recordings.read(zip);

        for (RecordedEvents events : List.of(fromGzip, fromZip)) {
            assertThat(events.failures()).hasSize(2);
            assertThat(events.dataLoss().damage()).anyMatch(d -> d.what().contains("many times its size"));
        }
    }
}
