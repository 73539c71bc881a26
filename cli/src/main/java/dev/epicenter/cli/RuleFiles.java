package dev.epicenter.cli;

import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleLibrary;
import dev.epicenter.rules.user.RuleFileException;
import dev.epicenter.rules.user.UserRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that adds rules of the user's own to ours. */
final class RuleFiles {
    @Option(
            names = "--rules",
            paramLabel = "FILE|DIR",
            description =
                    "Rules and policies of your own, YAML; of a directory all .yaml and .yml files. May be repeated.")
    private List<Path> files = new ArrayList<>();

    /** Ours, then the user's. Without the option nothing of what reads rule files is loaded: it costs more than all our rules. */
    List<Rule> all() throws RuleFileException {
        List<Rule> all = new ArrayList<>(RuleLibrary.rules());
        if (!files.isEmpty()) {
            all.addAll(UserRules.load(files));
        }
        return all;
    }
}
