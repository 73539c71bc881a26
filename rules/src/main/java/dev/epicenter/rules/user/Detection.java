package dev.epicenter.rules.user;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Recording;
import dev.epicenter.rules.Durations;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run of a {@link Definition}: which groups of failures reached its threshold, and when. */
final class Detection {
    private final Definition definition;
    private final RuleInput input;
    private final Facts facts;
    private final Optional<Duration> window;
    private final Optional<Condition.Evaluation> where;

    Detection(Definition definition, RuleInput input) {
        this.definition = definition;
        this.input = input;
        this.facts = input.facts();
        this.window = definition.window().map(w -> w.apply(input));
        this.where = definition.where().map(condition -> condition.on(input));
    }

    /**
     * A group that reached the threshold.
     *
     * @param moments each time that it did, at least one
     */
    record Hit(Group group, List<Reached> moments, String window) {}

    /**
     * The groups that reached it, in order of their keys.
     *
     * @param againAfter from one moment to the next, at least
     */
    List<Hit> hits(Duration againAfter) {
        Set<Integer> matching = matching();
        List<Group> groups =
                Detector.groups(facts, f -> matching.contains(f.id()), definition.certain(), definition.per());
        Optional<Threshold> threshold = definition.threshold().map(t -> t.apply(input));
        if (threshold.isEmpty()) {
            return groups.stream().map(this::whole).toList();
        }
        Recording recording = facts.analysis().recording();
        Threshold.When when = new Threshold.When(new Span(recording.start(), recording.end()), window, againAfter);
        Timeline base = Detector.base(facts, f -> definition.of().fits(facts, f));
        Optional<Runs> runs = threshold
                .filter(Threshold.Consecutive.class::isInstance)
                .map(t -> new Runs(facts, f -> matching.contains(f.id()), definition.per()));
        List<Hit> hits = new ArrayList<>();
        for (Group group : groups) {
            Threshold.Seen seen = new Threshold.Seen(
                    group.timeline(), runs.map(r -> r.of(group.key())).orElse(List.of()), base);
            List<Reached> moments = threshold.get().reached(seen, when);
            if (!moments.isEmpty()) {
                hits.add(new Hit(group, moments, window.map(Durations::format).orElse("")));
            }
        }
        return hits;
    }

    private Hit whole(Group group) {
        long count = group.timeline().total();
        Reached first = new Reached(group.failures().get(0).at(), Duration.ZERO, count, count);
        return new Hit(group, List.of(first), "");
    }

    private Set<Integer> matching() {
        Set<Integer> ids = new HashSet<>();
        for (Failure failure : facts.analysis().graph().failures()) {
            if (definition.match().fits(facts, failure)
                    && where.map(w -> w.isTrueOf(failure)).orElse(true)) {
                ids.add(failure.id());
            }
        }
        where.filter(w -> w.failed() > 0 && (ids.isEmpty() || w.failed() == w.asked()))
                .ifPresent(w -> {
                    throw new IllegalStateException("where: " + w.firstError());
                });
        return ids;
    }

    /** What speaks against a hit, one sentence each. */
    List<String> doubts(Hit hit) {
        List<String> doubts = new ArrayList<>();
        Reached first = hit.moments().get(0);
        if (!first.within().isZero()) {
            doubts.add("Most of these failures were only counted, in buckets: the moment is known to within %s."
                    .formatted(Words.duration(first.within())));
        }
        if (hit.group().takenForEqual() > 0) {
            doubts.add(
                    "%s counted in have the same type and stack as the others, but neither message nor thread was kept."
                            .formatted(Words.count(hit.group().takenForEqual())));
        }
        if (hit.group().unknown() > 0) {
            doubts.add("%s more of these types and stacks were only counted; whether they match is not known."
                    .formatted(Words.count(hit.group().unknown())));
        }
        where.filter(w -> w.failed() > 0)
                .ifPresent(w -> doubts.add("The condition failed for %s of %s failures: %s."
                        .formatted(Words.count(w.failed()), Words.count(w.asked()), Words.line(w.firstError(), 200))));
        return doubts;
    }
}
