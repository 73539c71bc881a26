package dev.epicenter.cli;

import dev.epicenter.rules.RuleOptions;
import dev.epicenter.rules.RuleSet;
import dev.epicenter.rules.RuleSetException;
import dev.epicenter.rules.user.RuleFileException;
import java.util.ArrayList;
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
        try {
            return RuleSet.of(ruleFiles.all(), RuleOptions.of(only, skip, parameters));
        } catch (RuleSetException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
