package dev.epicenter.analyzer.jfr;

import java.util.Arrays;

/** Frames of one stack, innermost first. Used again for the next stack. */
public final class Frames {
    private int[] methods = new int[64];
    private int[] lines = new int[64];
    private int size;
    private boolean truncated;

    /** Removes all. */
    public void clear() {
        size = 0;
        truncated = false;
    }

    /**
     * Adds an outer frame.
     *
     * @param method number of the method, -1 when it is not recorded
     * @param line   less than 1 when it is not recorded
     */
    public void add(int method, int line) {
        if (size == methods.length) {
            methods = Arrays.copyOf(methods, size * 2);
            lines = Arrays.copyOf(lines, size * 2);
        }
        methods[size] = method;
        lines[size++] = Math.max(0, line);
    }

    /** Takes the place of what is here. */
    void copy(Frames other) {
        if (methods.length < other.size) {
            methods = new int[other.methods.length];
            lines = new int[other.methods.length];
        }
        System.arraycopy(other.methods, 0, methods, 0, other.size);
        System.arraycopy(other.lines, 0, lines, 0, other.size);
        size = other.size;
        truncated = other.truncated;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Number of the method that a frame is in, for {@link Dictionary#method}; -1 when it is not recorded. */
    public int method(int frame) {
        return methods[frame];
    }

    /** Source line of a frame, 0 when it is not recorded. */
    public int line(int frame) {
        return lines[frame];
    }

    /** Says whether the recorder cut outer frames. */
    public void setTruncated(boolean cut) {
        truncated = cut;
    }

    /** Whether the recorder cut outer frames. */
    public boolean truncated() {
        return truncated;
    }
}
