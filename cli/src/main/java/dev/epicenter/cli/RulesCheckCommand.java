package dev.epicenter.cli;

import dev.epicenter.rules.user.RuleFileException;
import dev.epicenter.rules.user.UserRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code epicenter rules check}: what is wrong with rule files. */
@Command(
        name = "check",
        description = "Says what is wrong with rule files, each with its line and column.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is wrong", "1:something is", "2:wrong arguments"})
final class RulesCheckCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE|DIR",
            arity = "1..*",
            description = "Rule files; of a directory all .yaml and .yml files.")
    private List<Path> files = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            int rules = UserRules.load(files).size();
            out.println(rules + (rules == 1 ? " rule, nothing wrong" : " rules, nothing wrong"));
            return ExitCodes.OK;
        } catch (RuleFileException e) {
            e.problems().forEach(out::println);
            return ExitCodes.FOUND;
        }
    }
}
