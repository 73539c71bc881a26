package dev.epicenter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code epicenter rules} alone: says what there is. */
@Command(
        name = "rules",
        description = "Lists and explains the rules; checks and tests those of your own.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {RulesListCommand.class, RulesShowCommand.class, RulesCheckCommand.class, RulesTestCommand.class},
        synopsisSubcommandLabel = "<command>",
        commandListHeading = "%nCommands:%n")
final class RulesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine commandLine = spec.commandLine();
        commandLine.usage(commandLine.getErr());
        return ExitCodes.USAGE;
    }
}
