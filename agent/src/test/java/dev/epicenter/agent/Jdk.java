package dev.epicenter.agent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The JDKs that the agent is tested on. */
enum Jdk {
    /** The one that runs the tests, as a rule 17. */
    RUNNING(Optional.of(Path.of(System.getProperty("java.home")))),
    /** A JDK 25, named by JAVA25_HOME; ./check finds one. */
    JDK25(Optional.ofNullable(System.getenv("JAVA25_HOME")).map(Path::of).or(Jdk::usual));

    private final Optional<Path> home;

    Jdk(Optional<Path> home) {
        this.home = home;
    }

    private static Optional<Path> usual() {
        return Optional.of(Path.of("/usr/lib/jvm/temurin-25-jdk-amd64")).filter(Files::isDirectory);
    }

    /** Its program of that name. */
    String program(String name) {
        if (home.isEmpty()) {
            System.err.println("SKIPPED: no JDK 25 in JAVA25_HOME or /usr/lib/jvm, the agent is not tested on it");
        }
        assumeTrue(home.isPresent(), "no JDK 25");
        return home.get().resolve("bin").resolve(name).toString();
    }
}
