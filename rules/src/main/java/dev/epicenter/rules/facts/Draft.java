package dev.epicenter.rules.facts;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.rules.RuleInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** A finding while a rule writes it. */
public final class Draft {
    private final RuleInfo rule;
    private final Facts facts;
    private final double score;
    private final TreeSet<Integer> incidents = new TreeSet<>();
    private final List<EventRef> evidence = new ArrayList<>();
    private final List<String> counter = new ArrayList<>();
    private String summary = "";
    private String explanation = "";
    private String remedy = "";

    public Draft(RuleInfo rule, Facts facts, double score) {
        this.rule = rule;
        this.facts = facts;
        this.score = score;
    }

    public Draft summary(String text) {
        this.summary = text;
        return this;
    }

    public Draft explanation(String text) {
        this.explanation = text;
        return this;
    }

    public Draft remedy(String text) {
        this.remedy = text;
        return this;
    }

    /** The failures it is about: their events become evidence, the incidents they belong to are named. */
    public Draft rests(Collection<Failure> on) {
        on.stream().map(facts::event).forEach(this::rests);
        incidents.addAll(facts.incidentsWith(on));
        return this;
    }

    /** An event it is about; past the first {@value Facts#EVIDENCE} more add nothing. */
    public Draft rests(EventRef event) {
        if (evidence.size() < Facts.EVIDENCE && !evidence.contains(event)) {
            evidence.add(event);
        }
        return this;
    }

    public Draft concerns(Incident incident) {
        incidents.add(facts.analysis().incidents().indexOf(incident));
        return this;
    }

    /** Says what speaks against it; empty says nothing. */
    public Draft but(String text) {
        if (!text.isEmpty()) {
            counter.add(text);
        }
        return this;
    }

    public Finding finding() {
        List<String> ids = incidents.stream()
                .map(i -> facts.analysis().incidents().get(i).id())
                .toList();
        return new Finding(rule.id(), rule.title(), score, summary, explanation, remedy, ids, evidence, counter);
    }
}
