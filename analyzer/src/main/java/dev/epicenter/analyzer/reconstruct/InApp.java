package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Names;
import dev.epicenter.model.Site;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which frames are the application's. Derived from where the program starts: the main class of the command line, or the
 * outermost {@code main} on a recorded stack when a jar was started. An organisation whose second name says nothing (such as
 * {@code org.apache}) counts with three parts, so that one project of it is in-app and another is not.
 */
final class InApp {
    /** Second-level names shared by unrelated projects. */
    private static final Set<String> UMBRELLAS = Set.of(
            "org.apache",
            "org.eclipse",
            "com.github",
            "io.github",
            "com.google",
            "org.springframework",
            "com.sun",
            "org.jboss",
            "com.amazonaws",
            "com.microsoft",
            "org.codehaus",
            "com.fasterxml",
            "com.gitlab",
            "io.gitlab");

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "netscape.");

    /** Programs that start other programs: their {@code main} says nothing. */
    private static final List<String> LAUNCHERS = List.of(
            "org.springframework.boot.loader.",
            "org.apache.catalina.startup.",
            "org.eclipse.jetty.start.",
            "org.jboss.modules.",
            "org.glassfish.",
            "com.sun.enterprise.",
            "com.ibm.ws.",
            "weblogic.",
            "org.apache.karaf.",
            "org.eclipse.equinox.launcher.",
            "io.quarkus.bootstrap.",
            "org.apache.spark.deploy.",
            "org.codehaus.groovy.tools.",
            "scala.tools.nsc.",
            "org.apache.maven.surefire.",
            "org.codehaus.plexus.classworlds.",
            "org.gradle.",
            "com.intellij.rt.",
            "org.junit.platform.console.",
            "jdk.jfr.internal.",
            "com.sun.tools.javac.launcher.");

    private final List<String> prefixes;
    private final List<String> excluded;
    private final String origin;
    private final Map<String, Boolean> known = new HashMap<>();

    private InApp(List<String> prefixes, List<String> excluded, String origin) {
        this.prefixes = prefixes;
        this.excluded = excluded;
        this.origin = origin;
    }

    static InApp of(RecordedEvents events, AnalyzerOptions options) {
        Set<String> prefixes = new LinkedHashSet<>(options.inApp());
        String origin = "by option";
        Optional<String> main = mainClass(events.recording().mainClass());
        if (main.isPresent()) {
            prefixes.add(root(main.get()));
            origin = "from the main class " + main.get();
        } else {
            Set<String> mains = mainsOnStacks(events);
            mains.forEach(m -> prefixes.add(root(m)));
            if (!mains.isEmpty()) {
                origin = "from main methods on recorded stacks";
            } else if (prefixes.isEmpty()) {
                origin = "no main class is recorded, so all that is not the JDK's counts as the application's";
            }
        }
        return new InApp(List.copyOf(prefixes), options.notInApp(), origin);
    }

    /** The main class of a command line: not a jar; the part behind the slash of a module. */
    private static Optional<String> mainClass(String recorded) {
        String name = recorded.contains("/") && !recorded.endsWith(".jar")
                ? recorded.substring(recorded.lastIndexOf('/') + 1)
                : recorded;
        boolean launcher = LAUNCHERS.stream().anyMatch(name::startsWith);
        return name.isEmpty() || name.endsWith(".jar") || name.endsWith(".java") || launcher || isJdk(name)
                ? Optional.empty()
                : Optional.of(name);
    }

    private static Set<String> mainsOnStacks(RecordedEvents events) {
        Stream<StackTrace> stacks = Stream.concat(
                events.series().stream().map(RecordedSeries::stack),
                events.threads().stream().map(ThreadLife::startedBy));
        Set<String> mains = new LinkedHashSet<>();
        stacks.forEach(stack -> stack.frames().stream()
                .filter(f -> f.method().equals("main") && !isJdk(f.type()))
                .filter(f -> LAUNCHERS.stream().noneMatch(f.type()::startsWith))
                .forEach(f -> mains.add(f.type())));
        return mains;
    }

    /** Package prefix that stands for a program, given its main class; the class itself when it has no package. */
    static String root(String mainClass) {
        String[] parts = Names.packageOf(mainClass).split("\\.");
        if (parts[0].isEmpty()) {
            return "";
        }
        if (parts.length == 1) {
            return parts[0] + ".";
        }
        String two = parts[0] + "." + parts[1];
        return (UMBRELLAS.contains(two) && parts.length > 2 ? two + "." + parts[2] : two) + ".";
    }

    static boolean isJdk(String type) {
        return JDK.stream().anyMatch(type::startsWith);
    }

    /** Whether a Throwable of the JDK's own, which it translates into a public one before it lets it out. */
    static boolean isJdkPrivate(String type) {
        return type.startsWith("sun.") || type.startsWith("jdk.internal.") || type.startsWith("com.sun.org.");
    }

    /** Whether a class is the application's. */
    boolean contains(String type) {
        return known.computeIfAbsent(type, this::decide);
    }

    private boolean decide(String type) {
        if (isJdk(type) || excluded.stream().anyMatch(type::startsWith)) {
            return false;
        }
        return prefixes.isEmpty()
                || prefixes.stream().anyMatch(p -> p.isEmpty() ? type.indexOf('.') < 0 : type.startsWith(p));
    }

    /** The first in-app frame that is no factory of exceptions; else the first that is not the JDK's; else the first; else none. */
    Site site(StackTrace stack) {
        List<Frame> frames = stack.frames();
        Optional<Site> own = frames.stream()
                .filter(f -> contains(f.type()) && !f.returnsThrowable())
                .findFirst()
                .map(f -> new Site(f, true));
        return own.or(() -> frames.stream()
                        .filter(f -> !isJdk(f.type()))
                        .findFirst()
                        .map(f -> new Site(f, false)))
                .or(() -> stack.top().map(f -> new Site(f, false)))
                .orElse(Site.UNKNOWN);
    }

    /** The prefixes, then how they were found, for the report. */
    List<String> described() {
        List<String> lines = new ArrayList<>();
        prefixes.forEach(p -> lines.add(p.isEmpty() ? "(unnamed package)" : p + "*"));
        lines.add(origin);
        return lines;
    }
}
