package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.Hash;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCClassLoader;
import org.openjdk.jmc.common.IMCOldObject;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.IMCType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IUnit;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.LabeledIdentifier;

/** Events of one type as JMC has them, one after the other. */
final class JmcEvent implements Event {
    private final JmcDictionary dictionary;
    private final int start;
    private final int end;
    private final int duration;
    private final int thread;
    private final int stack;
    private final int[] fields;
    private IntFunction<@Nullable Object> values = index -> null;

    /**
     * @param structure what JMC calls the fields of the type, by position
     * @param fields    those that were subscribed to
     */
    JmcEvent(List<String> structure, List<String> fields, JmcDictionary dictionary) {
        this.dictionary = dictionary;
        this.start = index(structure, "startTime");
        this.end = index(structure, "(endTime)");
        this.duration = index(structure, "duration");
        this.thread = index(structure, "eventThread");
        this.stack = index(structure, "stackTrace");
        this.fields = fields.stream().mapToInt(f -> index(structure, f)).toArray();
    }

    /** Position of a field, -1 when the type has none of that name. JMC joins a structure and its field by a colon. */
    private static int index(List<String> structure, String names) {
        for (String name : names.replace('.', ':').split("\\|")) {
            for (int i = 0; i < structure.size(); i++) {
                String identifier = structure.get(i);
                if (identifier.equals(name) || identifier.equals("settingFor") && name.equals("id")) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** The next event: its value at a position of the structure. */
    JmcEvent with(IntFunction<@Nullable Object> next) {
        values = next;
        return this;
    }

    private @Nullable Object at(int index) {
        return index < 0 ? null : values.apply(index);
    }

    @Override
    public long start() {
        long at = timeAt(start);
        return at == NEVER ? timeAt(end) : at;
    }

    @Override
    public long duration() {
        long nanos = 0;
        if (duration >= 0) {
            nanos = nanosAt(duration);
        } else if (start >= 0 && end >= 0) {
            nanos = timeAt(end) - timeAt(start);
        }
        return Math.max(0, nanos);
    }

    @Override
    public int thread() {
        return threadAt(thread);
    }

    @Override
    public int stack() {
        return stackAt(stack);
    }

    private int threadAt(int index) {
        return at(index) instanceof IMCThread of ? dictionary.number(of) : -1;
    }

    private int stackAt(int index) {
        return at(index) instanceof IMCStackTrace of ? dictionary.number(of) : -1;
    }

    private long timeAt(int index) {
        if (!(at(index) instanceof IQuantity quantity)) {
            return NEVER;
        }
        IUnit unit = quantity.getUnit();
        if (unit == UnitLookup.EPOCH_NS) {
            return quantity.longValue();
        }
        return unit.getContentType() == UnitLookup.TIMESTAMP ? quantity.clampedLongValueIn(UnitLookup.EPOCH_NS) : NEVER;
    }

    private long nanosAt(int index) {
        return at(index) instanceof IQuantity quantity && quantity.getUnit().getContentType() == UnitLookup.TIMESPAN
                ? quantity.clampedLongValueIn(UnitLookup.NANOSECOND)
                : 0;
    }

    private @Nullable Object value(int field) {
        return at(fields[field]);
    }

    @Override
    public long number(int field, long missing) {
        Object value = value(field);
        if (value instanceof IQuantity quantity) {
            return quantity.getUnit().getContentType() == UnitLookup.MEMORY
                    ? quantity.clampedLongValueIn(UnitLookup.BYTE)
                    : quantity.longValue();
        }
        return value instanceof Number number ? number.longValue() : missing;
    }

    @Override
    public double real(int field, double missing) {
        Object value = value(field);
        if (value instanceof IQuantity quantity) {
            return quantity.doubleValue();
        }
        return value instanceof Number number ? number.doubleValue() : missing;
    }

    @Override
    public boolean isTrue(int field) {
        Object value = value(field);
        return value instanceof Boolean flag ? flag : number(field, 0) != 0;
    }

    @Override
    public long time(int field) {
        return timeAt(fields[field]);
    }

    @Override
    public long nanos(int field) {
        return nanosAt(fields[field]);
    }

    @Override
    public @Nullable String text(int field) {
        Object value = value(field);
        return value == null ? null : value.toString();
    }

    @Override
    public long textHash(int field) {
        String text = text(field);
        return text == null ? 0 : Hash.of(text);
    }

    @Override
    public long textPlace(int field) {
        String text = text(field);
        return text == null ? -1 : dictionary.place(text);
    }

    @Override
    public int type(int field) {
        return value(field) instanceof IMCType of ? dictionary.number(of) : -1;
    }

    @Override
    public int thread(int field) {
        return threadAt(fields[field]);
    }

    @Override
    public int stack(int field) {
        return stackAt(fields[field]);
    }

    @Override
    public @Nullable String eventType(int field) {
        return value(field) instanceof LabeledIdentifier type ? type.getInterfaceId() : null;
    }

    @Override
    public int type(int field, String member) {
        Object value = value(field);
        IMCType type = null;
        if (value instanceof IMCOldObject old) {
            type = old.getType();
        } else if (value instanceof IMCClassLoader loader) {
            type = loader.getType();
        }
        return type == null ? -1 : dictionary.number(type);
    }
}
