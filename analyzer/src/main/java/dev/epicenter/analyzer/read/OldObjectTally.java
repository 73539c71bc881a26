package dev.epicenter.analyzer.read;

import dev.epicenter.model.Frame;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts old-object samples by class and allocation site. */
final class OldObjectTally {
    private static final int MAX_SITES = 5_000;
    private static final int MAX_TOLD = 200;
    private static final Frame NO_SITE = new Frame("", "", "", 0, "");

    private final Map<Site, Long> counts = new HashMap<>();

    private record Site(String type, Frame frame) {}

    void add(String type, List<Frame> stack) {
        Site site = new Site(type, stack.isEmpty() ? NO_SITE : stack.get(0));
        if (counts.size() < MAX_SITES || counts.containsKey(site)) {
            counts.merge(site, 1L, Long::sum);
        }
    }

    List<Resources.OldObject> all() {
        return counts.entrySet().stream()
                .map(e -> new Resources.OldObject(e.getKey().type, e.getKey().frame, e.getValue()))
                .sorted(Comparator.comparingLong(Resources.OldObject::count)
                        .reversed()
                        .thenComparing(Resources.OldObject::type)
                        .thenComparing(o -> o.site().display()))
                .limit(MAX_TOLD)
                .toList();
    }
}
