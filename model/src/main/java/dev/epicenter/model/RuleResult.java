package dev.epicenter.model;

import java.util.List;

/** What became of one rule: what was looked at, and what could not be. */
public sealed interface RuleResult {
    /** Id of the rule. */
    String rule();

    /** Its title, a few words. */
    String title();

    /** What it says, highest score first; of a broken rule, that it is. */
    default List<Finding> findings() {
        return List.of();
    }

    /** Which of these it is: the word used in JSON and text. */
    String id();

    /**
     * It found something.
     *
     * @param page what its documentation says, in Markdown; empty when it has none
     * @param more findings left out, since their scores are lower than those of the ones listed
     */
    record Found(String rule, String title, String page, List<Finding> findings, long more) implements RuleResult {
        public Found {
            findings = List.copyOf(findings);
        }

        @Override
        public String id() {
            return "found";
        }
    }

    /** It looked at what it needs and found nothing. */
    record Ok(String rule, String title) implements RuleResult {
        @Override
        public String id() {
            return "ok";
        }
    }

    /**
     * It could not judge: neither good nor bad.
     *
     * @param needs what the recording lacks, a few words each
     */
    record NotApplicable(String rule, String title, List<String> needs) implements RuleResult {
        public NotApplicable {
            needs = List.copyOf(needs);
        }

        @Override
        public String id() {
            return "not-applicable";
        }
    }

    /**
     * It threw or took too long: our bug, or that of whoever wrote it.
     *
     * @param reason what happened, in one line
     */
    record Broken(String rule, String title, String reason, List<Finding> findings) implements RuleResult {
        public Broken {
            findings = List.copyOf(findings);
        }

        @Override
        public String id() {
            return "broken";
        }
    }
}
