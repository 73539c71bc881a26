package dev.epicenter.cli;

import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.user.RuleFileException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code epicenter rules list}: ids and titles. */
@Command(
        name = "list",
        description = "Lists the rules: id and what it finds.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RulesListCommand implements Callable<Integer> {
    @Mixin
    private RuleFiles ruleFiles = new RuleFiles();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws RuleFileException {
        PrintWriter out = spec.commandLine().getOut();
        List<RuleInfo> infos = ruleFiles.all().stream()
                .map(Rule::info)
                .sorted(Comparator.comparing(RuleInfo::id))
                .toList();
        int width = infos.stream().mapToInt(i -> i.id().length()).max().orElse(0);
        for (Topic topic : Topic.values()) {
            List<RuleInfo> ofTopic =
                    infos.stream().filter(i -> i.topic() == topic).toList();
            if (!ofTopic.isEmpty()) {
                out.println("# " + topic.heading());
                ofTopic.forEach(i -> out.println(i.id() + " ".repeat(width - i.id().length() + 2) + i.title()));
            }
        }
        return ExitCodes.OK;
    }
}
