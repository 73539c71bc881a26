package dev.epicenter.analyzer.group;

import dev.epicenter.analyzer.reconstruct.ObservedHandlers;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Handler;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Handlers on a failure's way: as the agent saw them, else those that hid it as far as links tell. */
final class SeenHandlers {
    private final ObservedHandlers observed;

    SeenHandlers(ObservedHandlers observed) {
        this.observed = observed;
    }

    /** Those that hid a failure of the story. */
    List<Handler> along(FailureGraph graph, Story story) {
        List<Handler> handlers = new ArrayList<>();
        Set<Integer> told = new HashSet<>();
        for (Failure failure : story.path()) {
            for (int id : observed.caught().getOrDefault(failure.id(), List.of())) {
                HandlerSite site = observed.sites().get(id);
                if (hides(site) && told.add(id)) {
                    told.add(-1 - failure.id());
                    handlers.add(new Handler(
                            failure.id(), site.frame(), site.disposition(), Certainty.OBSERVED, 1, text(site)));
                }
            }
        }
        for (Handler concluded : concluded(graph, story)) {
            if (!told.contains(-1 - concluded.failure())) {
                handlers.add(concluded);
            }
        }
        return handlers;
    }

    /** Whether somebody who looks for the failure finds less behind it than before. */
    private static boolean hides(HandlerSite site) {
        return site.disposition() == Disposition.SWALLOWED
                || site.does().contains(ObservedHandlers.LOGS_MESSAGE)
                || site.does().contains(ObservedHandlers.THROWS_OTHER);
    }

    private static String text(HandlerSite site) {
        return "The agent saw it receive the failure; it " + String.join(", ", site.does());
    }

    /** The handlers, each with the incidents on whose path it sits. */
    List<HandlerSite> onPaths(List<Incident> incidents) {
        Map<Integer, Set<String>> paths = new HashMap<>();
        for (Incident incident : incidents) {
            Stream.concat(incident.chain().stream(), incident.branches().stream())
                    .flatMap(link -> Stream.of(link.from(), link.to()))
                    .forEach(failure -> pass(paths, failure, incident));
            incident.rootCauses().stream().limit(1).forEach(root -> pass(paths, root.failure(), incident));
        }
        return observed.sites().stream()
                .map(h -> new HandlerSite(
                        h.id(),
                        h.process(),
                        h.frame(),
                        h.caught(),
                        h.disposition(),
                        h.does(),
                        h.hits(),
                        h.recorded(),
                        h.handling(),
                        h.received(),
                        List.copyOf(paths.getOrDefault(h.id(), Set.of())),
                        h.remarks()))
                .toList();
    }

    private void pass(Map<Integer, Set<String>> paths, int failure, Incident incident) {
        observed.caught().getOrDefault(failure, List.of()).forEach(handler -> paths.computeIfAbsent(
                        handler, h -> new LinkedHashSet<>())
                .add(incident.id()));
    }

    private static List<Handler> concluded(FailureGraph graph, Story story) {
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
