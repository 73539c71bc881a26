package dev.epicenter.cli;

import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.cli.attach.AttachException;
import dev.epicenter.cli.attach.RunningJvm;
import dev.epicenter.rules.library.AwaitedFailureRule;
import dev.epicenter.rules.user.RuleFileException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code epicenter attach}: a JVM that runs, recorded for a while, to a report. */
@Command(
        name = "attach",
        description = "Records a JVM that runs, for a while or until it fails, and diagnoses that.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:healthy, or nothing at or above --fail-on",
            "1:something at or above --fail-on, by default an incident",
            "2:wrong arguments, several JVMs that fit, or an output that cannot be written",
            "3:the JVM cannot be attached to, or nothing could be recorded",
            "4:the recording holds too little for an answer, whatever --fail-on",
            "130:ended by Ctrl-C, after the report was written",
            "70:internal error, or not enough memory"
        },
        footer = {
            "",
            "Examples:",
            "  epicenter attach                      lists the JVMs that can be attached to",
            "  epicenter attach order-service -o report.html",
            "  epicenter attach 4711 --until-failure 'SQLException' --duration 30m -o report.html"
        })
final class AttachCommand implements Callable<Integer> {
    private static final Duration USUAL = Duration.ofSeconds(60);

    @Parameters(
            paramLabel = "JVM",
            arity = "0..1",
            description = "Its process id, or a regular expression that is found in its main class or jar.")
    private @Nullable String target;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long: 90s, 5m, 1h. Default: 60s; with --until-failure no end.")
    private @Nullable Duration duration;

    @Option(
            names = "--until-failure",
            paramLabel = "PATTERN",
            arity = "0..1",
            fallbackValue = "",
            description = "Until a failure whose type and message a regular expression is found in; without one, until "
                    + "a failure that nobody handles, or with --no-agent any.")
    private @Nullable String until;

    @Option(names = "--no-agent", description = "Load nothing into it: only what Flight Recorder itself knows.")
    private boolean noAgent;

    @Option(names = "--recording", paramLabel = "FILE", description = "Keep the recording there.")
    private @Nullable Path recording;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private final Diagnosing diagnosing;

    @Mixin
    private RuleChoices ruleChoices = new RuleChoices();

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;
    private final Map<String, String> environment;

    AttachCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
        diagnosing = new Diagnosing(terminal, environment);
    }

    @Override
    public Integer call()
            throws AttachException, UnreadableRecordingException, UnwritableOutputException, RuleFileException {
        if (target == null) {
            return list();
        }
        if (duration != null && duration.isZero()) {
            throw wrong("--duration cannot be nothing; write 90s, 5m or 1h");
        }
        Optional<Pattern> awaited = awaited();
        OutputFile kept = recording == null ? null : new OutputFile(recording);
        if (kept != null) {
            kept.checkWritable(List.of());
        }
        Diagnosing.Wanted wanted = diagnosing.wanted(
                List.of(),
                output,
                awaited.isPresent()
                        ? ruleChoices.rulesAnd(new AwaitedFailureRule(awaited.get()))
                        : ruleChoices.rules());
        RunningJvm jvm = the(target);
        AttachSession session = new AttachSession(
                jvm,
                !noAgent,
                Optional.ofNullable(duration == null && until == null ? USUAL : duration),
                until != null,
                awaited,
                environment,
                new SessionOutput(spec.commandLine().getErr(), terminal.err(), diagnosing.isQuiet()));
        return session.run(recorded -> {
            if (kept != null) {
                kept.write(out -> recorded.copyTo(out));
            }
            return diagnosing.run(List.of(recorded.path()), wanted);
        });
    }

    private int list() {
        PrintWriter out = spec.commandLine().getOut();
        List<RunningJvm> all = RunningJvm.all();
        all.forEach(out::println);
        if (all.isEmpty()) {
            spec.commandLine().getErr().println("epicenter: no other JVM of this user runs here");
        }
        return ExitCodes.OK;
    }

    private RunningJvm the(String what) throws AttachException {
        List<RunningJvm> fitting = RunningJvm.matching(what);
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        List<RunningJvm> choice = fitting.isEmpty() ? RunningJvm.all() : fitting;
        PrintWriter err = spec.commandLine().getErr();
        choice.forEach(jvm -> err.println("  " + jvm));
        throw wrong(
                fitting.isEmpty()
                        ? "no JVM has '" + what + "' in its main class or jar"
                                + (choice.isEmpty() ? "" : ", only those above run")
                        : fitting.size() + " JVMs have '" + what
                                + "' in their main class or jar; name one of those above by its process id");
    }

    private Optional<Pattern> awaited() {
        if (until == null || until.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(until));
        } catch (PatternSyntaxException e) {
            throw wrong("--until-failure '" + until + "' is no regular expression: " + e.getDescription());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
