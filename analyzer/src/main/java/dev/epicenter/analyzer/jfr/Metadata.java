package dev.epicenter.analyzer.jfr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of a chunk, from its metadata event: a table of strings, then a tree of elements whose names, attributes and values
 * are positions in that table. Safe for several threads.
 */
final class Metadata {
    private static final int MAX_DEPTH = 32;
    /** A JDK has 200 event types in 0.1 MB, 15,000 strings and elements; what is 30 times as much is damage. */
    static final int MAX_BYTES = 4 << 20;

    private static final int MAX_ELEMENTS = 500_000;
    /** Fields in all plans together: reading all that the JDK has takes 10,000. */
    private static final int MAX_PLANNED = 1_000_000;

    private final Map<Long, Type> types = new HashMap<>();
    private final Map<String, Type> byName = new HashMap<>();
    private final Map<Key, Plan> plans = new HashMap<>();
    private int planned;

    private Metadata(Collection<Type> all) {
        all.forEach(t -> {
            types.put(t.id(), t);
            byName.putIfAbsent(t.name(), t);
        });
    }

    /**
     * Reads the content of a metadata event.
     *
     * @param in where {@link #start} led it
     * @throws Malformed or {@link IndexOutOfBoundsException} when it is damaged
     */
    static Metadata read(Cursor in) {
        return new Metadata(new Reader(in).types());
    }

    /** Passes over what differs from one metadata event to the next although they say the same. */
    static void start(Cursor in) {
        long size = in.number(4);
        if (size > MAX_BYTES || in.number(8) != EventWalk.METADATA) {
            throw Malformed.INSTANCE;
        }
        in.number(8); // start
        in.number(8); // duration
        in.number(8); // number of the metadata
        if (in.at > in.end) {
            throw Malformed.INSTANCE;
        }
    }

    /** These types, but others' where both have a type of the same number. */
    Metadata correctedBy(Metadata others) {
        Map<Long, Type> all = new HashMap<>(types);
        all.putAll(others.types);
        return new Metadata(all.values());
    }

    /**
     * Whether one of the two is damaged, if both are of one JVM: a type is another one there, or many that are there are not
     * here. A few more or less there may be.
     */
    boolean contradicts(Metadata other) {
        int missing = 0;
        for (Type others : other.types.values()) {
            Type own = types.get(others.id());
            if (own == null) {
                missing++;
            } else if (!own.equals(others)) {
                return true;
            }
        }
        return missing > other.types.size() / 10;
    }

    @Nullable
    Type type(long id) {
        return types.get(id);
    }

    @Nullable
    Type type(String name) {
        return byName.get(name);
    }

    Collection<Type> types() {
        return types.values();
    }

    /** How to read some fields of a type; made once for all chunks that have this metadata. */
    Plan plan(Type type, boolean compressed, List<String> fields) {
        return plan(type, compressed, fields, false);
    }

    /** How to read some fields of a value that others follow. */
    Plan elementPlan(Type type, boolean compressed, List<String> fields) {
        return plan(type, compressed, fields, true);
    }

    /** How to pass over a value. */
    Plan wholePlan(Type type, boolean compressed) {
        return plan(type, compressed, List.of(), true);
    }

    private synchronized Plan plan(Type type, boolean compressed, List<String> fields, boolean whole) {
        return plans.computeIfAbsent(
                new Key(type.id(), compressed, fields, whole),
                k -> PlanCompiler.compile(this, type, compressed, fields, whole));
    }

    /**
     * Counts a field of a plan.
     *
     * @throws Malformed when there are more than any types need
     */
    void plansField() {
        if (++planned > MAX_PLANNED) {
            throw Malformed.INSTANCE;
        }
    }

    private record Key(long type, boolean compressed, List<String> fields, boolean whole) {}

    /** Strings are decoded when they are asked for: most never are. */
    private static final class Reader {
        private final Cursor in;
        private int[] starts = {};
        private @Nullable String[] strings = {};
        private final List<Type> types = new ArrayList<>();
        private final Map<Long, String> annotations = new HashMap<>();
        private final List<Draft> drafts = new ArrayList<>();
        private int elements;

        /** An element while it is read. */
        private static final class Draft {
            String kind = "";
            String name = "";
            long id = -1;
            String superType = "";
            boolean constant;
            boolean array;
            String value = "";
            final List<Draft> children = new ArrayList<>(4);
        }

        Reader(Cursor in) {
            this.in = in;
        }

        List<Type> types() {
            int count = in.count();
            starts = new int[count];
            strings = new String[count];
            for (int i = 0; i < count; i++) {
                starts[i] = in.at;
                in.skipString();
            }
            element(0);
            for (Draft d : drafts) {
                annotations.put(d.id, d.name);
            }
            for (Draft d : drafts) {
                List<Field> fields = d.children.stream().map(this::field).toList();
                types.add(new Type(d.id, Type.currentName(d.name), d.superType.equals("jdk.jfr.Event"), fields));
            }
            return types;
        }

        /** Reads an element and those in it, as far as they matter. */
        private Draft element(int depth) {
            if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
                throw Malformed.INSTANCE;
            }
            Draft draft = new Draft();
            draft.kind = string(in.number(4));
            for (int n = in.count(); n > 0; n--) {
                String key = string(in.number(4));
                long value = in.number(4);
                switch (key) {
                    case "name" -> draft.name = string(value);
                    case "id", "class" -> draft.id = number(string(value));
                    case "superType" -> draft.superType = string(value);
                    case "constantPool" -> draft.constant = string(value).equals("true");
                    case "dimension" -> draft.array = number(string(value)) > 0;
                    case "value" -> draft.value = string(value);
                    default -> {}
                }
            }
            for (int n = in.count(); n > 0; n--) {
                Draft child = element(depth + 1);
                boolean belongs = child.kind.equals("field") || child.kind.equals("annotation");
                if (belongs) {
                    draft.children.add(child);
                }
            }
            if (draft.kind.equals("class")) {
                draft.children.removeIf(c -> c.kind.equals("annotation"));
                drafts.add(draft);
            }
            return draft;
        }

        private Field field(Draft f) {
            boolean unsigned = false;
            Field.Unit unit = Field.Unit.NONE;
            for (Draft annotation : f.children) {
                switch (annotations.getOrDefault(annotation.id, "")) {
                    case "jdk.jfr.Unsigned" -> unsigned = true;
                    case "jdk.jfr.Timestamp" -> unit = time(annotation.value);
                    case "jdk.jfr.Timespan" -> unit = span(annotation.value);
                    default -> {}
                }
            }
            return new Field(f.name, f.id, f.constant, f.array, unsigned, unit);
        }

        private static Field.Unit time(String unit) {
            return switch (unit) {
                case "TICKS" -> Field.Unit.TIME_TICKS;
                case "NANOSECONDS_SINCE_EPOCH" -> Field.Unit.TIME_NANOS;
                case "MILLISECONDS_SINCE_EPOCH" -> Field.Unit.TIME_MILLIS;
                case "SECONDS_SINCE_EPOCH" -> Field.Unit.TIME_SECONDS;
                default -> Field.Unit.NONE;
            };
        }

        private static Field.Unit span(String unit) {
            return switch (unit) {
                case "TICKS" -> Field.Unit.SPAN_TICKS;
                case "NANOSECONDS" -> Field.Unit.SPAN_NANOS;
                case "MICROSECONDS" -> Field.Unit.SPAN_MICROS;
                case "MILLISECONDS" -> Field.Unit.SPAN_MILLIS;
                case "SECONDS" -> Field.Unit.SPAN_SECONDS;
                default -> Field.Unit.NONE;
            };
        }

        private static long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw Malformed.INSTANCE;
            }
        }

        private String string(long index) {
            int i = (int) index;
            String known = strings[i];
            if (known == null) {
                int back = in.at;
                in.at = starts[i];
                String read = in.text();
                in.at = back;
                known = read == null ? "" : read;
                strings[i] = known;
            }
            return known;
        }
    }
}
