package dev.epicenter.cli;

import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleLibrary;
import dev.epicenter.rules.RuleOptions;
import dev.epicenter.rules.RulePage;
import dev.epicenter.rules.RuleSet;
import dev.epicenter.rules.RuleSetException;
import dev.epicenter.rules.user.RuleFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code epicenter rules show}: the page of a rule. */
@Command(
        name = "show",
        description =
                "Explains a rule: what it finds, why that matters, what to do, what it can't see, what it needs and takes.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RulesShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RULE", description = "Id of the rule.")
    private String id;

    @Mixin
    private RuleFiles ruleFiles = new RuleFiles();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws RuleFileException {
        try {
            List<Rule> all = new ArrayList<>(ruleFiles.all());
            all.addAll(RuleLibrary.onDemand());
            RuleSet rules = RuleSet.of(all, RuleOptions.DEFAULT);
            spec.commandLine().getOut().print(RulePage.of(rules.byId(id)));
        } catch (RuleSetException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return ExitCodes.OK;
    }
}
