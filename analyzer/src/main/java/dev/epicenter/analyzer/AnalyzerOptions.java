package dev.epicenter.analyzer;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * What a user may set.
 *
 * @param inApp    package prefixes that are the application's, added to those derived
 * @param notInApp package prefixes that are not, whatever was derived
 * @param classPath jars and directories that the application ran from, to look classes up in; may be none
 * @param application what was found there of the application's own
 */
public record AnalyzerOptions(
        List<String> inApp, List<String> notInApp, List<Path> classPath, Application application) {
    /** Everything derived from the recording. */
    public static final AnalyzerOptions DEFAULT = new AnalyzerOptions(List.of(), List.of());

    /**
     * Code that a class path shows to be the application's own.
     *
     * @param packages names of packages
     * @param from     jars and directories that they are in, in words
     */
    public record Application(List<String> packages, String from) {
        /** Not known. */
        static final Application UNKNOWN = new Application(List.of(), "");

        public Application {
            packages = List.copyOf(packages);
        }
    }

    public AnalyzerOptions {
        inApp = List.copyOf(inApp);
        notInApp = List.copyOf(notInApp);
        classPath = List.copyOf(classPath);
    }

    /** Without a class path. */
    public AnalyzerOptions(List<String> inApp, List<String> notInApp) {
        this(inApp, notInApp, List.of());
    }

    /** With what the user gives. */
    public AnalyzerOptions(List<String> inApp, List<String> notInApp, List<Path> classPath) {
        this(inApp, notInApp, classPath, Application.UNKNOWN);
    }

    /** The same with what was found on the class path. */
    public AnalyzerOptions withApplication(Collection<String> packages, String from) {
        return new AnalyzerOptions(inApp, notInApp, classPath, new Application(List.copyOf(packages), from));
    }
}
