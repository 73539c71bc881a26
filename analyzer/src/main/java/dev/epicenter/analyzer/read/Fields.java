package dev.epicenter.analyzer.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.IMCType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IUnit;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/**
 * Where the fields of one event type are, and how to read them whatever the recording's version wrote. A field that is
 * missing or of another kind than expected reads as "not recorded"; it is never an error.
 */
final class Fields {
    private final List<ValueField> fields;
    private final int start;
    private final int end;
    private final int duration;
    private final int thread;
    private final int stack;

    Fields(List<ValueField> fields) {
        this.fields = fields;
        start = index("startTime");
        end = index("(endTime)");
        duration = index("duration");
        thread = index("eventThread");
        stack = index("stackTrace");
    }

    /** Position of a field, -1 when the type has none of that name. */
    int index(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getIdentifier().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Start of the event, its end where the recording has no start; {@link Long#MIN_VALUE} when neither is recorded. */
    long start(Object[] values) {
        long at = time(values, start);
        return at == Long.MIN_VALUE ? time(values, end) : at;
    }

    /** How long it took, 0 for an instant. */
    long duration(Object[] values) {
        long nanos = 0;
        if (duration >= 0) {
            nanos = nanos(values, duration);
        } else if (start >= 0 && end >= 0) {
            nanos = time(values, end) - time(values, start);
        }
        return Math.max(0, nanos);
    }

    @Nullable
    IMCThread thread(Object[] values) {
        return thread(values, thread);
    }

    @Nullable
    IMCStackTrace stack(Object[] values) {
        return at(values, stack) instanceof IMCStackTrace trace ? trace : null;
    }

    static @Nullable IMCThread thread(Object[] values, int field) {
        return at(values, field) instanceof IMCThread of ? of : null;
    }

    static @Nullable IMCType type(Object[] values, int field) {
        return at(values, field) instanceof IMCType of ? of : null;
    }

    static @Nullable String text(Object[] values, int field) {
        Object value = at(values, field);
        return value == null ? null : value instanceof String text ? text : value.toString();
    }

    /** A plain number or a size in bytes; {@code missing} when not recorded. */
    static long number(Object[] values, int field, long missing) {
        Object value = at(values, field);
        if (value instanceof IQuantity quantity) {
            return quantity.getUnit().getContentType() == UnitLookup.MEMORY
                    ? quantity.clampedLongValueIn(UnitLookup.BYTE)
                    : quantity.longValue();
        }
        return value instanceof Number number ? number.longValue() : missing;
    }

    static long time(Object[] values, int field) {
        if (!(at(values, field) instanceof IQuantity quantity)) {
            return Long.MIN_VALUE;
        }
        IUnit unit = quantity.getUnit();
        if (unit == UnitLookup.EPOCH_NS) {
            return quantity.longValue();
        }
        return unit.getContentType() == UnitLookup.TIMESTAMP
                ? quantity.clampedLongValueIn(UnitLookup.EPOCH_NS)
                : Long.MIN_VALUE;
    }

    static long nanos(Object[] values, int field) {
        return at(values, field) instanceof IQuantity quantity
                        && quantity.getUnit().getContentType() == UnitLookup.TIMESPAN
                ? quantity.clampedLongValueIn(UnitLookup.NANOSECOND)
                : 0;
    }

    static @Nullable Object at(Object[] values, int field) {
        return field < 0 || field >= values.length ? null : values[field];
    }
}
