package dev.epicenter.analyzer.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps the first few and the latest few of what is added. */
final class FirstAndLatest<T> {
    private final int firstLimit;
    private final int latestLimit;
    private final List<T> first = new ArrayList<>(2);
    private final Deque<T> latest = new ArrayDeque<>(2);

    FirstAndLatest(int firstLimit, int latestLimit) {
        this.firstLimit = firstLimit;
        this.latestLimit = latestLimit;
    }

    void add(T value) {
        if (first.size() < firstLimit) {
            first.add(value);
            return;
        }
        if (latest.size() == latestLimit) {
            latest.removeFirst();
        }
        latest.addLast(value);
    }

    List<T> all() {
        List<T> all = new ArrayList<>(first);
        all.addAll(latest);
        return all;
    }
}
