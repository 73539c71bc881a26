package dev.epicenter.rules.library;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Relation;
import dev.epicenter.rules.Need;
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
        Map<Integer, Integer> failures = together(in);
        Map<Integer, List<HandlerSite>> sites = new TreeMap<>();
        for (HandlerSite site : in.analysis().handlers()) {
            if (site.does().stream().anyMatch(TELLS::contains)) {
                site.received().stream()
                        .flatMap(r -> r.series().stream())
                        .map(series -> failures.getOrDefault(series, series))
                        .distinct()
                        .forEach(group -> sites.computeIfAbsent(group, g -> new ArrayList<>())
                                .add(site));
            }
        }
        Set<List<Integer>> told = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        sites.forEach((group, tell) -> {
            boolean handsOn = tell.stream().anyMatch(s -> s.does().stream().anyMatch(HANDS_ON::contains));
            if (tell.size() >= 2
                    && handsOn
                    && told.add(tell.stream().map(HandlerSite::id).toList())) {
                findings.add(finding(in, group, tell));
            }
        });
        return findings;
    }

    /** By series the first of those that are one failure under several names: thrown again, wrapped, carried as cause. */
    private static Map<Integer, Integer> together(RuleInput in) {
        Map<Integer, Integer> first = new HashMap<>();
        for (Facts.Led led : in.facts().led(Relation.CAUSE, Relation.WRAP, Relation.RETHROW)) {
            int one = first.getOrDefault(led.from().series(), led.from().series());
            int other = first.getOrDefault(led.to().series(), led.to().series());
            first.put(led.from().series(), one);
            first.put(led.to().series(), one);
            first.replaceAll((series, root) -> root == other ? one : root);
        }
        return first;
    }

    private static Finding finding(RuleInput in, int group, List<HandlerSite> sites) {
        FailureSeries series = in.analysis().graph().series().get(group);
        List<Failure> failures = in.facts().exemplars(series);
        Draft draft = new Draft(INFO, in.facts(), SCORE)
                .summary("%s write down one failure on its way, %s: %s."
                        .formatted(
                                Words.plural(sites.size(), "catch block"),
                                in.facts().told(failures.get(0)),
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
                                + " cause) and say nothing.")
                .rests(failures);
        for (HandlerSite site : sites) {
            draft.rests(new EventRef(
                    "epicenter.HandlerSite", in.analysis().recording().start(), "", List.of(site.frame())));
        }
        return draft.finding();
    }
}
