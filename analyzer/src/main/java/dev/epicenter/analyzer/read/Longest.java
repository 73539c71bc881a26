package dev.epicenter.analyzer.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/** Keeps the greatest of what is added. */
final class Longest<T> {
    private final int limit;
    private final PriorityQueue<T> kept;

    Longest(int limit, ToLongFunction<T> size) {
        this.limit = limit;
        this.kept = new PriorityQueue<>(Comparator.comparingLong(size));
    }

    void add(T value) {
        kept.add(value);
        if (kept.size() > limit) {
            kept.remove();
        }
    }

    List<T> all() {
        return new ArrayList<>(kept);
    }
}
