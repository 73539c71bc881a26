package dev.epicenter.analyzer.crash;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the JVM was started with, and how far it came: arguments, flags, a few environment variables, time and uptime. */
final class StartSection implements Section {
    private static final int FLAGS = 500;

    /** The only environment variables that are kept: the others may hold secrets, and say nothing of a crash. */
    private static final Set<String> VARIABLES = Set.of(
            "JAVA_TOOL_OPTIONS",
            "_JAVA_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "LD_PRELOAD",
            "LD_LIBRARY_PATH",
            "DYLD_INSERT_LIBRARIES",
            "MALLOC_ARENA_MAX",
            "MALLOC_CONF");

    private static final Pattern FLAG =
            Pattern.compile("^\\s*(?:bool|u?intx?|size_t|u?int64_t|double|ccstr|ccstrlist)\\s+"
                    + "(\\w{1,100})\\s*(?::|\\+|)?=\\s*(.*?)\\s*(?:\\{.*)?$");
    private static final Pattern TIME = Pattern.compile("^[Tt]ime: (.{1,80}?)(?: elapsed time: (.*))?$");
    private static final Pattern PHASE =
            Pattern.compile("\\((normal execution|shutting down|not fully initialized)\\)");
    private static final Pattern ELAPSED = Pattern.compile("^([0-9]{1,12}(?:\\.[0-9]{1,9})?) seconds.*");

    private enum Part {
        NONE,
        FLAGS,
        ENVIRONMENT
    }

    private final CrashDraft draft;
    private Part part = Part.NONE;

    StartSection(CrashDraft draft) {
        this.draft = draft;
    }

    @Override
    public boolean begins(String line) {
        Part before = part;
        part = Part.NONE;
        Matcher time = TIME.matcher(line);
        if (line.startsWith("jvm_args: ")) {
            draft.vm.arguments = line.substring("jvm_args: ".length()).strip();
        } else if (line.startsWith("java_command: ")) {
            draft.vm.command(line.substring("java_command: ".length()).strip());
        } else if (line.startsWith("Command Line: ")) {
            draft.vm.commandLine = line.substring("Command Line: ".length()).strip();
        } else if (line.startsWith("[Global flags]")) {
            part = Part.FLAGS;
        } else if (line.startsWith("Environment Variables:")) {
            part = Part.ENVIRONMENT;
        } else if (line.startsWith("timezone: ")) {
            draft.zone = line.substring("timezone: ".length()).strip();
        } else if (time.matches()) {
            draft.time = time.group(1).strip();
            if (time.group(2) != null) {
                elapsed(time.group(2));
            }
        } else if (line.startsWith("VM state:")) {
            Matcher phase = PHASE.matcher(line);
            draft.vm.phase = phase.find() ? phase.group(1) : "";
        } else if (line.startsWith("elapsed time: ")) {
            elapsed(line.substring("elapsed time: ".length()));
        } else if (line.startsWith("vm_info: ")) {
            draft.vm.info(line.substring("vm_info: ".length()).strip());
        } else {
            part = before;
            return line.startsWith("VM Arguments:");
        }
        return true;
    }

    private void elapsed(String text) {
        Matcher matcher = ELAPSED.matcher(text.strip());
        if (matcher.matches()) {
            draft.uptime = CrashDraft.seconds(matcher.group(1));
        }
    }

    @Override
    public void line(String line) {
        switch (part) {
            case FLAGS -> flag(line);
            case ENVIRONMENT -> variable(line);
            case NONE -> {}
        }
    }

    private void flag(String line) {
        Matcher flag = FLAG.matcher(line);
        if (flag.matches() && draft.vm.flags.size() < FLAGS) {
            draft.vm.flags.put(flag.group(1), flag.group(2));
        }
    }

    private void variable(String line) {
        int equals = line.indexOf('=');
        if (equals > 0 && VARIABLES.contains(line.substring(0, equals))) {
            draft.vm.environment.put(line.substring(0, equals), line.substring(equals + 1));
        }
    }
}
