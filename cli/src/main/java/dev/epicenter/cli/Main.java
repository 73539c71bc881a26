package dev.epicenter.cli;

import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.cli.SummaryCommand.SummaryFormat;
import dev.epicenter.cli.attach.AttachException;
import dev.epicenter.render.Format;
import dev.epicenter.render.redact.Redactor;
import dev.epicenter.render.redact.UserPattern;
import dev.epicenter.rules.user.RuleFileException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The way in: turns arguments into a command, and whatever goes wrong into one line and an exit code. */
public final class Main {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;
    private final Map<String, String> environment;

    private Main(PrintWriter out, PrintWriter err, Terminal terminal, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.environment = environment;
    }

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        StandardOutput stdout = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintWriter out = stdout.writer();
        PrintWriter err = new StandardOutput(new FileOutputStream(FileDescriptor.err)).writer();
        Map<String, String> environment = System.getenv();
        int code = new Main(out, err, Terminal.of(environment), environment).run(args);
        out.flush();
        if (stdout.failure().isPresent()) {
            err.println("epicenter: standard output cannot be written: "
                    + stdout.failure().get());
            code = ExitCodes.USAGE;
        }
        err.flush();
        System.exit(code);
    }

    /**
     * Runs the command line, as a script would see it.
     *
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return new Main(out, err, Terminal.NONE, Map.of()).run(args);
    }

    /** The command line, for what wants to know it and not to run it. */
    static CommandLine commandLine(
            PrintWriter out, PrintWriter err, Terminal terminal, Map<String, String> environment) {
        return commandLine(out, err, terminal, environment, List.of());
    }

    /** With the command that the first argument names; with all when it names none. To know a command's options takes long. */
    private static CommandLine commandLine(
            PrintWriter out, PrintWriter err, Terminal terminal, Map<String, String> environment, List<String> args) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("analyze", () -> new AnalyzeCommand(terminal, environment));
        commands.put("summary", () -> new SummaryCommand(terminal, environment));
        commands.put("repair", () -> new RepairCommand(terminal));
        commands.put("scrub", () -> new ScrubCommand(terminal));
        commands.put("attach", () -> new AttachCommand(terminal, environment));
        commands.put("agent", AgentCommand::new);
        commands.put("rules", RulesCommand::new);
        if (!args.isEmpty() && commands.containsKey(args.get(0))) {
            commands.keySet().retainAll(List.of(args.get(0)));
        }
        boolean colored = ColorChoice.AUTO.wants(terminal, environment);
        CommandLine line = new CommandLine(new EpicenterCommand());
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        return line.setOut(out)
                .setErr(err)
                .registerConverter(Format.class, new FormatConverter())
                .registerConverter(UserPattern.class, new PatternConverter())
                .registerConverter(Duration.class, new DurationConverter())
                .registerConverter(FailOn.class, new Choice<>(FailOn.class))
                .registerConverter(ColorChoice.class, new Choice<>(ColorChoice.class))
                .registerConverter(SummaryFormat.class, new Choice<>(SummaryFormat.class))
                .setColorScheme(Help.defaultColorScheme(colored ? Help.Ansi.ON : Help.Ansi.OFF));
    }

    private int run(String... args) {
        try {
            return commandLine(out, err, terminal, environment, List.of(args))
                    .setParameterExceptionHandler(wrongArguments())
                    .setExecutionExceptionHandler((e, command, parsed) -> failed(e, args))
                    .execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return failed(e, args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private IParameterExceptionHandler wrongArguments() {
        return (e, args) -> {
            String wrong = whatIsWrong(e).replaceFirst("\\.$", "");
            say(wrong.contains("see 'epicenter ") ? wrong : wrong + "; see '" + help(e.getCommandLine()) + "'");
            return ExitCodes.USAGE;
        };
    }

    private static String help(CommandLine command) {
        if (command.getParent() == null) {
            return "epicenter help";
        }
        return command.getParent().getParent() == null
                ? "epicenter help " + command.getCommandName()
                : command.getCommandSpec().qualifiedName(" ") + " --help";
    }

    private static String whatIsWrong(ParameterException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "wrong arguments");
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return message;
        }
        if (e.getCommandLine().getParent() == null && !unmatched.isUnknownOption()) {
            return "there is no command '" + unmatched.getUnmatched().get(0) + "'";
        }
        String like = unmatched.getSuggestions().stream().limit(3).collect(Collectors.joining(", "));
        return like.isEmpty() ? message : message + " (did you mean " + like + "?)";
    }

    private int failed(Throwable e, String[] args) {
        int code;
        if (e instanceof UnreadableRecordingException) {
            say(Objects.requireNonNullElse(e.getMessage(), "the input cannot be read"));
            code = ExitCodes.UNREADABLE;
        } else if (e instanceof AttachException) {
            say(Objects.requireNonNullElse(e.getMessage(), "the JVM cannot be attached to"));
            code = ExitCodes.UNREADABLE;
        } else if (e instanceof RuleFileException wrong) {
            wrong.problems().forEach(problem -> say(problem.toString()));
            code = ExitCodes.USAGE;
        } else if (e instanceof UnwritableOutputException) {
            say(Objects.requireNonNullElse(e.getMessage(), "the output cannot be written"));
            code = ExitCodes.USAGE;
        } else if (causes(e).anyMatch(OutOfMemoryError.class::isInstance)) {
            say("not enough memory with a heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB; give it more: EPICENTER_JAVA_OPTS=-Xmx4g epicenter …");
            code = ExitCodes.INTERNAL;
        } else {
            say("internal error: " + Redactor.redact(e.toString()) + at(e)
                    + "; this is a bug in Epicenter, please report it with the output of --verbose");
            code = ExitCodes.INTERNAL;
        }
        if (List.of(args).contains("--verbose")) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            err.print(Redactor.redact(trace.toString()));
        }
        return code;
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(20);
    }

    /** Our own frame nearest to it. */
    private static String at(Throwable e) {
        return Stream.of(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.epicenter."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }

    /** One line, whatever the message holds: a file name may hold line breaks and terminal commands. */
    private void say(String message) {
        err.println("epicenter: " + OneLine.of(message));
    }
}
