package dev.epicenter.analyzer.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps every n-th of what is added, n doubling so that at most {@code limit} remain; always keeps the last. */
final class Thinned<T> {
    private final int limit;
    private final List<T> kept = new ArrayList<>();
    private int stride = 1;
    private int skip;
    private @Nullable T pending;

    Thinned(int limit) {
        this.limit = limit;
    }

    void add(T value) {
        if (skip > 0) {
            skip--;
            pending = value;
            return;
        }
        pending = null;
        kept.add(value);
        skip = stride - 1;
        if (kept.size() >= limit) {
            int write = 0;
            for (int read = 0; read < kept.size(); read += 2) {
                kept.set(write++, kept.get(read));
            }
            kept.subList(write, kept.size()).clear();
            stride *= 2;
            skip = stride - 1;
            pending = value;
        }
    }

    List<T> all() {
        List<T> all = new ArrayList<>(kept);
        if (pending != null) {
            all.add(pending);
        }
        return all;
    }
}
