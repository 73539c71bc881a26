package dev.epicenter.model;

import java.util.List;

/**
 * The analysis and what the rules say of it: what is rendered.
 *
 * @param analysis what the recording says
 * @param findings by score, highest first
 * @param curves   what rules measured, for charts
 */
public record Diagnosis(Analysis analysis, List<Finding> findings, List<Curve> curves) {
    public Diagnosis {
        findings = List.copyOf(findings);
        curves = List.copyOf(curves);
    }

    /** Of rules that measured nothing. */
    public Diagnosis(Analysis analysis, List<Finding> findings) {
        this(analysis, findings, List.of());
    }
}
