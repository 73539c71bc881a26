package dev.epicenter.analyzer.jfr;

import java.util.Arrays;

/** Numbers ids from 0 in the order in which they are asked for. */
final class Numbering {
    private final LongTable numbers = new LongTable();
    private long[] ids = new long[32];

    int number(long id) {
        long known = numbers.get(id);
        return known >= 0 ? (int) known : add(id);
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
