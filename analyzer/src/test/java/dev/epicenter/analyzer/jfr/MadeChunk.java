package dev.epicenter.analyzer.jfr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a chunk of format 2 as nobody should: with any types, constants and events, whether they make sense or not. */
public final class MadeChunk {
    /** Ticks and nanoseconds of the chunk's start. */
    public static final long START = 1_700_000_000_000_000_000L;

    private static final long SECOND = 1_000_000_000L;
    private static final long TIMESTAMP = 9;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<String> strings = new ArrayList<>();
    private final List<Class> classes = new ArrayList<>(
            List.of(new Class(TIMESTAMP, "jdk.jfr.Timestamp", "java.lang.annotation.Annotation", List.of())));
    private long lastCheckpoint;

    private record Class(long id, String name, String superType, List<FieldOf> fields) {}

    /**
     * A field.
     *
     * @param kind empty, {@code constant}, {@code array} or {@code ticks}
     */
    public record FieldOf(String name, long type, String kind) {}

    /** A field of a type. */
    public static FieldOf field(String name, long type) {
        return new FieldOf(name, type, "");
    }

    /** A field that is a time by the chunk's clock. */
    public static FieldOf ticks(String name, long type) {
        return new FieldOf(name, type, "ticks");
    }

    /** A field that is the number of a constant. */
    public static FieldOf constant(String name, long type) {
        return new FieldOf(name, type, "constant");
    }

    /** A field of several. */
    public static FieldOf array(String name, long type) {
        return new FieldOf(name, type, "array");
    }

    /** Describes a type. */
    public MadeChunk type(long id, String name, FieldOf... fields) {
        classes.add(new Class(id, name, "", List.of(fields)));
        return this;
    }

    /** Describes a type of events. */
    public MadeChunk eventType(long id, String name, FieldOf... fields) {
        classes.add(new Class(id, name, "jdk.jfr.Event", List.of(fields)));
        return this;
    }

    /** Numbers as they are written in a chunk. */
    public static byte[] numbers(long... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long value : values) {
            number(out, value);
        }
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, long value) {
        long left = value;
        for (int n = 0; n < 8; n++) {
            if ((left & ~0x7FL) == 0) {
                out.write((int) left);
                return;
            }
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    /** A text as it is written in a chunk. */
    public static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Cursor.STRING_UTF8);
        number(out, bytes.length);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    /** An event, its size in four bytes. */
    private static byte[] sized(long type, byte[]... parts) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        number(rest, type);
        for (byte[] part : parts) {
            rest.writeBytes(part);
        }
        int size = rest.size() + 4;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int shift = 0; shift < 28; shift += 7) {
            out.write(size >>> shift & 0x7F | (shift < 21 ? 0x80 : 0));
        }
        out.writeBytes(rest.toByteArray());
        return out.toByteArray();
    }

    /** Where the next event comes to be. */
    public long position() {
        return ChunkHeader.SIZE + body.size();
    }

    /** Writes an event. */
    public MadeChunk event(long type, byte[]... parts) {
        return bytes(sized(type, parts));
    }

    /** Writes anything. */
    public MadeChunk bytes(byte[] bytes) {
        body.writeBytes(bytes);
        return this;
    }

    /**
     * Writes constants.
     *
     * @param pools of each type: how many it says there are, and then what
     */
    public MadeChunk constants(Map<Long, byte[]> pools) {
        return constants(lastCheckpoint == 0 ? 0 : lastCheckpoint - position(), pools);
    }

    /**
     * Writes constants.
     *
     * @param delta distance to the ones before
     */
    public MadeChunk constants(long delta, Map<Long, byte[]> pools) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(numbers(START, 0, delta));
        out.write(1);
        number(out, pools.size());
        pools.forEach((type, content) -> {
            number(out, type);
            out.writeBytes(content);
        });
        lastCheckpoint = position();
        return event(Constants.CHECKPOINT, out.toByteArray());
    }

    /** The chunk, with its types last. */
    public byte[] finish() {
        long metadata = position();
        event(EventWalk.METADATA, metadata());
        ByteBuffer all = ByteBuffer.allocate(ChunkHeader.SIZE + body.size());
        all.putInt(ChunkHeader.MAGIC).putShort((short) 2).putShort((short) 1);
        all.putLong(all.capacity()).putLong(lastCheckpoint).putLong(metadata);
        all.putLong(START).putLong(SECOND).putLong(START).putLong(SECOND);
        all.putInt(1).put(body.toByteArray());
        return all.array();
    }

    private byte[] metadata() {
        ByteArrayOutputStream elements = new ByteArrayOutputStream();
        element(elements, "root", Map.of(), 1);
        element(elements, "metadata", Map.of(), classes.size());
        for (Class c : classes) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("name", c.name);
            attributes.put("id", Long.toString(c.id));
            attributes.put("superType", c.superType);
            element(elements, "class", attributes, c.fields.size());
            for (FieldOf f : c.fields) {
                Map<String, String> of = new LinkedHashMap<>();
                of.put("name", f.name);
                of.put("class", Long.toString(f.type));
                of.put("constantPool", Boolean.toString(f.kind.equals("constant")));
                of.put("dimension", f.kind.equals("array") ? "1" : "0");
                boolean ticks = f.kind.equals("ticks");
                element(elements, "field", of, ticks ? 1 : 0);
                if (ticks) {
                    element(elements, "annotation", Map.of("class", Long.toString(TIMESTAMP), "value", "TICKS"), 0);
                }
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(numbers(START, 0, 1, strings.size()));
        strings.forEach(s -> out.writeBytes(text(s)));
        out.writeBytes(elements.toByteArray());
        return out.toByteArray();
    }

    private void element(ByteArrayOutputStream out, String kind, Map<String, String> attributes, int children) {
        number(out, string(kind));
        number(out, attributes.size());
        attributes.forEach((key, value) -> {
            number(out, string(key));
            number(out, string(value));
        });
        number(out, children);
    }

    private int string(String text) {
        int known = strings.indexOf(text);
        if (known >= 0) {
            return known;
        }
        strings.add(text);
        return strings.size() - 1;
    }
}
