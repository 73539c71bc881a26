package dev.epicenter.analyzer.read;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who was recorded. The first chunk that tells decides; others are counted, since they should not be mixed. */
final class JvmFacts {
    private static final Pattern JRE = Pattern.compile("JRE \\(([^)]*)\\)");

    private final Set<String> jvms = new LinkedHashSet<>();
    private String jvm = "";
    private String javaVersion = "";
    private String mainClass = "";
    private String jvmArguments = "";
    private long pid = -1;
    private long jvmStart = Long.MIN_VALUE;

    void jvm(
            String name, String version, String arguments, String javaArguments, long start, @Nullable String pidText) {
        jvms.add(pidText + "@" + start);
        if (jvms.size() > 1) {
            return;
        }
        jvm = version.startsWith(name) ? version : name + " " + version;
        int built = jvm.indexOf(", built on");
        jvm = built < 0 ? jvm : jvm.substring(0, built);
        jvmArguments = arguments;
        mainClass = mainClass(javaArguments);
        jvmStart = start;
        if (pidText != null && pidText.matches("\\d{1,18}")) {
            pid = Long.parseLong(pidText);
        }
    }

    void property(String key, String value) {
        if (key.equals("java.version") && javaVersion.isEmpty()) {
            javaVersion = value;
        } else if (key.equals("sun.java.command") && mainClass.isEmpty()) {
            mainClass = mainClass(value);
        }
    }

    private static String mainClass(String command) {
        String trimmed = command.strip();
        int jar = trimmed.indexOf(".jar ");
        if (jar >= 0 && (trimmed.indexOf(' ') > jar || trimmed.startsWith("/"))) {
            return trimmed.substring(0, jar + 4);
        }
        int space = trimmed.indexOf(' ');
        return space < 0 ? trimmed : trimmed.substring(0, space);
    }

    String jvm() {
        return jvm;
    }

    String javaVersion() {
        if (!javaVersion.isEmpty()) {
            return javaVersion;
        }
        Matcher jre = JRE.matcher(jvm);
        if (!jre.find()) {
            return "";
        }
        String version = jre.group(1);
        int build = indexOfBuild(version);
        return build < 0 ? version : version.substring(0, build);
    }

    /** Where the build number starts: after + since JDK 9, after -b before. */
    private static int indexOfBuild(String version) {
        int plus = version.indexOf('+');
        return plus >= 0 ? plus : version.indexOf("-b");
    }

    String mainClass() {
        return mainClass;
    }

    String jvmArguments() {
        return jvmArguments;
    }

    long pid() {
        return pid;
    }

    /** When the JVM started, {@link Long#MIN_VALUE} when not recorded. */
    long jvmStart() {
        return jvmStart;
    }

    /** How many JVMs the chunks come from, as far as they tell. */
    int jvmCount() {
        return jvms.size();
    }
}
