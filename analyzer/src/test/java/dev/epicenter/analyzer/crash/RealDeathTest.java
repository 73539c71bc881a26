package dev.epicenter.analyzer.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.crash.DyingJvm.Death;
import dev.epicenter.analyzer.read.ForkedJvm;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs that really die, without a crash log, on the running JDK and on 25. Linux, with gcc. */
@EnabledOnOs(OS.LINUX)
class RealDeathTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static DyingJvm program;

    @BeforeAll
    static void build() throws Exception {
        program = DyingJvm.built(directory);
    }

    private static ForkedJvm jdk(String name) {
        if (name.equals("running")) {
            return ForkedJvm.running(directory);
        }
        Optional<ForkedJvm> jdk = ForkedJvm.jdk25(directory);
        assumeTrue(jdk.isPresent(), "no JDK 25 found");
        return jdk.get();
    }

    private static Analysis analysis(Path... left) throws Exception {
        return Analyzer.analyze(List.of(left), AnalyzerOptions.DEFAULT, ReadProgress.NONE);
    }

    private static Failure root(Analysis analysis) {
        return analysis.graph()
                .failure(analysis.incidents().get(0).rootCauses().get(0).failure());
    }

    /** The collections of the last second are written or not: where they are not, memory is only a suspect. */
    @ParameterizedTest
    @ValueSource(strings = {"running", "25"})
    void exitOnOutOfMemoryErrorLeavesOnlyTheRepository(String jdk) throws Exception {
        Death death = program.died(jdk(jdk), ":", "exit-on-memory", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC");

        assertThat(death.code()).isEqualTo(3);
        assertThat(DyingJvm.left(death.place())).isEmpty();
        assertThat(death.place().resolve("app.jfr")).isEmptyFile();
        Analysis analysis = analysis(death.place().resolve("repository"));
        assertThat(analysis.incidents().get(0).symptom().text()).contains("memory", "-XX:+ExitOnOutOfMemoryError");
        assertThat(root(analysis).type()).isIn("jvm.out-of-memory", "jvm.killed");
    }

    /** On 17 neither the process nor its container is sampled often enough: there it is how the heap grew towards the limit. */
    @ParameterizedTest
    @ValueSource(strings = {"running", "25"})
    void theKernelKillsWhoGoesBeyondTheLimitOfItsContainer(String jdk) throws Exception {
        try (MemoryGroup group = MemoryGroup.of(200_000_000)) {
            Death death = program.died(jdk(jdk), group.enter(), "container", "-Xms8m", "-Xmx1g", "-XX:+UseSerialGC");

            assertThat(death.code()).isEqualTo(128 + 9);
            Analysis analysis = analysis(death.place().resolve("repository"));
            assertThat(root(analysis).type()).isEqualTo("jvm.out-of-memory");
            assertThat(root(analysis).message().orElse(""))
                    .contains("Memory of the container: ", " of 190 MiB were in use");
            assertThat(analysis.graph().failures()).extracting(Failure::type).contains("jvm.killed");
        }
    }

    /** Only JDK 25 has what the recorder was told on the way out written before the process is gone. */
    @ParameterizedTest
    @ValueSource(strings = {"running", "25"})
    void haltLeavesOnlyTheRepository(String jdk) throws Exception {
        Death death = program.died(jdk(jdk), ":", "halt");

        assertThat(death.code()).isEqualTo(3);
        Analysis analysis = analysis(death.place().resolve("repository"));
        if (analysis.timeline().shutdown().isPresent()) {
            assertThat(analysis.graph().failures())
                    .filteredOn(f -> f.type().equals("jvm.exit"))
                    .singleElement()
                    .satisfies(
                            f -> assertThat(f.message().orElse("")).contains("Runtime.halt was called in Program.die"));
        } else {
            assertThat(root(analysis).type()).isEqualTo("jvm.killed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "25"})
    void threadsThatCannotBeStartedAreAnErrorThatIsRecorded(String jdk) throws Exception {
        Death death = program.died(jdk(jdk), "ulimit -v 8000000", "threads");

        assertThat(DyingJvm.left(death.place())).hasSize(1);
        Analysis analysis = analysis(DyingJvm.left(death.place()).get(0));
        assertThat(root(analysis).type()).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(root(analysis).message().orElse("")).contains("unable to create native thread");
        assertThat(analysis.incidents().get(0).recoverability().id()).isEqualTo("runtime");
    }

    /** HotSpot has no handler for SIGABRT: it sends that signal to itself, once the log of a crash is written. */
    @ParameterizedTest
    @ValueSource(strings = {"running", "25"})
    void anAbortFromOutsideLeavesNoCrashLog(String jdk) throws Exception {
        Death death = program.died(jdk(jdk), ":", "abort");

        assertThat(death.code()).isEqualTo(128 + 6);
        assertThat(DyingJvm.left(death.place())).isEmpty();
    }

    /** The kernel finds no room on the stack for the JVM's signal handler, and the JVM no place to write from. */
    @ParameterizedTest
    @ValueSource(strings = {"running", "25"})
    void aStackUsedUpInNativeCodeLeavesNoCrashLog(String jdk) throws Exception {
        Death death = program.died(jdk(jdk), ":", "native-stack");

        assertThat(death.code()).isEqualTo(128 + 11);
        assertThat(DyingJvm.left(death.place())).isEmpty();
        try (var chunks = Files.walk(death.place().resolve("repository"))) {
            assertThat(chunks.filter(f -> f.toString().endsWith(".jfr"))).hasSize(1);
        }
    }
}
