package dev.epicenter.cli;

import dev.epicenter.render.redact.Redaction;
import dev.epicenter.render.redact.UserPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what must not be in what is written. */
final class RedactionOptions {
    @Option(
            names = "--redact",
            paramLabel = "REGEX",
            description =
                    "Hide this too, besides secrets and personal data of known shapes; if it has a group, only what "
                            + "that matches. May be repeated.")
    private List<UserPattern> redact = new ArrayList<>();

    @Option(
            names = "--redact-from",
            paramLabel = "FILE",
            description = "The same with a pattern a line; # begins a comment. May be repeated.")
    private List<Path> redactFrom = new ArrayList<>();

    @Option(
            names = "--no-redact",
            description =
                    "Keep secrets, tokens, addresses and numbers of cards that messages hold. By default they are "
                            + "hidden.")
    private boolean noRedact;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** What was asked for; wrong arguments when that is contradictory. */
    Redaction redaction() {
        List<UserPattern> patterns = new ArrayList<>(redact);
        redactFrom.forEach(file -> patterns.addAll(patternsIn(file)));
        if (noRedact && !patterns.isEmpty()) {
            throw wrong("--no-redact goes with neither --redact nor --redact-from");
        }
        return noRedact ? Redaction.OFF : new Redaction(true, patterns);
    }

    /** A pattern a line; empty lines and those that begin with # are none. */
    private List<UserPattern> patternsIn(Path file) {
        List<UserPattern> patterns = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    patterns.add(UserPattern.of(line));
                }
            }
        } catch (IllegalArgumentException e) {
            throw wrong("'" + file + "': " + e.getMessage());
        } catch (IOException e) {
            throw wrong("'" + file + "', the patterns of --redact-from, cannot be read");
        }
        return patterns;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
