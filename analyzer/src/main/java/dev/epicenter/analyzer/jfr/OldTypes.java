package dev.epicenter.analyzer.jfr;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the metadata of a chunk of format 0 says of its events and constants: how many bytes each takes, nothing of what they mean.
 * All that is malformed ends in a {@link BufferUnderflowException}. Layout: JMC's {@code ChunkMetadata} and {@code ProducerParser}
 * of its package {@code parser.v0}.
 */
final class OldTypes {
    private static final int CHECKPOINT = 1;
    private static final int LOST = 2;
    private static final int TEXT = 11;
    private static final int WIDE_TEXT = 12;
    private static final int ARRAY = 13;
    private static final int STRUCT = 14;
    private static final int STRUCTS = 15;
    /** Bytes of a value by its type: boolean, byte, u1, short, u2, int, u4, long, u8, float, double. */
    private static final int[] SIZES = {1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8};
    /** Content types from which on they are pools of constants; below are units, but for threads, Java threads and stacks. */
    private static final int FIRST_POOL = 7;

    private static final int PERCENT = 11;
    /**
     * Constants of which JMC makes one object each. It goes through all others anew wherever one refers to one, which takes for ever if
     * these refer to others yet; those of a JVM do not.
     */
    private static final Set<String> OBJECTS =
            Set.of("Method", "StackTrace", "JavaThread", "Thread", "Class", "ThreadGroup", "OldObject", "JavaObject");
    /** Structures within structures, and values that one has with all that are in it; of JVMs some three and fifty. Judgements. */
    private static final int MAX_DEPTH = 16;

    private static final int MAX_VALUES = 10_000;

    private final Map<Integer, Shape> events = new HashMap<>();
    private final Map<Integer, Pool> pools = new HashMap<>();
    private final Map<List<Value>, Extent> measured = new IdentityHashMap<>();
    private final int lastCheckpointAt;

    /** An event: bytes in front of its values, and these. */
    private record Shape(int before, List<Value> values) {}

    /** Constants of a kind: bytes of a key, and a value. */
    private record Pool(String name, int key, List<Value> values) {}

    /**
     * A value.
     *
     * @param inner type of the elements of an array
     * @param parts of a structure, or of each of an array
     */
    private record Value(int type, int content, int inner, List<Value> parts) {}

    /** How much there is in a structure. */
    private record Extent(int values, int depth) {
        /** Of one that is being measured, and so within itself. */
        static final Extent ENDLESS = new Extent(MAX_VALUES, MAX_DEPTH);
    }

    /**
     * Reads a chunk's metadata.
     *
     * @param in a chunk, positioned at its metadata and limited to it
     */
    OldTypes(ByteBuffer in) {
        skip(in, 8); // size, type
        for (int n = count(in, 26); n > 0; n--) {
            producer(in);
        }
        skip(in, 32); // start, end, start in ticks, ticks a second
        lastCheckpointAt = in.position();
        skip(in, 8);
        events.put(LOST, new Shape(16, List.of()));
        pools.values().forEach(this::check);
    }

    private void producer(ByteBuffer in) {
        skip(in, 4);
        text(in, 3);
        for (int n = count(in, 2); n > 0; n--) {
            text(in, 1);
        }
        List<List<Value>> structures = structures(in);
        for (int n = count(in, 22); n > 0; n--) {
            int id = in.getInt();
            text(in, 3);
            int before = 8 + flag(in, 8) + flag(in, 4) + flag(in, 8);
            skip(in, 1);
            List<Value> values = at(structures, in.getInt());
            skip(in, 4);
            measure(values);
            events.put(id, new Shape(before, values));
        }
        for (int n = count(in, 13); n > 0; n--) {
            int id = in.getInt();
            String name = text(in);
            text(in, 1);
            int key = size(in.get());
            List<Value> values = at(structures, in.getInt());
            if (measure(values).values() == 0) {
                throw new BufferUnderflowException();
            }
            pools.put(id, new Pool(name, key, values));
        }
    }

    private static List<List<Value>> structures(ByteBuffer in) {
        int count = count(in, 4);
        List<List<Value>> structures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            structures.add(new ArrayList<>());
        }
        for (List<Value> structure : structures) {
            for (int n = count(in, 20); n > 0; n--) {
                text(in, 3);
                skip(in, 1);
                int type = in.get();
                int content = in.getInt();
                int index = in.getInt();
                skip(in, 4);
                if (type < 0 || type > STRUCTS) {
                    throw new BufferUnderflowException();
                }
                List<Value> parts = type >= STRUCT ? at(structures, index) : List.of();
                structure.add(new Value(type, content, type == ARRAY ? primitive(index) : 0, parts));
            }
        }
        return structures;
    }

    private Extent measure(List<Value> of) {
        Extent known = measured.get(of);
        if (known == null) {
            measured.put(of, Extent.ENDLESS);
            int values = of.size();
            int depth = 0;
            for (Value value : of) {
                if (value.type >= STRUCT) {
                    Extent inner = measure(value.parts);
                    if (inner.values == 0) {
                        throw new BufferUnderflowException();
                    }
                    values += inner.values;
                    depth = Math.max(depth, inner.depth + 1);
                }
            }
            known = new Extent(values, depth);
            measured.put(of, known);
        }
        if (known.values >= MAX_VALUES || known.depth >= MAX_DEPTH) {
            throw new BufferUnderflowException();
        }
        return known;
    }

    private void check(Pool pool) {
        if (!OBJECTS.contains(pool.name) && refersToPlain(pool.values)) {
            throw new BufferUnderflowException();
        }
    }

    private boolean refersToPlain(List<Value> values) {
        for (Value value : values) {
            if (value.type >= STRUCT ? refersToPlain(value.parts) : isPlain(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPlain(Value value) {
        Pool pool = pools.get(value.content);
        boolean refers = value.content >= FIRST_POOL && value.content != PERCENT;
        return refers && (pool == null || !OBJECTS.contains(pool.name));
    }

    /** Where in the chunk the position of the last checkpoint is written. */
    int lastCheckpointAt() {
        return lastCheckpointAt;
    }

    /** Whether there can be something of that type. */
    boolean isKnown(int type) {
        return type == 0 || type == CHECKPOINT || events.containsKey(type);
    }

    /** Passes over what is in an event behind its size and type. */
    void event(ByteBuffer in, int type) {
        Shape shape = events.get(type);
        if (shape == null) {
            throw new BufferUnderflowException();
        }
        skip(in, shape.before);
        pass(in, shape.values);
    }

    /** Passes over a constant and its key. */
    void constant(ByteBuffer in, int type) {
        Pool pool = pools.get(type);
        if (pool == null) {
            throw new BufferUnderflowException();
        }
        skip(in, pool.key);
        pass(in, pool.values);
    }

    private static void pass(ByteBuffer in, List<Value> values) {
        for (Value value : values) {
            switch (value.type) {
                case ARRAY -> {
                    for (int n = count(in, 1); n > 0; n--) {
                        primitive(in, value.inner);
                    }
                }
                case STRUCT -> pass(in, value.parts);
                case STRUCTS -> {
                    for (int n = count(in, 1); n > 0; n--) {
                        pass(in, value.parts);
                    }
                }
                default -> primitive(in, value.type);
            }
        }
    }

    private static void primitive(ByteBuffer in, int type) {
        switch (type) {
            case TEXT -> text(in, 1);
            case WIDE_TEXT -> skip(in, 2L * count(in, 2));
            default -> skip(in, SIZES[type]);
        }
    }

    private static int primitive(int type) {
        if (type < 0 || type > WIDE_TEXT) {
            throw new BufferUnderflowException();
        }
        return type;
    }

    private static int size(int type) {
        if (type < 1 || type >= SIZES.length) {
            throw new BufferUnderflowException();
        }
        return SIZES[type];
    }

    private static int flag(ByteBuffer in, int bytes) {
        return in.get() == 0 ? 0 : bytes;
    }

    /** A count of things that take at least so many bytes each, and are there. */
    static int count(ByteBuffer in, int least) {
        int count = in.getInt();
        if (count < 0 || (long) count * least > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return count;
    }

    private static void text(ByteBuffer in, int texts) {
        for (int n = texts; n > 0; n--) {
            skip(in, Short.toUnsignedInt(in.getShort()));
        }
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[Math.min(Short.toUnsignedInt(in.getShort()), in.remaining())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void skip(ByteBuffer in, long bytes) {
        if (bytes > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) bytes);
    }

    private static <T> T at(List<T> list, int index) {
        if (index < 0 || index >= list.size()) {
            throw new BufferUnderflowException();
        }
        return list.get(index);
    }
}
