package dev.epicenter.cli;

import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleOptions;
import dev.epicenter.rules.RuleSet;
import dev.epicenter.rules.RuleSetException;
import dev.epicenter.rules.user.RuleFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say which rules run, and how. */
final class RuleChoices {
    @Mixin
    private RuleFiles ruleFiles = new RuleFiles();

    @Option(
            names = "--only",
            paramLabel = "RULE",
            split = ",",
            description = "Report this rule and no others, see 'epicenter rules list'. May be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--skip",
            paramLabel = "RULE",
            split = ",",
            description = "Do not report this rule. May be repeated.")
    private List<String> skip = new ArrayList<>();

    @Option(
            names = "--rule-param",
            paramLabel = "RULE.PARAMETER=VALUE",
            description = "Set a parameter of a rule, see 'epicenter rules show RULE'. May be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    /** The rules as asked for; wrong arguments when that is not possible. */
    RuleSet rules() throws RuleFileException {
        return rules(ruleFiles.all(), only);
    }

    /** The same, and one that is reported in any case. */
    RuleSet rulesAnd(Rule another) throws RuleFileException {
        List<Rule> rules = new ArrayList<>(ruleFiles.all());
        rules.add(another);
        List<String> reported = new ArrayList<>(only);
        if (!only.isEmpty()) {
            reported.add(another.info().id());
        }
        return rules(rules, reported);
    }

    private RuleSet rules(Collection<Rule> rules, List<String> reported) {
        try {
            return RuleSet.of(rules, RuleOptions.of(reported, skip, parameters));
        } catch (RuleSetException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
