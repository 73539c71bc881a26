package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Relation;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds retries within retries. Page: docs/rules/nested-retries.md. */
public final class NestedRetriesRule implements Rule {
    /** Judgement: the layers below multiply; what is in trouble gets a multiple of its load. */
    static final double SCORE = 78;

    /** Judgement: the layers are on the stack, how often each tried is not recorded. */
    static final double STACKED_SCORE = 60;

    private static final Parameter MIN_TRIES = Parameter.number(
            "min-tries", 2, "mean tries of one layer for one giving up, below which it does not count as retrying");

    private static final Parameter MIN_PRODUCT =
            Parameter.number("min-product", 6, "tries of all layers together for one giving up of the outermost");

    private static final RuleInfo INFO = RuleInfo.of(
                    "nested-retries",
                    Topic.FAILURE,
                    "Retries within retries multiplied the calls",
                    "Finds failures that several layers retried, each on its own: three tries of a client below four of a service are"
                            + " twelve calls for one request, and the more the worse it gets.")
            .needs(Need.EXCEPTIONS)
            .takes(MIN_TRIES, MIN_PRODUCT);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        Map<Integer, Facts.Led> takenUpBy = new HashMap<>();
        Set<Integer> outer = new HashSet<>();
        for (Facts.Led led : facts.led(Relation.CAUSE, Relation.WRAP)) {
            double tries = tries(facts, led);
            if (tries >= in.number(MIN_TRIES)
                    && isInside(led)
                    && !facts.series(led.from()).background()) {
                takenUpBy.putIfAbsent(led.from().series(), led);
                outer.add(led.to().series());
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (int series : new TreeSet<>(takenUpBy.keySet())) {
            List<Facts.Led> layers = new ArrayList<>();
            Facts.Led next = takenUpBy.get(series);
            while (next != null && layers.size() < 10) {
                layers.add(next);
                next = takenUpBy.get(next.to().series());
            }
            double product = layers.stream().mapToDouble(l -> tries(facts, l)).reduce(1, (a, b) -> a * b);
            if (!outer.contains(series) && layers.size() >= 2 && product >= in.number(MIN_PRODUCT)) {
                findings.add(finding(facts, layers, product));
            }
        }
        for (FailureSeries each : facts.analysis().graph().series()) {
            Failure first = facts.exemplars(each).get(0);
            if (each.count() >= in.number(MIN_PRODUCT)
                    && !takenUpBy.containsKey(each.id())
                    && !facts.repeatsItsCause(first)
                    && RetryLayers.on(first).size() >= 2) {
                findings.add(stacked(facts, each, first));
            }
        }
        return findings;
    }

    /** Retry loops of libraries within each other, as the stack has them. */
    private static Finding stacked(Facts facts, FailureSeries series, Failure first) {
        List<String> layers = RetryLayers.on(first);
        return draft(facts, facts.inIncident(series) ? SCORE : STACKED_SCORE)
                .summary("%s failed %s below %d retry loops within each other: %s."
                        .formatted(
                                facts.told(first),
                                Words.times(series.count()),
                                layers.size(),
                                String.join(" within ", layers)))
                .rests(facts.exemplars(series))
                .but("How often each loop tried is its configuration's matter, and not recorded.")
                .finding();
    }

    private static Draft draft(Facts facts, double score) {
        return new Draft(INFO, facts, score)
                .explanation(
                        "Each layer that retries multiplies what the layers below it do. When the callee is slow or down it gets that"
                                + " many times its usual load, which keeps it down; and the caller waits for all of it.")
                .remedy(
                        "Let one layer retry, the one that knows whether the whole is idempotent, and let the others pass the failure on."
                                + " Mark failures that were retried already (or hand on a retry budget, 10% of the calls at most, as in"
                                + " gRPC's retry throttling), and back off with jitter.");
    }

    private static double tries(Facts facts, Facts.Led led) {
        return (double) facts.series(led.from()).count()
                / Math.max(1, facts.series(led.to()).count());
    }

    /** The one that gave up was built by a method that the tried one had passed: the loop is in that method. */
    private static boolean isInside(Facts.Led led) {
        return led.from().thread().equals(led.to().thread())
                && led.to()
                        .stack()
                        .top()
                        .filter(top -> led.from().stack().frames().stream().anyMatch(f -> f.sameMethod(top)))
                        .isPresent();
    }

    private static Finding finding(Facts facts, List<Facts.Led> layers, double product) {
        Failure innermost = layers.get(0).from();
        Failure outermost = layers.get(layers.size() - 1).to();
        List<String> steps = layers.stream()
                .map(l -> "%.1f in %s"
                        .formatted(
                                tries(facts, l),
                                l.to().stack().top().map(Frame::qualifiedMethod).orElse("?"))
                        .replace(".0 ", " "))
                .toList();
        List<Failure> evidence = new ArrayList<>(List.of(innermost));
        layers.forEach(l -> evidence.add(l.to()));
        return draft(facts, SCORE)
                .summary("%s was tried about %s for each %s: %s (%s tries, %s given up)."
                        .formatted(
                                facts.told(innermost),
                                Words.times(Math.round(product)),
                                facts.what(outermost),
                                Words.list(steps, 5),
                                Words.count(facts.series(innermost).count()),
                                Words.count(facts.series(outermost).count())))
                .rests(evidence)
                .but("Requests that each failed once at the same place, and were given up together, would look alike.")
                .finding();
    }
}
