package dev.epicenter.analyzer.origin;

import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Artifact;
import dev.epicenter.model.Attribution;
import dev.epicenter.model.Attribution.Origin;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Site;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says of each incident what the code was delivered in that its root cause was thrown by or below. */
public final class Origins {
    private final ClassPath classPath;

    private Origins(ClassPath classPath) {
        this.classPath = classPath;
    }

    /** Looks for the classes of the recorded failures on the class path that the user gave, if any. */
    public static Origins of(List<RecordedEvents> processes, AnalyzerOptions options) {
        if (options.classPath().isEmpty()) {
            return new Origins(ClassPath.NONE);
        }
        Set<String> wanted = new HashSet<>();
        processes.forEach(p -> p.series().forEach(s -> s.stack().frames().forEach(f -> wanted.add(f.type()))));
        String mainClass = processes.get(0).recording().mainClass();
        return new Origins(new ClassPathScan(wanted, mainClass).scan(options.classPath()));
    }

    /** What of the class path could not be read, one sentence each. */
    public List<String> notes() {
        return classPath.notes();
    }

    /** The options with the packages that the class path shows to be the application's own. */
    public AnalyzerOptions refine(AnalyzerOptions options) {
        return options.withApplication(classPath.application(), classPath.from());
    }

    /** The same analysis with its attribution. */
    public Analysis attribute(Analysis analysis) {
        List<Origin> origins = analysis.incidents().stream()
                .map(incident -> origin(analysis, incident))
                .toList();
        return analysis.with(new Attribution(false, origins, List.of()));
    }

    private Origin origin(Analysis analysis, Incident incident) {
        Failure root = analysis.graph().failure(incident.root().failure());
        Site site = analysis.graph().seriesOf(root).site();
        return new Origin(
                incident.id(), site.frame(), site.inApp(), artifact(analysis, site.frame()), Optional.empty());
    }

    private Optional<Artifact> artifact(Analysis analysis, Frame frame) {
        return classPath
                .of(frame.type())
                .or(() -> recordedModule(analysis, frame))
                .or(() -> recordedClassPath(analysis, frame));
    }

    /** A module of the JDK has the JDK's version; that of others is not in a stack. */
    private static Optional<Artifact> recordedModule(Analysis analysis, Frame frame) {
        String module = frame.module();
        if (module.isEmpty()) {
            return Optional.empty();
        }
        boolean jdk = module.startsWith("java.") || module.startsWith("jdk.");
        String version = jdk ? analysis.recording().javaVersion() : "";
        return Optional.of(new Artifact(module, version, "", "recorded module"));
    }

    /** A class path of one jar leaves no choice. */
    private static Optional<Artifact> recordedClassPath(Analysis analysis, Frame frame) {
        String recorded = analysis.environment().properties().getOrDefault("java.class.path", "");
        boolean one = !recorded.isEmpty() && !recorded.contains(":/") && !recorded.contains(";");
        if (frame.type().isEmpty()
                || InAppCode.isJdk(frame.type())
                || !one
                || !recorded.endsWith(".jar")
                || recorded.contains(".jar:")) {
            return Optional.empty();
        }
        String name = recorded.substring(Math.max(recorded.lastIndexOf('/'), recorded.lastIndexOf('\\')) + 1);
        return Optional.of(JarIdentity.ofFileName(name, name))
                .map(a -> new Artifact(a.name(), a.version(), a.file(), "recorded class path, which is this one jar"));
    }
}
