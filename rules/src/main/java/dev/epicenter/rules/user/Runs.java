package dev.epicenter.rules.user;

import static java.util.Comparator.comparing;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.rules.facts.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Failures of one class that came in a row within a group. A run ends at a failure of the group that has another class or does
 * not match, and where one that was only counted may have come between.
 */
final class Runs {
    private final Facts facts;
    private final List<Key> per;
    private final Predicate<Failure> matches;
    private final Map<List<String>, List<Failure>> failures = new HashMap<>();
    /** Bursts that may have come between, by class, of one group; those of no certain group are in every one. */
    private final Map<List<String>, List<Between>> between = new HashMap<>();

    private final List<Between> anywhere = new ArrayList<>();

    private record Between(String type, boolean matching, Burst burst) {}

    Runs(Facts facts, Predicate<Failure> matches, List<Key> per) {
        this.facts = facts;
        this.per = per;
        this.matches = matches;
        for (FailureSeries series : facts.analysis().graph().series()) {
            add(series);
        }
        failures.values().forEach(list -> list.sort(comparing(Failure::at).thenComparing(Failure::id)));
    }

    private void add(FailureSeries series) {
        List<Failure> kept = facts.exemplars(series);
        for (Failure failure : kept) {
            failures.computeIfAbsent(Detector.key(facts, per, failure), k -> new ArrayList<>())
                    .add(failure);
        }
        if (kept.isEmpty() || Counted.number(series) == 0) {
            return;
        }
        List<List<String>> keys =
                kept.stream().map(f -> Detector.key(facts, per, f)).distinct().toList();
        boolean one = keys.size() == 1 && Detector.goForAll(per, series);
        List<Between> to = one ? between.computeIfAbsent(keys.get(0), k -> new ArrayList<>()) : anywhere;
        boolean matching = one && kept.stream().allMatch(matches);
        Counted.bursts(facts, series).forEach(burst -> to.add(new Between(series.type(), matching, burst)));
    }

    /** Times of the failures of each run of a group. */
    List<List<Instant>> of(List<String> key) {
        List<List<Instant>> runs = new ArrayList<>();
        Map<String, Timeline> disturbing = new HashMap<>();
        List<Instant> run = new ArrayList<>();
        String type = "";
        for (Failure failure : failures.getOrDefault(key, List.of())) {
            boolean fits = matches.test(failure);
            boolean goesOn = fits
                    && failure.type().equals(type)
                    && disturbing
                                    .computeIfAbsent(type, t -> disturbing(key, t))
                                    .possible(run.get(run.size() - 1), failure.at())
                            == 0;
            if (!goesOn) {
                run = new ArrayList<>();
                type = fits ? failure.type() : "";
                if (fits) {
                    runs.add(run);
                }
            }
            if (fits) {
                run.add(failure.at());
            }
        }
        return runs;
    }

    private Timeline disturbing(List<String> key, String type) {
        List<Between> all = new ArrayList<>(anywhere);
        all.addAll(between.getOrDefault(key, List.of()));
        return new Timeline(all.stream()
                .filter(b -> !(b.matching && b.type.equals(type)))
                .map(Between::burst)
                .toList());
    }
}
