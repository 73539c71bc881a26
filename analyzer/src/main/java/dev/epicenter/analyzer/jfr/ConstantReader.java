package dev.epicenter.analyzer.jfr;

import dev.epicenter.analyzer.jfr.Constants.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes single constants of a chunk. */
final class ConstantReader {
    /** Constants that are texts of constants that are texts … */
    private static final int MAX_DEPTH = 4;

    /** Bytes that a constant has at most: a name in a class file has no more. */
    private static final int MAX_BYTES = 1 << 16;
    /** Bytes that a text of an event has at most, such as a thread dump. */
    private static final int MAX_TEXT = 1 << 20;

    private final Metadata types;
    private final Constants constants;
    private final Cursor in;
    private final Map<Long, Map<Long, String>> texts = new HashMap<>();
    private int depth;

    /**
     * @param in a cursor of its own
     */
    ConstantReader(Metadata types, Constants constants, Cursor in) {
        this.types = types;
        this.constants = constants;
        this.in = in;
    }

    /** Some fields of a constant. */
    final class Values {
        private final Plan plan;
        private final long[] values;

        private Values(Plan plan) {
            this.plan = plan;
            this.values = new long[plan.slots()];
        }

        long integer(int slot, long missing) {
            return plan.slot(slot).kind() == Plan.Kind.INTEGER ? values[slot] : missing;
        }

        /** Number of a constant, 0 when there is none. */
        long constant(int slot) {
            return plan.slot(slot).kind() == Plan.Kind.CONSTANT ? values[slot] : 0;
        }

        @Nullable
        String text(int slot) {
            return switch (plan.slot(slot).kind()) {
                case TEXT -> ConstantReader.this.text(values[slot]);
                case CONSTANT -> ConstantReader.this.text(plan.slot(slot).type(), values[slot]);
                default -> null;
            };
        }
    }

    /** Name of a type, empty when there is none of that number. */
    String typeName(long type) {
        Type of = types.type(type);
        return of == null ? "" : of.name();
    }

    /** A constant's fields, null when it is not there or damaged. */
    @Nullable
    Values values(String type, long id, List<String> fields) {
        Pool pool = constants.pool(type);
        return pool == null ? null : values(pool, id, fields);
    }

    private @Nullable Values values(Pool pool, long id, List<String> fields) {
        long position = pool.position(id);
        if (position < 0) {
            return null;
        }
        try {
            Values values = new Values(types.plan(pool.type, in.compressed, fields));
            in.seekUpTo(position, MAX_BYTES);
            values.plan.run(in, values.values);
            return in.at <= in.end ? values : null;
        } catch (Malformed | IndexOutOfBoundsException e) {
            return null;
        }
    }

    /** The text that a constant is or has, null when it has none, is not there or is damaged. */
    @Nullable
    String text(long type, long id) {
        Pool pool = constants.pool(type);
        if (pool == null || depth > MAX_DEPTH) {
            return null;
        }
        Map<Long, String> known = texts.computeIfAbsent(type, t -> new HashMap<>());
        String text = known.get(id);
        if (text == null) {
            depth++;
            text = decode(pool, id);
            depth--;
            if (text != null) {
                known.put(id, text);
            }
        }
        return text;
    }

    private @Nullable String decode(Pool pool, long id) {
        if (pool.type.name().equals(Type.STRING)) {
            long position = pool.position(id);
            return position < 0 ? null : text(position);
        }
        List<Field> fields = pool.type.fields();
        String field = fields.stream()
                .map(Field::name)
                .filter("name"::equals)
                .findFirst()
                .orElse(fields.isEmpty() ? "" : fields.get(0).name());
        Values values = values(pool, id, List.of(field));
        return values == null ? null : values.text(0);
    }

    /** The text at a position, null when it is null there, or damaged. */
    @Nullable
    String text(long position) {
        try {
            return textWithin(position, MAX_BYTES);
        } catch (Malformed | IndexOutOfBoundsException e) {
            try {
                return textWithin(position, MAX_TEXT);
            } catch (Malformed | IndexOutOfBoundsException damaged) {
                return null;
            }
        }
    }

    private @Nullable String textWithin(long position, int bytes) {
        in.seekUpTo(position, bytes);
        if (in.bytes[in.at] != Cursor.STRING_CONSTANT) {
            return in.text();
        }
        in.at++;
        Type strings = types.type(Type.STRING);
        return strings == null ? null : text(strings.id(), in.number(8));
    }
}
