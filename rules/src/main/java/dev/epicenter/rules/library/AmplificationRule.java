package dev.epicenter.rules.library;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Curve;
import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.library.Amplification.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds failures that rise with something that is used up. Page: docs/rules/amplification.md. */
public final class AmplificationRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "amplification",
                    Topic.LOAD,
                    "Failures rise with what is being used up",
                    "Fits the failures that users met against live threads, the heap after collections and resident memory, tells how"
                            + " many more come with each step, and when the resource is used up if it goes on so, with the uncertainty"
                            + " of both.")
            .needs(Need.EXCEPTIONS)
            .takes(Amplification.MIN_SHARE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Analysis analysis = in.analysis();
        if (analysis.incidents().isEmpty()) {
            return List.of();
        }
        Amplification amplification = new Amplification(in, INFO);
        return Stream.of(
                        new Resource(
                                "threads",
                                "live threads",
                                Curve.Unit.COUNT,
                                Growth.threads(analysis),
                                0,
                                10,
                                "10 more live threads",
                                ""),
                        new Resource(
                                "heap",
                                "heap after collections",
                                Curve.Unit.BYTES,
                                Growth.heap(analysis),
                                analysis.timeline().maxHeapBytes(),
                                1 << 20,
                                "MB more of heap after collections",
                                ""),
                        new Resource(
                                "memory",
                                "resident memory",
                                Curve.Unit.BYTES,
                                Growth.resident(analysis),
                                Growth.memoryLimit(analysis),
                                1 << 20,
                                "MB more of resident memory",
                                ""))
                .map(amplification::finding)
                .flatMap(Optional::stream)
                .toList();
    }
}
