package dev.epicenter.rules.user;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.rules.facts.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the failures that a rule is about, in groups. Storms are folded: of a series some failures are kept one by one, of the
 * rest only type, stack and the count in each bucket are known. The rest of a series counts when all that were kept match and
 * belong to one group.
 */
final class Detector {
    private final Facts facts;
    private final List<Key> per;
    private final Map<List<String>, Group> groups = new LinkedHashMap<>();

    private Detector(Facts facts, List<Key> per) {
        this.facts = facts;
        this.per = per;
    }

    /**
     * Groups in order of their keys.
     *
     * @param certain whether what is asked is the same for all failures of a series, so that the rest surely matches
     */
    static List<Group> groups(Facts facts, Predicate<Failure> matches, boolean certain, List<Key> per) {
        Detector detector = new Detector(facts, per);
        for (FailureSeries series : facts.analysis().graph().series()) {
            detector.look(series, matches, certain);
        }
        List<Group> sorted = new ArrayList<>(detector.groups.values());
        sorted.sort(java.util.Comparator.comparing(group -> String.join("\u0000", group.key())));
        return sorted;
    }

    private void look(FailureSeries series, Predicate<Failure> matches, boolean certain) {
        List<Failure> kept = facts.exemplars(series);
        List<Failure> matching = kept.stream().filter(matches).toList();
        Set<Group> touched = new HashSet<>();
        for (Failure failure : matching) {
            Group group = groups.computeIfAbsent(key(facts, per, failure), Group::new);
            group.add(failure);
            touched.add(group);
        }
        long rest = Counted.number(series);
        if (rest == 0 || touched.isEmpty()) {
            return;
        }
        if (matching.size() == kept.size() && touched.size() == 1 && goForAll(per, series)) {
            touched.iterator().next().addCounted(Counted.bursts(facts, series), certain);
        } else {
            touched.forEach(group -> group.leaveOut(rest));
        }
    }

    static List<String> key(Facts facts, List<Key> per, Failure failure) {
        return per.stream().map(k -> k.value().apply(facts, failure)).toList();
    }

    /** Whether the keys of the failures kept go for those that were only counted. */
    static boolean goForAll(List<Key> per, FailureSeries series) {
        return per.stream().allMatch(key -> key.shared().by(series));
    }

    /** All failures that may be among those, as shares are taken of them. */
    static Timeline base(Facts facts, Predicate<Failure> among) {
        List<Burst> bursts = new ArrayList<>();
        for (FailureSeries series : facts.analysis().graph().series()) {
            List<Failure> matching =
                    facts.exemplars(series).stream().filter(among).toList();
            matching.forEach(failure -> bursts.add(Burst.at(failure.at())));
            if (!matching.isEmpty()) {
                bursts.addAll(Counted.bursts(facts, series));
            }
        }
        return new Timeline(bursts);
    }
}
