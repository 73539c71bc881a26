package dev.epicenter.rules.user;

import dev.epicenter.rules.Rule;
import java.util.List;

/**
 * A rule file that is right.
 *
 * @param name  as given
 * @param rules rules and policies
 * @param cases what its tests say
 */
record RuleFile(String name, List<Rule> rules, List<RuleCase> cases) {
    RuleFile {
        rules = List.copyOf(rules);
        cases = List.copyOf(cases);
    }
}
