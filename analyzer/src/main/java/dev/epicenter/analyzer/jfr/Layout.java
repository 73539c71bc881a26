package dev.epicenter.analyzer.jfr;

import dev.epicenter.analyzer.jfr.Type.Primitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How values of a type are written, as far as they hold texts and refer to constants; the rest is bytes to pass over. */
final class Layout {
    /** Structures in structures, and steps in all: a type beyond is damage, or could be of any size. */
    private static final int MAX_DEPTH = 8;

    private static final int MAX_STEPS = 4_096;

    /** Told what a value holds, in the order in which it is written. */
    interface Visitor {
        /** A reference to a constant, from the innermost field of that name. */
        void reference(String field, long type, long id);

        /**
         * A text, or a reference to one.
         *
         * @param field name of the innermost field
         * @param start index of its first byte in the cursor's array; the cursor is behind its last one
         */
        void text(String field, Cursor in, int start);
    }

    private enum Kind {
        NUMBERS,
        BYTES,
        TEXT,
        REFERENCE,
        ARRAY
    }

    private record Step(Kind kind, int count, String field, long type, List<Step> elements) {}

    private final List<Step> steps;

    private Layout(List<Step> steps) {
        this.steps = steps;
    }

    /** The layouts of a chunk's types, each made when it is first asked for. */
    static final class Cache {
        private final Metadata types;
        private final boolean compressed;
        private final Map<Long, Layout> made = new HashMap<>();

        Cache(Metadata types, boolean compressed) {
            this.types = types;
            this.compressed = compressed;
        }

        /**
         * The layout of a type.
         *
         * @throws Malformed when the type cannot be read
         */
        Layout of(Type type) {
            Layout known = made.get(type.id());
            if (known == null) {
                known = new Layout(new Compiler(types, compressed).value(type));
                made.put(type.id(), known);
            }
            return known;
        }
    }

    /**
     * Goes over a value.
     *
     * @param in at the value's first byte; behind its last one afterwards, which may be beyond what may be read
     * @throws Malformed or {@link IndexOutOfBoundsException} when the bytes can't be of this type
     */
    void walk(Cursor in, Visitor visitor) {
        walk(steps, in, visitor);
    }

    private static void walk(List<Step> steps, Cursor in, Visitor visitor) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            switch (step.kind) {
                case NUMBERS -> in.skipNumbers(step.count);
                case BYTES -> in.at += step.count;
                case TEXT -> {
                    int start = in.at;
                    in.skipString();
                    visitor.text(step.field, in, start);
                }
                case REFERENCE -> visitor.reference(step.field, step.type, in.number(8));
                case ARRAY -> array(step, in, visitor);
            }
        }
    }

    private static void array(Step step, Cursor in, Visitor visitor) {
        int count = in.count();
        for (int n = 0; n < count && !step.elements.isEmpty(); n++) {
            walk(step.elements, in, visitor);
            if (in.at > in.end) {
                throw Malformed.INSTANCE;
            }
        }
    }

    /** Turns a type into steps. */
    private static final class Compiler {
        private final Metadata types;
        private final boolean compressed;
        private int left = MAX_STEPS;

        Compiler(Metadata types, boolean compressed) {
            this.types = types;
            this.compressed = compressed;
        }

        List<Step> value(Type type) {
            List<Step> steps = new ArrayList<>();
            add(type, "", 0, steps);
            return steps;
        }

        private void add(Type type, String field, int depth, List<Step> to) {
            Primitive primitive = type.primitive();
            if (primitive != null) {
                primitive(primitive, field, to);
                return;
            }
            if (depth > MAX_DEPTH) {
                throw Malformed.INSTANCE;
            }
            for (Field inner : type.fields()) {
                Type of = types.type(inner.typeId());
                if (of == null || left-- == 0) {
                    throw Malformed.INSTANCE;
                }
                if (inner.array()) {
                    List<Step> elements = new ArrayList<>();
                    single(inner, of, depth + 1, elements);
                    to.add(new Step(Kind.ARRAY, 0, inner.name(), 0, elements));
                } else {
                    single(inner, of, depth, to);
                }
            }
        }

        private void single(Field field, Type of, int depth, List<Step> to) {
            if (field.constant()) {
                to.add(new Step(Kind.REFERENCE, 1, field.name(), of.id(), List.of()));
            } else {
                add(of, field.name(), depth + 1, to);
            }
        }

        private void primitive(Primitive of, String field, List<Step> to) {
            if (of == Primitive.STRING) {
                to.add(new Step(Kind.TEXT, 1, field, 0, List.of()));
            } else if (of.number && compressed) {
                skip(Kind.NUMBERS, 1, to);
            } else {
                skip(Kind.BYTES, of.width, to);
            }
        }

        private static void skip(Kind kind, int count, List<Step> to) {
            int last = to.size() - 1;
            if (last >= 0 && to.get(last).kind == kind) {
                to.set(last, new Step(kind, to.get(last).count + count, "", 0, List.of()));
            } else {
                to.add(new Step(kind, count, "", 0, List.of()));
            }
        }
    }
}
