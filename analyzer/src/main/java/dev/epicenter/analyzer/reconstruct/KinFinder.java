package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a failure whose cause was not recorded the cause that others of its series have: HotSpot throws a hot exception from
 * compiled code as one preallocated object that leaves no event (OmitStackTraceInFastThrow), and JDK 25 throttles. The source
 * is the first full occurrence.
 */
final class KinFinder implements LinkFinder {
    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        Map<Integer, Link> bySeries = new HashMap<>();
        for (Link link : selected.chosen()) {
            if (link.relation() == Relation.CAUSE
                    || link.relation() == Relation.ASYNC
                    || link.relation() == Relation.WRAP) {
                bySeries.merge(
                        index.failure(link.to()).series(), link, (a, b) -> a.confidence() >= b.confidence() ? a : b);
            }
        }
        List<Link> links = new ArrayList<>();
        for (Failure failure : index.failures()) {
            Link kin = bySeries.get(failure.series());
            if (kin != null
                    && selected.into(failure.id()).isEmpty()
                    && kin.from() < failure.id()
                    && index.constructor(failure).tookCause()) {
                Failure first = index.failure(kin.from());
                links.add(new Case(first, failure)
                        .with(
                                "same-kind-linked",
                                0.5,
                                "Another of the same type from the same place was caused by " + first.type()
                                        + "; this one's own cause was not recorded")
                        .as(kin.relation()));
            }
        }
        return links;
    }
}
