package dev.epicenter.rules;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Finding;
import java.util.List;

/** Looks at an analysis and says what is wrong. A pure function without state: the same analysis, the same findings. */
public interface Rule {
    /** Stable name such as {@code lost-cause}: users write it in scripts, so it is never used for anything else. */
    String id();

    /** A few words; the heading of its page. */
    String title();

    /** What it finds and why one would care, one paragraph; the first of its page (see {@link RulePage}). */
    String about();

    /** What the recording must hold for silence to mean anything; all of these. Empty when the rule can always judge. */
    default List<Need> needs() {
        return List.of();
    }

    /** What it says of this analysis, in any order; empty when it has nothing to say. */
    List<Finding> check(Analysis analysis);
}
