package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.JvmSinks.Jvm;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who one process was, put together from its chunks: the first that tells decides. */
final class JvmFacts {
    private static final Pattern JRE = Pattern.compile("JRE \\(([^)]*)\\)");

    private String jvm = "";
    private String javaVersion = "";
    private String mainClass = "";
    private String jvmArguments = "";
    private long pid = -1;
    private long jvmStart = Long.MIN_VALUE;

    void jvm(Jvm of) {
        if (!jvm.isEmpty()) {
            return;
        }
        jvm = of.version().startsWith(of.name()) ? of.version() : of.name() + " " + of.version();
        int built = jvm.indexOf(", built on");
        jvm = built < 0 ? jvm : jvm.substring(0, built);
        jvmArguments = of.arguments();
        mainClass = MainClass.of(of.javaArguments());
        jvmStart = of.start();
        pid = of.pid();
    }

    void properties(Map<String, String> properties) {
        if (javaVersion.isEmpty()) {
            javaVersion = properties.getOrDefault("java.version", "");
        }
        if (mainClass.isEmpty()) {
            mainClass = MainClass.of(properties.getOrDefault("sun.java.command", ""));
        }
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
}
