package dev.epicenter.model;

import java.util.List;
import java.util.Optional;

/**
 * The analysis and what the rules say of it: what is rendered.
 *
 * @param analysis what the recording says
 * @param findings by score, highest first
 * @param curves   what rules measured, for charts
 * @param rules    what became of each rule, by id
 * @param firings  what policies would have done, in time order
 * @param jmcRules what JMC's rules say, if they were asked
 */
public record Diagnosis(
        Analysis analysis,
        List<Finding> findings,
        List<Curve> curves,
        List<RuleResult> rules,
        List<PolicyFiring> firings,
        Optional<JmcRules> jmcRules) {
    public Diagnosis {
        findings = List.copyOf(findings);
        curves = List.copyOf(curves);
        rules = List.copyOf(rules);
        firings = List.copyOf(firings);
    }

    /** Without JMC's rules. */
    public Diagnosis(
            Analysis analysis,
            List<Finding> findings,
            List<Curve> curves,
            List<RuleResult> rules,
            List<PolicyFiring> firings) {
        this(analysis, findings, curves, rules, firings, Optional.empty());
    }

    /** The same with what JMC's rules say. */
    public Diagnosis with(JmcRules said) {
        return new Diagnosis(analysis, findings, curves, rules, firings, Optional.of(said));
    }

    /** Of rules that measured nothing. */
    public Diagnosis(Analysis analysis, List<Finding> findings) {
        this(analysis, findings, List.of(), List.of(), List.of());
    }
}
