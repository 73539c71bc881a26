package dev.epicenter.analyzer.jfr;

import java.util.Arrays;

/** Numbers ids from 0 in the order in which they are asked for. */
final class Numbering {
    /** Most ids are counted up by the JVM, so that their last bits tell them apart. */
    private static final int RECENT = 8_192;

    private final LongTable numbers = new LongTable();
    private long[] ids = new long[32];
    /** By an id's last bits: one more than the number of the last such id. */
    private final int[] recent = new int[RECENT];

    int number(long id) {
        int slot = (int) id & RECENT - 1;
        int number = recent[slot] - 1;
        if (number >= 0 && ids[number] == id) {
            return number;
        }
        long known = numbers.get(id);
        number = known >= 0 ? (int) known : add(id);
        recent[slot] = number + 1;
        return number;
    }

    /** Number of an id that has one, -1 of others. */
    int known(long id) {
        int number = recent[(int) id & RECENT - 1] - 1;
        return number >= 0 && ids[number] == id ? number : (int) numbers.get(id);
    }

    private int add(long id) {
        int number = numbers.size();
        if (number == ids.length) {
            ids = Arrays.copyOf(ids, number * 2);
        }
        ids[number] = id;
        numbers.put(id, number);
        return number;
    }

    long id(int number) {
        return ids[number];
    }

    int size() {
        return numbers.size();
    }
}
