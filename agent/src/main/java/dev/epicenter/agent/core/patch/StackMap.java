package dev.epicenter.agent.core.patch;

/**
 * The stack map frames of a method: which types the local variables have where they are given. A type is a number: that of a class
 * constant, or negative for all that is no object of a known class.
 */
public final class StackMap {
    /** No object, or one of a type that has no constant. */
    public static final int NO_CLASS = -1;

    private static final int WIDE = -2;

    private static final int OBJECT = 7;
    private static final int UNINITIALIZED = 8;
    private static final int LONG = 4;
    private static final int DOUBLE = 3;

    private final ClassBytes type;
    private final byte[] in;
    private int at;
    private final int[] positions;
    private final int[][] locals;
    private final int[] stacks;
    private int[] current = new int[16];
    private int count;

    StackMap(ClassBytes type, byte[] in, int attribute, boolean isStatic, String descriptor) {
        this.type = type;
        this.in = in;
        int frames = type.u2(attribute + 6);
        positions = new int[frames];
        locals = new int[frames][];
        stacks = new int[frames];
        at = attribute + 8;
        begin(isStatic, descriptor);
        int position = -1;
        for (int i = 0; i < frames; i++) {
            position = frame(i, position);
        }
    }

    private void begin(boolean isStatic, String descriptor) {
        if (!isStatic) {
            push(NO_CLASS);
        }
        for (int i = 1; descriptor.charAt(i) != ')'; i++) {
            char c = descriptor.charAt(i);
            push(c == 'J' || c == 'D' ? WIDE : NO_CLASS);
            while (descriptor.charAt(i) == '[') {
                i++;
            }
            if (descriptor.charAt(i) == 'L') {
                i = descriptor.indexOf(';', i);
            }
        }
    }

    private int frame(int index, int last) {
        int kind = in[at++] & 0xff;
        int delta;
        if (kind < 64) {
            delta = kind;
        } else if (kind < 128) {
            delta = kind - 64;
        } else {
            delta = type.u2(at);
            at += 2;
        }
        int stack = NO_CLASS;
        if (kind >= 64 && kind <= 247) {
            stack = type();
        } else if (kind >= 248 && kind <= 250) {
            count -= 251 - kind;
        } else if (kind >= 252 && kind <= 254) {
            pushTypes(kind - 251);
        } else if (kind == 255) {
            stack = full();
        }
        positions[index] = last + 1 + delta;
        locals[index] = slots();
        stacks[index] = stack;
        return positions[index];
    }

    private void pushTypes(int types) {
        for (int i = 0; i < types; i++) {
            push(type());
        }
    }

    private int full() {
        int given = type.u2(at);
        at += 2;
        count = 0;
        pushTypes(given);
        int height = type.u2(at);
        at += 2;
        int first = NO_CLASS;
        for (int i = 0; i < height; i++) {
            int each = type();
            first = i == 0 ? each : first;
        }
        return first;
    }

    private int type() {
        int tag = in[at++];
        if (tag == OBJECT || tag == UNINITIALIZED) {
            int operand = type.u2(at);
            at += 2;
            return tag == OBJECT ? operand : NO_CLASS;
        }
        return tag == LONG || tag == DOUBLE ? WIDE : NO_CLASS;
    }

    private void push(int what) {
        if (count == current.length) {
            current = java.util.Arrays.copyOf(current, 2 * count);
        }
        current[count++] = what;
    }

    /** By slot: a long or double takes two. */
    private int[] slots() {
        int size = count;
        for (int i = 0; i < count; i++) {
            size += current[i] == WIDE ? 1 : 0;
        }
        int[] slots = new int[size];
        int slot = 0;
        for (int i = 0; i < count; i++) {
            slots[slot++] = current[i] == WIDE ? NO_CLASS : current[i];
            if (current[i] == WIDE) {
                slots[slot++] = NO_CLASS;
            }
        }
        return slots;
    }

    /** Which frame is given for a position, -1 when none is. */
    public int frameAt(int position) {
        int found = java.util.Arrays.binarySearch(positions, position);
        return found < 0 ? -1 : found;
    }

    /** Class constant of a local variable's type at a frame, {@link #NO_CLASS} when it is no object. */
    public int local(int frame, int variable) {
        return variable < locals[frame].length ? locals[frame][variable] : NO_CLASS;
    }

    /** Class constant of the type of the lowest value on the stack at a frame, {@link #NO_CLASS} when there is none. */
    public int stack(int frame) {
        return stacks[frame];
    }
}
