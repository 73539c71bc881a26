package dev.epicenter.analyzer.jfr;

/**
 * How to get some fields out of a value of one type: a list of steps, each passing over what nobody asked for or taking what was.
 * Ends with the last field asked for.
 */
final class Plan {
    static final int SKIP_NUMBERS = 0;
    static final int SKIP_BYTES = 1;
    static final int SKIP_STRING = 2;
    static final int SKIP_ARRAY = 3;
    static final int TAKE_NUMBER = 4;
    static final int TAKE_BYTE = 5;
    static final int TAKE_FLOAT = 6;
    static final int TAKE_DOUBLE = 7;
    static final int TAKE_STRING = 8;
    static final int TAKE_ARRAY = 9;
    static final int STOP_AT_ARRAY = 10;

    /** How an integer becomes a long. */
    static final int AS_IS = 0;

    static final int SIGNED_INT = 1;
    static final int UNSIGNED_INT = 2;
    static final int SIGNED_SHORT = 3;
    static final int UNSIGNED_SHORT = 4;

    /** What is in a slot. */
    enum Kind {
        /** The type has no such field, or none that could be taken. */
        MISSING,
        INTEGER,
        /** Bits of a double. */
        REAL,
        /** Position of a string. */
        TEXT,
        /** Number of a constant. */
        CONSTANT,
        /** Position of an array's count. */
        ARRAY
    }

    /**
     * What a slot holds.
     *
     * @param type number of the constant's or the elements' type, 0 for others
     */
    record Slot(Kind kind, long type, Field.Unit unit) {
        static final Slot MISSING = new Slot(Kind.MISSING, 0, Field.Unit.NONE);
    }

    /** Three for each step: what, and two numbers that depend on it. */
    private final int[] steps;

    private final Plan[] elements;
    private final Slot[] slots;

    Plan(int[] steps, Plan[] elements, Slot[] slots) {
        this.steps = steps;
        this.elements = elements;
        this.slots = slots;
    }

    Slot slot(int index) {
        return slots[index];
    }

    int slots() {
        return slots.length;
    }

    /**
     * Reads a value.
     *
     * @param into where each slot's field goes; slots of missing fields are left as they are
     * @throws Malformed or {@link IndexOutOfBoundsException} when the bytes can't be of this type
     */
    void run(Cursor in, long[] into) {
        int[] all = steps;
        for (int i = 0; i < all.length; i += 3) {
            int of = all[i + 1];
            switch (all[i]) {
                case SKIP_NUMBERS -> in.skipNumbers(of);
                case SKIP_BYTES -> in.at += of;
                case SKIP_STRING -> in.skipString();
                case SKIP_ARRAY -> elements[of].skipArray(in);
                case TAKE_NUMBER -> into[of] = number(in, all[i + 2]);
                case TAKE_BYTE -> into[of] = in.bytes[in.at++] & all[i + 2];
                case TAKE_FLOAT -> into[of] = Double.doubleToRawLongBits(Float.intBitsToFloat((int) in.plain(4)));
                case TAKE_DOUBLE -> into[of] = in.plain(8);
                case TAKE_STRING -> {
                    into[of] = in.position();
                    in.skipString();
                }
                case TAKE_ARRAY -> {
                    into[of] = in.position();
                    elements[all[i + 2]].skipArray(in);
                }
                default -> into[of] = in.position();
            }
        }
    }

    /** Bits 8 and above: width where numbers are plain, 0 where they are compressed. */
    private static long number(Cursor in, int how) {
        int width = how >>> 8;
        long value = width == 0 ? in.number() : in.plain(width);
        return switch (how & 0xFF) {
            case SIGNED_INT -> (int) value;
            case UNSIGNED_INT -> value & 0xFFFF_FFFFL;
            case SIGNED_SHORT -> (short) value;
            case UNSIGNED_SHORT -> value & 0xFFFF;
            default -> value;
        };
    }

    /** Passes over a count and as many values of this plan's type. */
    private void skipArray(Cursor in) {
        int count = in.count();
        if (steps.length == 3 && steps[0] == SKIP_NUMBERS) {
            in.skipNumbers((long) count * steps[1]);
            return;
        }
        for (int i = 0; i < count && steps.length > 0; i++) {
            run(in, NOTHING);
            if (in.at > in.end) {
                throw Malformed.INSTANCE;
            }
        }
    }

    private static final long[] NOTHING = {};
}
