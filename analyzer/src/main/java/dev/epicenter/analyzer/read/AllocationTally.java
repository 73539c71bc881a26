package dev.epicenter.analyzer.read;

import dev.epicenter.model.Frame;
import dev.epicenter.model.ThreadRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up allocation samples by thread and the innermost frame that is not the JDK's. */
final class AllocationTally {
    private static final int MAX_SITES = 5_000;
    private static final int MAX_TOLD = 500;

    private final Map<Site, Sum> sums = new HashMap<>();

    private record Site(ThreadRef thread, Frame frame) {}

    private static final class Sum {
        long bytes;
        long last;
    }

    void add(ThreadRef thread, Frame frame, long bytes, long at) {
        Site site = new Site(thread, frame);
        Sum sum = sums.size() < MAX_SITES ? sums.computeIfAbsent(site, s -> new Sum()) : sums.get(site);
        if (sum != null) {
            sum.bytes += bytes;
            sum.last = Math.max(sum.last, at);
        }
    }

    List<Resources.Allocation> all() {
        return sums.entrySet().stream()
                .map(e -> new Resources.Allocation(
                        e.getKey().thread, e.getKey().frame, e.getValue().bytes, Nanos.instant(e.getValue().last)))
                .sorted(Comparator.comparingLong(Resources.Allocation::bytes)
                        .reversed()
                        .thenComparing(a -> a.site().display())
                        .thenComparing(a -> a.thread().id()))
                .limit(MAX_TOLD)
                .toList();
    }
}
