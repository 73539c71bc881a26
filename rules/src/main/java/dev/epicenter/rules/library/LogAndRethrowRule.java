package dev.epicenter.rules.library;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Finding;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Incident;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds failures that several layers log. Page: docs/rules/log-and-rethrow.md. */
public final class LogAndRethrowRule implements Rule {
    /** Judgement: it costs attention, not function. */
    static final double SCORE = 45;

    /** What a block does, in the words of {@link HandlerSite#does()}. */
    private static final Set<String> TELLS = Set.of("logs it", "prints it");

    private static final Set<String> HANDS_ON = Set.of("throws it again", "throws another that carries it");

    private static final RuleInfo INFO = RuleInfo.of(
                    "log-and-rethrow",
                    Topic.FAILURE,
                    "One failure is logged by several layers",
                    "Finds catch blocks that log what they received and throw it on, where another block further out logs it again: one failure shows as several in the log, and counts as several in what counts log lines.")
            .needs(Need.HANDLERS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Map<String, List<HandlerSite>> byIncident = new TreeMap<>();
        for (HandlerSite site : in.analysis().handlers()) {
            if (site.does().stream().anyMatch(TELLS::contains)) {
                in.analysis().incidents().stream()
                        .filter(i -> site.incidents().contains(i.id()) && received(in, site, i))
                        .forEach(i -> byIncident
                                .computeIfAbsent(i.id(), k -> new ArrayList<>())
                                .add(site));
            }
        }
        Set<List<Integer>> told = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        byIncident.forEach((incident, sites) -> {
            boolean handsOn = sites.stream().anyMatch(s -> s.does().stream().anyMatch(HANDS_ON::contains));
            if (sites.size() >= 2
                    && handsOn
                    && told.add(sites.stream().map(HandlerSite::id).toList())) {
                findings.add(finding(in, incident, sites));
            }
        });
        return findings;
    }

    /** Whether it received what the incident's line consists of, as far as is known what it received. */
    private static boolean received(RuleInput in, HandlerSite site, Incident incident) {
        Set<Integer> line = new HashSet<>();
        in.facts().path(incident).forEach(f -> line.add(f.series()));
        List<Integer> known =
                site.received().stream().flatMap(r -> r.series().stream()).toList();
        return known.isEmpty() || known.stream().anyMatch(line::contains);
    }

    private static Finding finding(RuleInput in, String incident, List<HandlerSite> sites) {
        Draft draft = new Draft(INFO, in.facts(), SCORE)
                .summary("%s log one failure on its way (%s): %s."
                        .formatted(
                                Words.plural(sites.size(), "catch block"),
                                incident,
                                Words.list(
                                        sites.stream()
                                                .map(s -> s.frame().display())
                                                .toList(),
                                        4)))
                .explanation(
                        "Each layer that logs and throws on writes the same stack once more, in pieces that do not stand together."
                                + " Whoever counts or alarms by log lines sees several failures, and the one with the context is hard to tell.")
                .remedy(
                        "Log where it ends, once, with the whole chain. Layers between add what they know to the exception (wrap it with the"
                                + " cause) and say nothing.");
        for (HandlerSite site : sites) {
            draft.rests(new EventRef(
                    "epicenter.HandlerSite", in.analysis().recording().start(), "", List.of(site.frame())));
        }
        in.analysis().incidents().stream().filter(i -> i.id().equals(incident)).forEach(draft::concerns);
        return draft.but("That all of them received the same failure is concluded from the incident they sit on.")
                .finding();
    }
}
