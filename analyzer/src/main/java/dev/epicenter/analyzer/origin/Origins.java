package dev.epicenter.analyzer.origin;

import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.jfr.ClassOrigin;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Artifact;
import dev.epicenter.model.Attribution;
import dev.epicenter.model.Attribution.Origin;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Site;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says of each incident what the code was delivered in that its root cause was thrown by or below. */
public final class Origins {
    private static final String MODULE = "recorded module";

    /** Loads what is packed within the one jar. Source: Spring Boot's executable jar format. */
    private static final String BOOT = "org.springframework.boot.loader.";

    private final List<RecordedEvents> processes;
    private final ClassPath classPath;

    private Origins(List<RecordedEvents> processes, ClassPath classPath) {
        this.processes = processes;
        this.classPath = classPath;
    }

    /** Looks for the classes of the recorded failures on the class path that the user gave, if any. */
    public static Origins of(List<RecordedEvents> processes, AnalyzerOptions options) {
        if (options.classPath().isEmpty()) {
            return new Origins(processes, ClassPath.NONE);
        }
        Set<String> wanted = new HashSet<>();
        processes.forEach(p -> p.series().forEach(s -> s.stack().frames().forEach(f -> wanted.add(f.type()))));
        String mainClass = processes.get(0).recording().mainClass();
        return new Origins(processes, new ClassPathScan(wanted, mainClass).scan(options.classPath()));
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
        return new Origin(incident.id(), site.frame(), site.inApp(), artifact(root, site), Optional.empty());
    }

    private Optional<Artifact> artifact(Failure root, Site site) {
        Frame frame = site.frame();
        if (frame.type().isEmpty()) {
            return Optional.empty();
        }
        return classPath.of(frame.type()).or(() -> processes.stream()
                .filter(p -> p.process().index() == root.thread().process())
                .findFirst()
                .flatMap(p -> recorded(p, site)));
    }

    private static Optional<Artifact> recorded(RecordedEvents process, Site site) {
        Frame frame = site.frame();
        ClassOrigin origin = process.classes().getOrDefault(frame.type(), ClassOrigin.UNKNOWN);
        return module(process, frame, origin)
                .or(() -> classPathOfOneJar(process, site, origin))
                .or(() -> loader(origin));
    }

    /** A module of the JDK has the JDK's version; others have one if they were compiled with it, or their jar's name has. */
    private static Optional<Artifact> module(RecordedEvents process, Frame frame, ClassOrigin origin) {
        String module = frame.module();
        if (module.isEmpty()) {
            return Optional.empty();
        }
        if (ClassOrigin.isJdks(module)) {
            return Optional.of(new Artifact(module, process.recording().javaVersion(), "", MODULE));
        }
        String file = fileOf(origin.location());
        String version = origin.version().isEmpty() && file.endsWith(".jar")
                ? JarIdentity.ofFileName(file, file).version()
                : origin.version();
        return Optional.of(new Artifact(module, version, file, MODULE));
    }

    /** Last part of a URL or path: where a file lies is not the report's to tell. */
    private static String fileOf(String location) {
        String path = location.startsWith("jrt:") ? "" : location.replaceFirst("[/\\\\]+$", "");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** A class path of one jar leaves no choice, unless a loader of the application's or of a container's brought the class. */
    private static Optional<Artifact> classPathOfOneJar(RecordedEvents process, Site site, ClassOrigin origin) {
        String recorded = process.environment().properties().getOrDefault("java.class.path", "");
        boolean several = recorded.contains(":/") || recorded.contains(";") || recorded.contains(".jar:");
        boolean fromIt = origin.loader().isEmpty() || origin.loader().startsWith(BOOT);
        if (!site.inApp() || !fromIt || several || !recorded.endsWith(".jar")) {
            return Optional.empty();
        }
        String name = fileOf(recorded);
        Artifact told = JarIdentity.ofFileName(name, name);
        return Optional.of(
                new Artifact(told.name(), told.version(), told.file(), "recorded class path, which is this one jar"));
    }

    /** Of a plug-in or web application often nothing is recorded but who loaded it. */
    private static Optional<Artifact> loader(ClassOrigin origin) {
        return origin.loader().isEmpty()
                ? Optional.empty()
                : Optional.of(new Artifact(
                        origin.named().isEmpty() ? origin.loader() : origin.named(),
                        "",
                        "",
                        "recorded class loader, a " + origin.loader()));
    }
}
