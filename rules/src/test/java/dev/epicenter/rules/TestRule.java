package dev.epicenter.rules;

import dev.epicenter.model.Finding;
import java.util.List;
import java.util.function.Function;

/** A rule that a test makes up. */
record TestRule(RuleInfo info, Function<RuleInput, List<Finding>> check) implements Rule {
    static RuleInfo info(String id) {
        return RuleInfo.of(id, Topic.FAILURE, "Title of " + id, "Finds " + id + ".");
    }

    /** Says one thing. */
    static Rule saying(String id, double score) {
        return new TestRule(info(id), in -> List.of(finding(id, score)));
    }

    static Finding finding(String id, double score) {
        return new Finding(id, id, score, "s", "e", "r", List.of(), List.of(), List.of());
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return check.apply(in);
    }
}
