package dev.epicenter.rules.user;

import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a rule or policy of users says, read and checked.
 *
 * @param score       0..100
 * @param certain     whether what is asked of a failure is the same for all of its series
 * @param window      given the values of parameters
 * @param threshold   the same; empty when one failure is enough
 * @param of          with a share: of which failures
 * @param summary     empty for the one we make
 * @param page        what its page says below the head, in Markdown
 */
record Definition(
        RuleInfo info,
        double score,
        FailureMatch match,
        boolean certain,
        Optional<Condition> where,
        List<Key> per,
        Optional<Function<RuleInput, Duration>> window,
        Optional<Function<RuleInput, Threshold>> threshold,
        FailureMatch of,
        Optional<Template> summary,
        Template explanation,
        Template remedy,
        String page) {
    Definition {
        per = List.copyOf(per);
    }

    List<Parameter> parameters() {
        return info.parameters();
    }
}
