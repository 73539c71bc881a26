package dev.epicenter.model;

import java.util.List;

/**
 * The analysis and what the rules say of it: what is rendered.
 *
 * @param analysis what the recording says
 * @param findings by score, highest first
 * @param curves   what rules measured, for charts
 * @param rules    what became of each rule, by id
 * @param firings  what policies would have done, in time order
 */
public record Diagnosis(
        Analysis analysis,
        List<Finding> findings,
        List<Curve> curves,
        List<RuleResult> rules,
        List<PolicyFiring> firings) {
    public Diagnosis {
        findings = List.copyOf(findings);
        curves = List.copyOf(curves);
        rules = List.copyOf(rules);
        firings = List.copyOf(firings);
    }

    /** Of rules that measured nothing. */
    public Diagnosis(Analysis analysis, List<Finding> findings) {
        this(analysis, findings, List.of(), List.of(), List.of());
    }
}
