package dev.epicenter.analyzer.group;

import dev.epicenter.model.Certainty;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Handler;
import dev.epicenter.model.Link;
import java.util.ArrayList;
import java.util.List;

/** Handlers that hid a failure on its way, as far as links tell: a stock recording holds no catch. */
final class Handlers {
    private Handlers() {}

    static List<Handler> of(FailureGraph graph, Story story) {
        List<Handler> handlers = new ArrayList<>();
        for (Link link : story.links()) {
            Failure from = graph.failure(link.from());
            Failure to = graph.failure(link.to());
            boolean inPlace = has(link, "swallowed-in-same-method");
            if (to.stack().frames().isEmpty()) {
                continue;
            }
            if (inPlace) {
                handlers.add(new Handler(
                        from.id(),
                        to.stack().frames().get(0),
                        Disposition.SWALLOWED,
                        Certainty.INFERRED,
                        link.confidence(),
                        "The method went on after it, and found the result missing"));
            } else if (has(link, "no-cause-passed")) {
                handlers.add(new Handler(
                        from.id(),
                        to.stack().frames().get(0),
                        Disposition.WRAPPED,
                        Certainty.INFERRED,
                        link.confidence(),
                        "It threw " + to.type() + " without the cause"));
            }
        }
        return handlers;
    }

    private static boolean has(Link link, String evidence) {
        return link.evidence().stream().map(Evidence::name).anyMatch(evidence::equals);
    }
}
