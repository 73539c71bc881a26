package dev.epicenter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code epicenter rules} alone: says what there is. */
@Command(
        name = "rules",
        description = "Lists and explains the rules.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {RulesListCommand.class, RulesShowCommand.class},
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
