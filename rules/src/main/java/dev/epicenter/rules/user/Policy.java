package dev.epicenter.rules.user;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.PolicyFiring;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A policy of users: acts each time that its threshold is reached; here, says when it would have. */
final class Policy implements Rule {
    /** Firings of one group that are handed on. Judgement: one that fires more often has no threshold worth the name. */
    private static final int MAX_FIRINGS = 1_000;

    private static final int MOMENTS = 5;

    private final Definition definition;
    private final String action;
    private final Map<String, Template> arguments;
    private final Function<RuleInput, Duration> againAfter;

    Policy(
            Definition definition,
            String action,
            Map<String, Template> arguments,
            Function<RuleInput, Duration> againAfter) {
        this.definition = definition;
        this.action = action;
        this.arguments = Map.copyOf(arguments);
        this.againAfter = againAfter;
    }

    @Override
    public RuleInfo info() {
        return definition.info();
    }

    @Override
    public String prose() {
        return definition.page();
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Detection detection = new Detection(definition, in);
        List<Finding> findings = new ArrayList<>();
        for (Detection.Hit hit : detection.hits(againAfter.apply(in))) {
            hit.moments().stream().limit(MAX_FIRINGS).forEach(moment -> in.fire(firing(in, hit, moment)));
            findings.add(finding(in, detection, hit));
        }
        return findings;
    }

    private PolicyFiring firing(RuleInput in, Detection.Hit hit, Reached moment) {
        Filling filling = filling(in, hit, moment);
        SortedMap<String, String> key = new TreeMap<>();
        for (int i = 0; i < definition.per().size(); i++) {
            key.put(definition.per().get(i).name(), hit.group().key().get(i));
        }
        SortedMap<String, String> told = new TreeMap<>();
        arguments.forEach((name, text) -> told.put(name, text.fill(filling::value)));
        List<EventRef> events = hit.group().failures().stream()
                .filter(f -> !f.at().isAfter(moment.at()))
                .sorted(java.util.Comparator.comparing(Failure::at).reversed())
                .limit(Facts.EVIDENCE)
                .map(in.facts()::event)
                .toList();
        return new PolicyFiring(
                info().id(), info().title(), moment.at(), moment.within(), key, moment.count(), action, told, events);
    }

    private Finding finding(RuleInput in, Detection detection, Detection.Hit hit) {
        Reached first = hit.moments().get(0);
        Filling filling = filling(in, hit, first);
        Facts facts = in.facts();
        List<String> moments =
                hit.moments().stream().map(m -> facts.when(m.at())).toList();
        String fired = "It would have fired %s: at %s, action %s."
                .formatted(Words.times(moments.size()), Words.list(moments, MOMENTS), action);
        Draft draft = new Draft(info(), facts, definition.score())
                .summary(Words.sentences(
                        definition.summary().map(s -> s.fill(filling::value)).orElseGet(() -> "%s at %s."
                                .formatted(filling.value("type"), filling.value("site"))),
                        fired))
                .explanation(definition.explanation().fill(filling::value))
                .remedy(definition.remedy().fill(filling::value))
                .rests(hit.group().failures());
        detection.doubts(hit).forEach(draft::but);
        return draft.finding();
    }

    private Filling filling(RuleInput in, Detection.Hit hit, Reached moment) {
        return new Filling(in, definition.parameters(), hit.group(), moment, hit.window());
    }
}
