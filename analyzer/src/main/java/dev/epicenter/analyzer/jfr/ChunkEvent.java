package dev.epicenter.analyzer.jfr;

import dev.epicenter.analyzer.jfr.Plan.Kind;
import dev.epicenter.analyzer.jfr.Plan.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of one type of one chunk, one after the other. */
final class ChunkEvent implements Event {
    static final List<String> ALWAYS = List.of("startTime", "duration", "eventThread|sampledThread", "stackTrace");
    private static final int START = 0;
    private static final int DURATION = 1;
    private static final int THREAD = 2;
    private static final int STACK = 3;
    private static final int FIRST = 4;

    private final Plan plan;
    private final long[] values;
    private final ChunkHeader header;
    private final Metadata types;
    private final ChunkDictionary dictionary;
    private final Cursor in;
    private final boolean hasStart;
    private final boolean hasDuration;
    /** Of what kind each slot's constants are, as far as that matters. */
    private final Refers[] refers;

    private enum Refers {
        TO_THREAD,
        TO_CLASS,
        TO_STACK,
        TO_ELSE
    }

    /**
     * @param in where the events are
     */
    ChunkEvent(
            Type type, List<String> fields, Metadata types, ChunkHeader header, Cursor in, ChunkDictionary dictionary) {
        List<String> all = new ArrayList<>(ALWAYS);
        all.addAll(fields);
        this.types = types;
        this.header = header;
        this.in = in;
        this.plan = types.elementPlan(type, in.compressed, all);
        this.values = new long[plan.slots()];
        this.dictionary = dictionary;
        this.hasStart = plan.slot(START).kind() == Kind.INTEGER;
        this.hasDuration = plan.slot(DURATION).kind() == Kind.INTEGER;
        this.refers = new Refers[plan.slots()];
        for (int i = 0; i < refers.length; i++) {
            refers[i] = refers(plan.slot(i));
        }
    }

    private Refers refers(Slot slot) {
        Type of = slot.kind() == Kind.CONSTANT ? types.type(slot.type()) : null;
        return switch (of == null ? "" : of.name()) {
            case Type.THREAD -> Refers.TO_THREAD;
            case Type.CLASS -> Refers.TO_CLASS;
            case Type.STACK_TRACE -> Refers.TO_STACK;
            default -> Refers.TO_ELSE;
        };
    }

    /**
     * Reads the next one, whose payload the cursor is at, and leads the cursor behind it.
     *
     * @throws Malformed or {@link IndexOutOfBoundsException} when its bytes can't be those of an event of the type
     */
    void read() {
        plan.run(in, values);
    }

    @Override
    public long start() {
        return hasStart ? time(plan.slot(START).unit(), values[START]) : NEVER;
    }

    @Override
    public long duration() {
        return hasDuration ? Math.max(0, span(plan.slot(DURATION).unit(), values[DURATION])) : 0;
    }

    @Override
    public int thread() {
        return threadAt(THREAD);
    }

    @Override
    public int stack() {
        return stackAt(STACK);
    }

    private int threadAt(int slot) {
        return refers[slot] == Refers.TO_THREAD ? dictionary.threadNumber(values[slot]) : -1;
    }

    private int stackAt(int slot) {
        return refers[slot] == Refers.TO_STACK ? dictionary.stackNumber(values[slot]) : -1;
    }

    private long time(Field.Unit unit, long value) {
        return switch (unit) {
            case TIME_TICKS -> header.nanosOf(value);
            case TIME_NANOS -> value;
            case TIME_MILLIS -> times(value, 1_000_000);
            case TIME_SECONDS -> times(value, 1_000_000_000);
            default -> NEVER;
        };
    }

    private long span(Field.Unit unit, long value) {
        return switch (unit) {
            case SPAN_TICKS -> header.nanosOfSpan(value);
            case SPAN_NANOS -> value;
            case SPAN_MICROS -> times(value, 1_000);
            case SPAN_MILLIS -> times(value, 1_000_000);
            case SPAN_SECONDS -> times(value, 1_000_000_000);
            default -> 0;
        };
    }

    /** The product, or the closest long where it is beyond. */
    private static long times(long value, long factor) {
        long high = Math.multiplyHigh(value, factor);
        long low = value * factor;
        return high == low >> 63 ? low : value < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
    }

    private Slot slot(int field) {
        return plan.slot(FIRST + field);
    }

    private long value(int field) {
        return values[FIRST + field];
    }

    @Override
    public long number(int field, long missing) {
        return switch (slot(field).kind()) {
            case INTEGER -> value(field);
            case REAL -> (long) Double.longBitsToDouble(value(field));
            default -> missing;
        };
    }

    @Override
    public double real(int field, double missing) {
        return switch (slot(field).kind()) {
            case INTEGER -> value(field);
            case REAL -> Double.longBitsToDouble(value(field));
            default -> missing;
        };
    }

    @Override
    public boolean isTrue(int field) {
        return number(field, 0) != 0;
    }

    @Override
    public long time(int field) {
        Slot slot = slot(field);
        return slot.kind() == Kind.INTEGER ? time(slot.unit(), value(field)) : NEVER;
    }

    @Override
    public long nanos(int field) {
        Slot slot = slot(field);
        return slot.kind() == Kind.INTEGER ? span(slot.unit(), value(field)) : 0;
    }

    @Override
    public @Nullable String text(int field) {
        Slot slot = slot(field);
        return switch (slot.kind()) {
            case TEXT -> dictionary.textAt(value(field));
            case CONSTANT -> dictionary.textOf(slot.type(), value(field));
            case INTEGER -> Long.toString(value(field));
            default -> null;
        };
    }

    @Override
    public long textHash(int field) {
        return slot(field).kind() == Kind.TEXT ? dictionary.textHash(in, value(field)) : 0;
    }

    @Override
    public long textPlace(int field) {
        return slot(field).kind() == Kind.TEXT ? value(field) : -1;
    }

    @Override
    public int type(int field) {
        return refers[FIRST + field] == Refers.TO_CLASS ? dictionary.classNumber(value(field)) : -1;
    }

    @Override
    public int thread(int field) {
        return threadAt(FIRST + field);
    }

    @Override
    public int stack(int field) {
        return stackAt(FIRST + field);
    }

    @Override
    public @Nullable String eventType(int field) {
        Type type = slot(field).kind() == Kind.INTEGER ? types.type(value(field)) : null;
        return type == null ? null : type.name();
    }

    @Override
    public int type(int field, String member) {
        return slot(field).kind() == Kind.CONSTANT
                ? dictionary.classMember(slot(field).type(), value(field), member)
                : -1;
    }
}
