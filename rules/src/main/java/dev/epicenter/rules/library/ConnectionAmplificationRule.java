package dev.epicenter.rules.library;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Curve;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Machine;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.library.Amplification.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds failures that rise with the connections asked for. Page: docs/rules/connection-amplification.md. */
public final class ConnectionAmplificationRule implements Rule {
    /** Stretches of time over which what was seen at work is taken together: in single seconds chance decides. Judgement. */
    private static final int STRETCHES = 40;

    /** Pools of which a curve is drawn, by name. */
    private static final int POOLS = 5;

    private static final RuleInfo INFO = RuleInfo.of(
                    "connection-amplification",
                    Topic.LOAD,
                    "Failures rise with the connections asked for",
                    "Fits the failures that users met against how many connections of a pool were given out and waited for, by what pools"
                            + " say of themselves when they fail, else against the connections that were seen at work; with the uncertainty,"
                            + " and when none is left if it goes on so.")
            .needs(Need.EXCEPTIONS)
            .takes(Amplification.MIN_SHARE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Resource> resources = pools(in.analysis());
        if (resources.isEmpty()) {
            resources = seen(in.analysis());
        }
        if (resources.isEmpty()) {
            in.lacks(
                    "figures of connections (messages of a pool that counts those given out, or jdk.SocketRead and jdk.SocketWrite"
                            + " of calls above their threshold)");
        }
        if (resources.isEmpty() || in.analysis().incidents().isEmpty()) {
            return List.of();
        }
        Amplification amplification = new Amplification(in, INFO);
        return resources.stream()
                .map(amplification::finding)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Resource> pools(Analysis analysis) {
        Map<String, List<Growth.Sample>> demand = new TreeMap<>();
        Map<String, Long> sizes = new TreeMap<>();
        for (Machine.PoolFigures f : analysis.machine().pools()) {
            demand.computeIfAbsent(f.pool(), p -> new ArrayList<>())
                    .add(new Growth.Sample(f.at(), f.held() + f.waiting()));
            sizes.merge(f.pool(), f.size(), Math::max);
        }
        List<Resource> pools = new ArrayList<>();
        demand.forEach((pool, samples) -> {
            if (pools.size() < POOLS) {
                pools.add(
                        new Resource(
                                "connections-" + (pools.size() + 1),
                                "connections of %s given out and waited for".formatted(pool),
                                Curve.Unit.COUNT,
                                rising(samples),
                                sizes.getOrDefault(pool, 0L),
                                1,
                                "connection of %s more that is given out or waited for".formatted(pool),
                                "The figures are those of the pool's own complaints: what it had between them is not recorded."));
            }
        });
        return pools;
    }

    /** Up to the peak: when work stops, or gives up, the queue is gone at once, and that says nothing of how it grew. */
    private static List<Growth.Sample> rising(List<Growth.Sample> samples) {
        List<Growth.Sample> means = Growth.means(samples, STRETCHES);
        int peak = 0;
        for (int i = 1; i < means.size(); i++) {
            peak = means.get(i).value() >= means.get(peak).value() ? i : peak;
        }
        return means.isEmpty() ? means : means.subList(0, peak + 1);
    }

    private static List<Resource> seen(Analysis analysis) {
        List<Growth.Sample> samples = rising(Growth.connections(analysis));
        return samples.isEmpty()
                ? List.of()
                : List.of(
                        new Resource(
                                "connections",
                                "connections seen at work",
                                Curve.Unit.COUNT,
                                samples,
                                0,
                                1,
                                "connection more seen at work",
                                "Connections are not counted by the JVM: these are pairs of a thread and a peer that it waited for, in the same second."));
    }
}
