package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashVm;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The virtual machine, while its log is being read. */
final class VmDraft {
    private static final Pattern BUILD = Pattern.compile("\\bbuild ([^\\s),]{1,100})");
    private static final Pattern NUMBER = Pattern.compile("^([0-9]{1,4}(?:\\.[0-9]{1,6}){0,5}(?:_[0-9]{1,6})?)");
    private static final Pattern PLATFORM =
            Pattern.compile("\\b((?:linux|windows|bsd|macosx|macos|solaris|aix)-[a-z0-9_]{2,20})\\b");
    private static final Pattern COLLECTOR = Pattern.compile(", ([a-z0-9 ]{1,30} gc)\\b");

    private String jvm = "";
    private String javaVersion = "";
    private String platform = "";
    private String collector = "";
    private String mainClass = "";
    String arguments = "";
    String commandLine = "";
    String phase = "";
    final Map<String, String> flags = new TreeMap<>();
    final Map<String, String> environment = new TreeMap<>();

    /** {@code OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6-Debian-1deb12u1)}. */
    void jre(String text) {
        Matcher build = BUILD.matcher(text);
        if (build.find()) {
            version(build.group(1));
        } else {
            int open = text.indexOf('(');
            version(open < 0 ? text : text.substring(open + 1));
        }
    }

    private void version(String build) {
        Matcher number = NUMBER.matcher(build);
        if (number.find()) {
            javaVersion = number.group(1);
        }
    }

    /** {@code OpenJDK 64-Bit Server VM (17.0.15+6, mixed mode, …, g1 gc, linux-amd64)}. */
    void jvm(String text) {
        int modes = text.indexOf(", mixed mode");
        int end = modes < 0 ? text.indexOf(" mixed mode") : modes;
        jvm = end < 0 ? text : text.substring(0, end) + ")";
        info(text);
        Matcher gc = COLLECTOR.matcher(text);
        if (gc.find()) {
            collector = gc.group(1);
        }
    }

    void info(String text) {
        Matcher found = PLATFORM.matcher(text);
        if (platform.isEmpty() && found.find()) {
            platform = found.group(1);
        }
    }

    /** Only what runs: its arguments may hold secrets. */
    void command(String text) {
        mainClass = dev.epicenter.analyzer.read.MainClass.of(text);
    }

    CrashVm build() {
        if (arguments.isEmpty()) {
            arguments = optionsOf(commandLine);
        }
        if (mainClass.isEmpty() && !commandLine.isEmpty()) {
            // JAVA_TOOL_OPTIONS are arguments and not on the command line.
            String options = commandLine.startsWith(arguments) ? arguments : optionsOf(commandLine);
            command(commandLine.substring(options.length()).strip());
        }
        return new CrashVm(
                jvm,
                javaVersion,
                feature(),
                platform,
                collector(),
                mainClass,
                arguments,
                new TreeMap<>(flags),
                phase,
                new TreeMap<>(environment));
    }

    /** The words in front of the first that is no option. */
    private static String optionsOf(String commandLine) {
        int end = 0;
        for (String word : commandLine.split(" ", 500)) {
            if (!word.startsWith("-") && !word.startsWith("@")) {
                break;
            }
            end = Math.min(commandLine.length(), end + word.length() + 1);
        }
        return commandLine.substring(0, end).strip();
    }

    private int feature() {
        String[] parts = javaVersion.split("[._]");
        String first = parts.length > 1 && parts[0].equals("1") ? parts[1] : parts[0];
        return first.isEmpty() ? 0 : Integer.parseInt(first);
    }

    /** The log of JDK 8 does not name it in its head. */
    private String collector() {
        if (collector.isEmpty()) {
            for (String gc : new String[] {"G1", "Parallel", "Serial", "ConcMarkSweep", "Z", "Shenandoah", "Epsilon"}) {
                boolean on = flags.getOrDefault("Use" + gc + "GC", "").equals("true")
                        || arguments.contains("-XX:+Use" + gc + "GC");
                if (on) {
                    return gc.toLowerCase(Locale.ROOT) + " gc";
                }
            }
        }
        return collector;
    }
}
