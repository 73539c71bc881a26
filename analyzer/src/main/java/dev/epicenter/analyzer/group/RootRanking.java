package dev.epicenter.analyzer.group;

import dev.epicenter.analyzer.reconstruct.Reconstructed;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Link;
import dev.epicenter.model.Reason;
import dev.epicenter.model.RootCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ranks where an incident may have begun; every part of a confidence is told. */
final class RootRanking {
    /** Root causes told of one incident. */
    private static final int MOST = 5;

    private final Reconstructed reconstructed;
    private final FailureGraph graph;
    private final TaskOutcomes outcomes;

    RootRanking(Reconstructed reconstructed, TaskOutcomes outcomes) {
        this.outcomes = outcomes;
        this.reconstructed = reconstructed;
        this.graph = reconstructed.graph();
    }

    List<RootCause> of(Story story, int stories) {
        Map<Integer, List<Reason>> candidates = new LinkedHashMap<>();
        candidates.put(story.root().id(), reasons(story, stories));
        double best = sum(candidates.get(story.root().id()));
        for (Failure failure : story.path()) {
            for (Link other : reconstructed.others().getOrDefault(failure.id(), List.of())) {
                Failure root = Story.endingIn(graph, outcomes, graph.failure(other.from()))
                        .root();
                if (same(root, story.root())) {
                    continue;
                }
                candidates.computeIfAbsent(
                        root.id(),
                        id -> List.of(new Reason(
                                "other-candidate",
                                Math.min(best - 0.01, best * 0.7 * other.confidence()),
                                "It may have led to " + failure.type() + " instead, as "
                                        + other.relation().id())));
            }
        }
        for (int i = 1; i < story.path().size() - 1; i++) {
            double doubt = 1 - story.links().get(i - 1).confidence();
            candidates.computeIfAbsent(
                    story.path().get(i).id(),
                    id -> List.of(new Reason(
                            "if-not-linked",
                            Math.min(best - 0.02, best * doubt),
                            "It would be the root if what came before did not lead to it")));
        }
        List<Map.Entry<Integer, List<Reason>>> sorted = new ArrayList<>(candidates.entrySet());
        sorted.sort(Comparator.comparingDouble((Map.Entry<Integer, List<Reason>> e) -> sum(e.getValue()))
                .reversed());
        List<RootCause> ranked = new ArrayList<>();
        for (Map.Entry<Integer, List<Reason>> entry : sorted.subList(0, Math.min(MOST, sorted.size()))) {
            double confidence = Math.max(0.01, sum(entry.getValue()));
            ranked.add(new RootCause(
                    ranked.size() + 1, entry.getKey(), Math.round(confidence * 1000) / 1000.0, entry.getValue()));
        }
        return ranked;
    }

    /** Whether two failures are one kind: told once, they tell the same. */
    private boolean same(Failure a, Failure b) {
        return graph.seriesOf(a).fingerprint().equals(graph.seriesOf(b).fingerprint());
    }

    private Reason alone(Story story) {
        Failure root = story.root();
        if (outcomes.neverFetched(story.path())) {
            return new Reason(
                    "outcome-lost",
                    0.65,
                    "The agent saw it end a task for whose outcome nobody asked, and nobody can any more");
        }
        if (outcomes.lost(story.path()).isPresent()) {
            return new Reason(
                    "outcome-not-asked-for",
                    0.45,
                    "The agent saw it end a task for whose outcome nobody had asked when the recording ended");
        }
        if (root.type().equals(Condition.KILLED.typeName())) {
            return new Reason("recording-breaks-off", 0.6, "The recording has no end, as when its JVM is killed");
        }
        return root.isCondition()
                ? new Reason("seen-by-the-jvm", 0.7, "The JVM itself recorded it")
                : new Reason("stands-alone", 0.25, "Nothing links it to another failure");
    }

    private List<Reason> reasons(Story story, int stories) {
        Failure root = story.root();
        FailureSeries series = graph.seriesOf(root);
        List<Reason> reasons = new ArrayList<>();
        if (story.links().isEmpty()) {
            reasons.add(alone(story));
        } else {
            double strength = story.strength(0);
            reasons.add(new Reason(
                    "chain-strength",
                    round(0.65 * strength),
                    story.links().size() == 1
                            ? "One link leads from it to the symptom, with a confidence of " + percent(strength)
                            : story.links().size() + " links lead from it to the symptom, with a mean confidence of "
                                    + percent(strength)));
        }
        reconstructed
                .crashOf(story.path())
                .map(crash -> crash.diagnoses().get(0))
                .ifPresent(d -> reasons.add(new Reason(
                        "crash-pattern",
                        round(0.2 * d.confidence()),
                        "The crash log fits a known pattern, " + d.pattern() + ": " + d.title())));
        if (series.count() <= 3) {
            reasons.add(new Reason(
                    "rare",
                    0.12,
                    series.count() == 1
                            ? "It was recorded only once"
                            : "It was recorded only " + series.count() + " times"));
        } else if (!series.background()) {
            reasons.add(new Reason("unusual", 0.06, "It is not thrown as a matter of habit"));
        }
        if (series.background()) {
            reasons.add(new Reason("background", -0.15, "It is thrown all the time, also when nothing fails"));
        }
        if (series.site().inApp()) {
            reasons.add(new Reason(
                    "in-app",
                    0.08,
                    "It was thrown by or below the application's "
                            + series.site().frame().display()));
        }
        if (stories > 1) {
            reasons.add(new Reason("explains-more", 0.05, "It explains " + stories + " chains"));
        }
        if (reconstructed.causeMissing().contains(root.id())) {
            reasons.add(
                    new Reason("cause-not-recorded", -0.2, "It was built from a cause that is not in the recording"));
        }
        double share = reconstructed.dataLoss().recordedShare();
        if (share < 0.8) {
            reasons.add(new Reason(
                    "data-loss",
                    round(-0.2 * (0.8 - share)),
                    String.format(Locale.ROOT, "Only %.1f %% of the exceptions thrown were recorded", 100 * share)));
        }
        double over = sum(reasons) - 0.97;
        if (over > 0) {
            boolean all = story.links().stream().allMatch(l -> l.certainty() == Certainty.OBSERVED);
            reasons.add(new Reason(
                    "never-certain",
                    round(-over),
                    all ? "What began before it may not have been an exception" : "A stock recording proves no link"));
        }
        reasons.sort(
                Comparator.comparingDouble((Reason r) -> Math.abs(r.points())).reversed());
        return reasons;
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static double sum(List<Reason> reasons) {
        return reasons.stream().mapToDouble(Reason::points).sum();
    }

    private static double round(double points) {
        return Math.round(points * 1000) / 1000.0;
    }
}
