package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which frames are the application's. Derived from where the program starts: the main class of the command line, or the
 * outermost {@code main} on a recorded stack when a jar was started; from the class path, where the user gave it; and, when that
 * is on few of the stacks, from {@link WorkEntries}. An organisation whose second name says nothing (such as
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

    private final InAppCode code;
    private final Map<String, Boolean> known = new HashMap<>();

    private InApp(InAppCode code) {
        this.code = code;
    }

    static InApp of(RecordedEvents events, AnalyzerOptions options) {
        Set<String> prefixes = new LinkedHashSet<>(options.inApp());
        List<String> origins = new ArrayList<>();
        Optional<String> main = mainClass(events.recording().mainClass());
        Set<StackTrace> stacks = stacks(events);
        if (main.isPresent()) {
            prefixes.add(root(main.get()));
            origins.add("from the main class " + main.get());
        } else {
            Set<String> mains = mainsOnStacks(stacks);
            mains.forEach(m -> prefixes.add(root(m)));
            if (!mains.isEmpty()) {
                origins.add("from main methods on recorded stacks");
            }
        }
        if (!options.application().packages().isEmpty()) {
            options.application().packages().forEach(p -> prefixes.add(root(p + ".")));
            origins.add("from the classes in " + options.application().from());
        } else {
            InAppCode sure = new InAppCode(List.copyOf(prefixes), options.notInApp(), "so far");
            Set<String> entries =
                    new TreeSet<>(WorkEntries.of(stacks, type -> !prefixes.isEmpty() && sure.contains(type)));
            entries.removeIf(prefix -> options.notInApp().stream().anyMatch(prefix::startsWith));
            if (prefixes.addAll(entries)) {
                origins.add("from where the work of recorded stacks begins");
            }
        }
        if (origins.isEmpty()) {
            origins.add(
                    prefixes.isEmpty()
                            ? "no main class is recorded, so all that is not the JDK's counts as the application's"
                            : "by option");
        }
        return new InApp(new InAppCode(List.copyOf(prefixes), options.notInApp(), String.join("; ", origins)));
    }

    private static Set<StackTrace> stacks(RecordedEvents events) {
        return Stream.concat(
                        events.series().stream().map(RecordedSeries::stack).filter(s -> !isLinkage(s)),
                        events.threads().stream().map(ThreadLife::startedBy))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether the JDK linked code that ran for the first time, which tells nothing of whose work it was. */
    private static boolean isLinkage(StackTrace stack) {
        return stack.top().filter(f -> f.type().startsWith("java.lang.invoke.")).isPresent();
    }

    /** The main class of a command line: not a jar; the part behind the slash of a module. */
    private static Optional<String> mainClass(String recorded) {
        String name = recorded.contains("/") && !recorded.endsWith(".jar")
                ? recorded.substring(recorded.lastIndexOf('/') + 1)
                : recorded;
        return name.isEmpty() || name.endsWith(".jar") || name.endsWith(".java") || isLauncher(name) || isJdk(name)
                ? Optional.empty()
                : Optional.of(name);
    }

    /** Those of libraries count only when there are no others. */
    private static Set<String> mainsOnStacks(Set<StackTrace> stacks) {
        Set<String> mains = new LinkedHashSet<>();
        stacks.forEach(stack -> stack.frames().stream()
                .filter(f -> f.method().equals("main") && !isJdk(f.type()) && !isLauncher(f.type()))
                .forEach(f -> mains.add(f.type())));
        boolean own = mains.stream().anyMatch(m -> !Libraries.isKnown(m));
        mains.removeIf(m -> own && Libraries.isKnown(m));
        return mains;
    }

    /** Whether a class belongs to a program that starts other programs. */
    static boolean isLauncher(String type) {
        return LAUNCHERS.stream().anyMatch(type::startsWith);
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
        return InAppCode.isJdk(type);
    }

    /** Whether a Throwable of the JDK's own, which it translates into a public one before it lets it out. */
    static boolean isJdkPrivate(String type) {
        return type.startsWith("sun.") || type.startsWith("jdk.internal.") || type.startsWith("com.sun.org.");
    }

    /** Whether a class is the application's. */
    boolean contains(String type) {
        Boolean asked = known.get(type);
        if (asked == null) {
            asked = code.contains(type);
            known.put(type, asked);
        }
        return asked;
    }

    /** The first in-app frame that is no factory of exceptions; else the first that is not the JDK's; else the first; else none. */
    Site site(StackTrace stack) {
        for (Frame frame : stack.frames()) {
            if (contains(frame.type()) && !frame.returnsThrowable()) {
                return new Site(frame, true);
            }
        }
        for (Frame frame : stack.frames()) {
            if (!isJdk(frame.type())) {
                return new Site(frame, false);
            }
        }
        return stack.top().map(f -> new Site(f, false)).orElse(Site.UNKNOWN);
    }

    /** What was derived, for who comes after. */
    InAppCode code() {
        return code;
    }
}
