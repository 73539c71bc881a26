package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Types;
import java.util.List;

/** Finds classes, methods, services and libraries that are not there, or twice. Page: docs/rules/class-loading.md. */
public final class ClassLoadingRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "class-loading",
                    Topic.FAILURE,
                    "A class could not be loaded or linked",
                    "Finds what is wrong with the class path when code runs: a class that was there at compile time"
                            + " and is not now, a method of another version, one class from two loaders, classes for a newer"
                            + " JVM, a service without its provider, a native library that is not found.")
            .needs(Need.ERRORS);

    /** A failure is told by the first that takes it. Scores are judgements. */
    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "A class is missing",
                    86,
                    f -> Family.says(f, "could not initialize class")
                            ? false
                            : f.type().equals("java.lang.NoClassDefFoundError")
                                    || f.type().equals("java.lang.TypeNotPresentException"),
                    "The code was compiled against this class, and it is not on the class path now: a dependency"
                            + " that was left out, given scope provided or test, relocated by shading, or is not seen by the"
                            + " class loader that asks. The JVM looks once and remembers; the first failure is the one that"
                            + " tells.",
                    "Find who should bring it: mvn dependency:tree -Dincludes=… or gradle dependencyInsight, then"
                            + " unzip -l app.jar | grep <class>. In application servers and plug-ins: which loader asks (the"
                            + " frame below), and does its parent see the class? -Xlog:class+load=info shows where classes"
                            + " come from."),
            new Family(
                    "Code and library are of different versions",
                    86,
                    f -> Types.isA(f, "java.lang.IncompatibleClassChangeError")
                            || Types.isA(f, "java.lang.VerifyError", "java.lang.BootstrapMethodError")
                            || f.type().equals("java.lang.LinkageError")
                                    && !Family.says(f, "loader constraint", "duplicate class"),
                    "The class is there, but not the one that the code was compiled against: its method, field or"
                            + " shape has changed. Two versions of a library are on the class path, or one was replaced"
                            + " without compiling anew.",
                    "The message has the method with its types. -Xlog:class+load=info | grep <class> tells from"
                            + " which jar it came; mvn dependency:tree -Dverbose -Dincludes=<group> shows who brings the"
                            + " other version. Pin one version (dependencyManagement, a BOM, a Gradle platform) and let the"
                            + " build refuse mixtures (maven-enforcer's dependencyConvergence and banDuplicateClasses)."),
            new Family(
                    "One class came from two loaders",
                    84,
                    f -> f.type().equals("java.lang.ClassCastException") && isSameName(f)
                            || f.type().equals("java.lang.LinkageError"),
                    "Two class loaders defined a class of the same name; for the JVM these are two classes that"
                            + " have nothing in common. It takes two copies: in the server and in the application, in two"
                            + " plug-ins, before and after a hot redeployment, in an executor that serialised it.",
                    "Leave the class in one place only, in the loader that both sides have as parent (scope"
                            + " provided in the application that brings it a second time). The message names both loaders."
                            + " After a redeployment: a cache, thread local or static field of the old one is still in use."),
            new Family(
                    "A class is for a newer JVM",
                    86,
                    f -> f.type().equals("java.lang.UnsupportedClassVersionError"),
                    "It was compiled for a later release than this JVM: class file version 61 is Java 17, 65 is"
                            + " Java 21, 69 is Java 25.",
                    "Run on the release that the build targets, or build with --release for the one that runs here."
                            + " If only a library is that new, take its last version for this release. java"
                            + " -XshowSettings:properties tells which JVM it really is."),
            new Family(
                    "A service has no provider",
                    84,
                    f -> Types.isA(f, "java.util.ServiceConfigurationError")
                            || Family.says(
                                    f,
                                    "no suitable driver",
                                    "no provider found for",
                                    "no service provider",
                                    "provider for class javax.",
                                    "no persistence provider"),
                    "Something looked up by ServiceLoader is named and not there, does not fit, or nothing is"
                            + " named: META-INF/services lists a class that is missing, or the files of several jars were not"
                            + " merged when they were shaded into one.",
                    "unzip -p app.jar 'META-INF/services/<interface>' shows what is listed. Merge these files when"
                            + " shading (maven-shade ServicesResourceTransformer, Gradle mergeServiceFiles), keep their"
                            + " classes from minimizers, and in modules declare provides and uses."),
            new Family(
                    "A native library was not found or does not fit",
                    84,
                    f -> Types.isA(f, "java.lang.UnsatisfiedLinkError"),
                    "The Java part of a library is there and its native part is not: not on java.library.path, for"
                            + " another processor or C library (musl in Alpine images), depends on one that is missing, or"
                            + " its temporary folder does not allow execution.",
                    "ldd <library> names what it lacks; file <library> its processor. Take the artifact for this"
                            + " platform (classifier, musl), install what it needs in the image, or set -Djava.library.path;"
                            + " for libraries that unpack themselves, point java.io.tmpdir (or org.xerial.snappy.tempdir and"
                            + " its like) to a mount without noexec."));

    /** By HotSpot's message: {@code class a.B cannot be cast to class a.B (…)}. */
    private static boolean isSameName(Failure failure) {
        String[] words = failure.message().orElse("").split(" ", 9);
        return words.length > 7 && words[0].equals("class") && words[1].equals(words[7]);
    }

    /** Who looks for something optional as the program starts has an answer ready for when it is not there. */
    private static String probed(Frame where) {
        return "Thread main went on in %s: who looked for it coped, as with what is optional."
                .formatted(where.display());
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return Family.findings(
                INFO, in, FAMILIES, failure -> in.facts().caughtInMain(failure).map(ClassLoadingRule::probed));
    }
}
