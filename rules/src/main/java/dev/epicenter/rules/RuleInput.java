package dev.epicenter.rules;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Curve;
import dev.epicenter.model.Finding;
import dev.epicenter.model.PolicyFiring;
import dev.epicenter.model.RuleResult;
import dev.epicenter.rules.facts.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What one rule gets to see. Safe to read from any thread. */
public final class RuleInput {
    private final RuleInfo rule;
    private final Facts facts;
    private final Map<String, String> values;
    private final Map<String, RuleResult> results;
    private final List<Curve> curves = Collections.synchronizedList(new ArrayList<>());
    private final List<String> lacking = Collections.synchronizedList(new ArrayList<>());
    private final List<PolicyFiring> firings = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param values  what users set, by parameter; already checked
     * @param results of the rules it uses, by id
     */
    RuleInput(RuleInfo rule, Facts facts, Map<String, String> values, Map<String, RuleResult> results) {
        this.rule = rule;
        this.facts = facts;
        this.values = Map.copyOf(values);
        this.results = Map.copyOf(results);
    }

    /** What the recording says. */
    public Analysis analysis() {
        return facts.analysis();
    }

    /** The same, with questions that several rules ask. */
    public Facts facts() {
        return facts;
    }

    /** Value of a {@link Parameter.Kind#NUMBER}. */
    public double number(Parameter parameter) {
        return Parameter.number(text(parameter)).orElseThrow();
    }

    /** Value of a {@link Parameter.Kind#DURATION}. */
    public Duration duration(Parameter parameter) {
        return Durations.parse(text(parameter)).orElseThrow();
    }

    /** Value of a parameter as users write it. */
    public String text(Parameter parameter) {
        return values.getOrDefault(parameter.name(), parameter.standard());
    }

    /** Hands on a curve that was measured, whether or not a finding rests on it. */
    public void draw(Curve curve) {
        curves.add(curve);
    }

    /**
     * Says that the recording turned out to hold nothing to judge by, where the types of its events alone do not tell. Unless the
     * rule finds something all the same, it is not applicable then.
     *
     * @param what it would need, to follow "needs"
     */
    public void lacks(String what) {
        lacking.add(what);
    }

    /** What was said to be lacking. */
    List<String> lacking() {
        return List.copyOf(lacking);
    }

    /** Hands on what a policy would have done. */
    public void fire(PolicyFiring firing) {
        firings.add(firing);
    }

    /** The firings handed on so far. */
    List<PolicyFiring> firings() {
        return List.copyOf(firings);
    }

    /** The curves handed on so far. */
    List<Curve> curves() {
        return List.copyOf(curves);
    }

    /** What a rule that this one {@link RuleInfo#uses()} said; empty also when it could not judge. */
    public List<Finding> findingsOf(String id) {
        RuleResult result = results.get(id);
        if (result == null) {
            throw new IllegalArgumentException(rule.id() + " does not say that it uses " + id);
        }
        return result instanceof RuleResult.Found found ? found.findings() : List.of();
    }
}
