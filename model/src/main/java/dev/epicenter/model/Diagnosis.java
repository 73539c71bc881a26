package dev.epicenter.model;

import java.util.List;

/**
 * The analysis and what the rules say of it: what is rendered.
 *
 * @param analysis what the recording says
 * @param findings by score, highest first
 */
public record Diagnosis(Analysis analysis, List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }
}
