package dev.epicenter.cli;

import dev.epicenter.rules.user.FailureContract;
import dev.epicenter.rules.user.RuleFileException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that tell whose code failed. */
final class CodeOptions {
    @Option(
            names = "--classpath",
            paramLabel = "PATHS",
            description =
                    "What the application ran from: jars, directories of jars or of classes, several as in java -cp. Names the jar and "
                            + "version of the code that failed; nothing in them is run. May be repeated.")
    private List<String> classPath = new ArrayList<>();

    @Option(
            names = "--contract",
            paramLabel = "FILE",
            description =
                    "Who answers for which code and what was promised about it, YAML: owners in the report, and whether the promises "
                            + "were kept.")
    private @Nullable Path contract;

    /** The class path, part by part; a part that is not there is a wrong argument. */
    List<Path> classPath(CommandLine command) {
        List<Path> paths = new ArrayList<>();
        for (String given : classPath) {
            for (String part : given.split(File.pathSeparator)) {
                if (!part.isBlank()) {
                    paths.add(directoryOrFile(part));
                }
            }
        }
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new ParameterException(command, "--classpath: there is no file or directory " + path);
            }
        }
        return paths;
    }

    /** What {@code java -cp} means by a star are the jars of a directory, and a star alone those of the current one. */
    private static Path directoryOrFile(String part) {
        if (part.equals("*")) {
            return Path.of("");
        }
        boolean star = part.endsWith("/*") || part.endsWith(File.separator + "*");
        return Path.of(star ? part.substring(0, part.length() - 1) : part);
    }

    /** The contract, if one is given. Without it nothing of what reads it is loaded. */
    Optional<FailureContract> contract() throws RuleFileException {
        return contract == null ? Optional.empty() : Optional.of(FailureContract.load(contract));
    }
}
