package dev.epicenter.analyzer.jfr;

import dev.epicenter.analyzer.jfr.Plan.Kind;
import dev.epicenter.analyzer.jfr.Plan.Slot;
import dev.epicenter.analyzer.jfr.Type.Primitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns a type and the names of the fields asked for into a {@link Plan}. */
final class PlanCompiler {
    /** Structures in structures, and fields in all: a type beyond is damage, or could be of any size. */
    private static final int MAX_DEPTH = 8;

    private static final int MAX_FIELDS = 4_096;

    private final Metadata types;
    private final boolean compressed;
    private final List<String> wanted;
    /** Fields that may still come, shared by all that are compiled for one type. */
    private final int[] left;

    private final Slot[] slots;
    private final List<Plan> elements = new ArrayList<>();
    private int[] steps = new int[48];
    private int size;
    /** Behind the last step that takes something. */
    private int needed;

    private PlanCompiler(Metadata types, boolean compressed, List<String> wanted, int[] left) {
        this.left = left;
        this.types = types;
        this.compressed = compressed;
        this.wanted = wanted;
        this.slots = new Slot[wanted.size()];
        Arrays.fill(slots, Slot.MISSING);
    }

    /**
     * A plan for some fields of a type.
     *
     * @param fields names, {@code outer.inner} for a field of a structure, {@code new|old} for one of several names
     * @param whole  whether it passes over what comes behind the last of them
     * @throws Malformed when the type cannot be read
     */
    static Plan compile(Metadata types, Type type, boolean compressed, List<String> fields, boolean whole) {
        PlanCompiler compiler = new PlanCompiler(types, compressed, fields, new int[] {MAX_FIELDS});
        if (whole) {
            return compiler.whole(type, 0);
        }
        compiler.addAll(type, "", 0);
        return compiler.upToTheLast();
    }

    private Plan whole(Type type, int depth) {
        addValue(type, "", -1, depth, false);
        return plan(size);
    }

    private Plan upToTheLast() {
        if (needed > 0 && steps[needed - 3] == Plan.TAKE_ARRAY) {
            steps[needed - 3] = Plan.STOP_AT_ARRAY;
        }
        return plan(needed);
    }

    private Plan plan(int length) {
        return new Plan(Arrays.copyOf(steps, length), elements.toArray(new Plan[0]), slots);
    }

    private void addAll(Type type, String prefix, int depth) {
        for (Field field : type.fields()) {
            add(field, prefix.isEmpty() ? field.name() : prefix + "." + field.name(), depth);
        }
    }

    private void add(Field field, String path, int depth) {
        Type of = types.type(field.typeId());
        if (of == null || left[0]-- == 0) {
            throw Malformed.INSTANCE;
        }
        types.plansField();
        int slot = slot(path);
        if (field.array()) {
            addArray(field, of, slot, depth);
        } else if (field.constant()) {
            take(slot, Kind.CONSTANT, of.id(), Field.Unit.NONE);
            addNumber(Primitive.LONG, false, slot);
        } else {
            Primitive primitive = of.primitive();
            if (primitive != null) {
                take(slot, kind(primitive), 0, field.unit());
            }
            addValue(of, path, slot, depth, field.unsigned());
        }
    }

    private static Kind kind(Primitive of) {
        return switch (of) {
            case FLOAT, DOUBLE -> Kind.REAL;
            case STRING -> Kind.TEXT;
            default -> Kind.INTEGER;
        };
    }

    private int slot(String path) {
        for (int i = 0; i < slots.length; i++) {
            for (String name : wanted.get(i).split("\\|")) {
                if (name.equals(path)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private void take(int slot, Kind kind, long type, Field.Unit unit) {
        if (slot >= 0) {
            slots[slot] = new Slot(kind, type, unit);
        }
    }

    private void addValue(Type of, String path, int slot, int depth, boolean unsigned) {
        Primitive primitive = of.primitive();
        if (primitive != null) {
            addPrimitive(primitive, unsigned, slot);
        } else if (depth >= MAX_DEPTH) {
            throw Malformed.INSTANCE;
        } else if (slot >= 0 && of.fields().size() == 1) {
            add(of.fields().get(0), path, depth + 1); // the structure is its only field
        } else {
            addAll(of, path, depth + 1);
        }
    }

    private void addArray(Field field, Type of, int slot, int depth) {
        if (depth >= MAX_DEPTH) {
            throw Malformed.INSTANCE;
        }
        Plan element;
        if (field.constant()) {
            PlanCompiler number = new PlanCompiler(types, compressed, List.of(), left);
            number.addNumber(Primitive.LONG, false, -1);
            element = number.plan(number.size);
        } else {
            element = new PlanCompiler(types, compressed, List.of(), left).whole(of, depth + 1);
        }
        elements.add(element);
        if (slot >= 0) {
            take(slot, Kind.ARRAY, of.id(), Field.Unit.NONE);
            add(Plan.TAKE_ARRAY, slot, elements.size() - 1);
        } else {
            add(Plan.SKIP_ARRAY, elements.size() - 1, 0);
        }
    }

    private void addPrimitive(Primitive of, boolean unsigned, int slot) {
        if (of.number) {
            addNumber(of, unsigned, slot);
        } else if (of == Primitive.STRING) {
            add(slot < 0 ? Plan.SKIP_STRING : Plan.TAKE_STRING, Math.max(0, slot), 0);
        } else if (slot < 0) {
            add(Plan.SKIP_BYTES, of.width, 0);
        } else if (of == Primitive.FLOAT) {
            add(Plan.TAKE_FLOAT, slot, 0);
        } else if (of == Primitive.DOUBLE) {
            add(Plan.TAKE_DOUBLE, slot, 0);
        } else {
            add(Plan.TAKE_BYTE, slot, of == Primitive.BYTE && !unsigned ? -1 : 0xFF);
        }
    }

    private void addNumber(Primitive of, boolean unsigned, int slot) {
        if (slot < 0) {
            add(compressed ? Plan.SKIP_NUMBERS : Plan.SKIP_BYTES, compressed ? 1 : of.width, 0);
            return;
        }
        int sign =
                switch (of) {
                    case INT -> unsigned ? Plan.UNSIGNED_INT : Plan.SIGNED_INT;
                    case SHORT -> unsigned ? Plan.UNSIGNED_SHORT : Plan.SIGNED_SHORT;
                    case CHAR -> Plan.UNSIGNED_SHORT;
                    default -> Plan.AS_IS;
                };
        add(Plan.TAKE_NUMBER, slot, sign | (compressed ? 0 : of.width << 8));
    }

    private void add(int step, int first, int second) {
        boolean adds = step == Plan.SKIP_NUMBERS || step == Plan.SKIP_BYTES;
        if (adds && size > 0 && steps[size - 3] == step) {
            steps[size - 2] += first;
            return;
        }
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, size * 2);
        }
        steps[size] = step;
        steps[size + 1] = first;
        steps[size + 2] = second;
        size += 3;
        if (step >= Plan.TAKE_NUMBER) {
            needed = size;
        }
    }
}
