package dev.epicenter.analyzer.read;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The series by (type, stack, kind of thread). When there are too many, what comes new is told apart by type and top frame
 * only, and in the end by type.
 */
final class SeriesTable {
    private final FoldLimits limits;
    private final Map<Key, Series> byKey = new HashMap<>();
    /** Those whose stack is this very object: to hash a stack takes long, and the pool shares most. */
    private final Map<StackTrace, Series> byStack = new IdentityHashMap<>();

    private final Map<String, Integer> types = new HashMap<>();
    private final List<Series> all = new ArrayList<>();
    private int[] typeOf = new int[64];

    private record Key(String type, StackTrace stack, String kind) {}

    SeriesTable(FoldLimits limits) {
        this.limits = limits;
    }

    /** The series of a throw, made when it is new. */
    Series of(String type, StackTrace stack, String kind) {
        Series recent = byStack.get(stack);
        for (Series s = recent; s != null; s = s.sameStack) {
            if (s.type.equals(type) && s.threadKind.equals(kind)) {
                return s;
            }
        }
        Series series = find(type, stack, kind);
        if (series.stack == stack && series.threadKind.equals(kind)) {
            series.sameStack = recent;
            byStack.put(stack, series);
        }
        return series;
    }

    private Series find(String type, StackTrace stack, String kind) {
        Key key = new Key(type, stack, kind);
        Series known = byKey.get(key);
        if (known != null) {
            return known;
        }
        if (all.size() < limits.series()) {
            return add(key);
        }
        List<Frame> top = stack.frames().isEmpty() ? List.of() : stack.frames().subList(0, 1);
        Key coarse = new Key(type, new StackTrace(List.of(), top, true), "");
        known = byKey.get(coarse);
        if (known != null) {
            return known;
        }
        if (all.size() < limits.series() + limits.series() / 10) {
            return add(coarse);
        }
        Key coarsest = new Key(type, new StackTrace(List.of(), List.of(), true), "");
        known = byKey.get(coarsest);
        return known != null ? known : add(coarsest);
    }

    private Series add(Key key) {
        int typeIndex = types.computeIfAbsent(key.type, t -> types.size());
        Series series = new Series(all.size(), typeIndex, key.type, key.stack, key.kind, limits.latest());
        if (all.size() == typeOf.length) {
            typeOf = Arrays.copyOf(typeOf, typeOf.length * 2);
        }
        typeOf[all.size()] = typeIndex;
        all.add(series);
        byKey.put(key, series);
        return series;
    }

    Series get(int index) {
        return all.get(index);
    }

    /** Number of a class that some series has, -1 otherwise. */
    int typeIndex(String type) {
        return types.getOrDefault(type, -1);
    }

    /** Number of a series' class. */
    int typeOf(int series) {
        return typeOf[series];
    }

    /** How many series there are; indexes are below. */
    int size() {
        return all.size();
    }

    List<Series> all() {
        return all;
    }
}
