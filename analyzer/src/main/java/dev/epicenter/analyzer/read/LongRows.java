package dev.epicenter.analyzer.read;

import java.util.Arrays;

/** Rows of so many longs each, without an object a row. */
final class LongRows {
    private final int width;
    private final int most;
    private long[] cells;
    private int end;

    /**
     * @param width cells of a row
     * @param most  rows at most
     */
    LongRows(int width, int most) {
        this.width = width;
        this.most = most;
        this.cells = new long[width * 8];
    }

    /** Whether there is no room for a further row. */
    boolean isFull() {
        return end >= most * width;
    }

    /** Adds a row, unless there is no room. */
    void add(long... row) {
        if (isFull()) {
            return;
        }
        if (end + width > cells.length) {
            cells = Arrays.copyOf(cells, cells.length * 2);
        }
        System.arraycopy(row, 0, cells, end, width);
        end += width;
    }

    /** How many rows there are. */
    int size() {
        return end / width;
    }

    long get(int row, int cell) {
        return cells[row * width + cell];
    }
}
