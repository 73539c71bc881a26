package dev.epicenter.rules;

import dev.epicenter.model.Finding;
import java.util.List;

/** Looks at an analysis and says what is wrong. A pure function without state: the same input, the same findings. */
public interface Rule {
    /** What it is called, needs and takes. */
    RuleInfo info();

    /** What it says of this analysis, in any order; empty when it has nothing to say. */
    List<Finding> check(RuleInput in);

    /** What its page says below the head, in Markdown. */
    default String prose() {
        return RulePage.proseOf(info());
    }
}
