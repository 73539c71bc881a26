package dev.epicenter.rules;

import dev.epicenter.model.Finding;
import java.util.List;

/**
 * How one rule did on one analysis.
 *
 * @param rule     which
 * @param status   how
 * @param findings highest score first; for a {@link Status#BROKEN} rule one that says so
 * @param note     why it could not judge, or what was left out; empty when there is nothing to add
 */
public record RuleOutcome(Rule rule, Status status, List<Finding> findings, String note) {
    public RuleOutcome {
        findings = List.copyOf(findings);
    }

    /** What became of a rule. */
    public enum Status {
        /** It found something. */
        FIRED,
        /** It looked and found nothing. */
        SILENT,
        /** The recording lacks what it needs; neither good nor bad. */
        NOT_APPLICABLE,
        /** It threw: our bug, or that of whoever wrote it. */
        BROKEN
    }
}
