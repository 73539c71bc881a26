package dev.epicenter.analyzer.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.ForkedJvm;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JVMs that really crash, on the running JDK and on 25. Linux, with gcc. */
@EnabledOnOs(OS.LINUX)
class RealCrashTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static DyingJvm program;

    @BeforeAll
    static void build() throws Exception {
        program = DyingJvm.built(directory);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "unsafe,          running, unsafe-misuse,         crash,  jvm.crash,         order-worker-1",
        "unsafe,          25,      unsafe-misuse,         crash,  jvm.crash,         order-worker-1",
        "null-pointer,    running, native-null-pointer,   crash,  jvm.crash,         order-worker-1",
        "null-pointer,    25,      native-null-pointer,   crash,  jvm.crash,         order-worker-1",
        "heap-corruption, running, gc-heap-corruption,    crash,  jvm.crash,         ''",
        "heap-corruption, 25,      gc-heap-corruption,    crash,  jvm.crash,         ''",
        "truncated-file,  running, mapped-file-truncated, crash,  jvm.crash,         order-worker-1",
        "truncated-file,  25,      mapped-file-truncated, crash,  jvm.crash,         order-worker-1",
        "java-heap,       running, java-heap-full,        oom,    jvm.out-of-memory, order-worker-1",
        "java-heap,       25,      java-heap-full,        oom,    jvm.out-of-memory, order-worker-1",
        "native-memory,   running, data-limit,            oom,    jvm.out-of-memory, ''",
        "native-memory,   25,      data-limit,            oom,    jvm.out-of-memory, ''",
        "signal,          running, signal-sent,           killed, jvm.killed,        ''",
        "signal,          25,      signal-sent,           killed, jvm.killed,        ''",
    })
    void isUnderstood(String death, String jdk, String pattern, String symptom, String root, String thread)
            throws Exception {
        List<Path> left = died(death, jdk(jdk));
        Analysis analysis = Analyzer.analyze(left, AnalyzerOptions.DEFAULT, ReadProgress.NONE);

        assertThat(analysis.crashes()).as("logs in " + left).hasSize(1);
        CrashLog log = analysis.crashes().get(0);
        assertThat(log.diagnoses().get(0).pattern())
                .as(log.diagnoses().toString())
                .isEqualTo(pattern);
        assertThat(analysis.verdict()).isEqualTo(Verdict.INCIDENT);
        Incident incident = analysis.incidents().get(0);
        assertThat(incident.symptom().kind().id()).isEqualTo(symptom);
        Failure first = analysis.graph().failure(incident.rootCauses().get(0).failure());
        assertThat(first.type()).isEqualTo(root);
        assertThat(incident.remedy()).isEqualTo(log.diagnoses().get(0).remedy());
        if (!thread.isEmpty()) {
            assertThat(log.thread().name()).isEqualTo(thread);
            assertThat(first.stack().frames())
                    .extracting(f -> f.qualifiedMethod())
                    .contains("Program.take");
        }
        if (left.stream().anyMatch(f -> f.toString().endsWith(".jfr"))) {
            assertThat(log.process()).as(log.notes().toString()).isPresent();
            assertThat(log.at().orElseThrow())
                    .isBetween(
                            analysis.recording().start(), analysis.recording().end());
            assertThat(log.exceptions())
                    .filteredOn(e -> e.type().endsWith("NegativeArraySizeException"))
                    .hasSizeGreaterThan(5)
                    .extracting(CrashException::recorded)
                    .allMatch(Optional::isPresent);
        }
    }

    private static List<Path> died(String death, ForkedJvm jdk) throws Exception {
        return switch (death) {
            case "java-heap" -> program.dies(jdk, ":", death, "-XX:+CrashOnOutOfMemoryError");
                // More than the JVM needs to start, less than the heap that it may use.
            case "native-memory" -> program.dies(jdk, "ulimit -d 400000", "java-heap", "-Xms16m", "-Xmx1g");
            default -> program.dies(jdk, ":", death);
        };
    }

    private static ForkedJvm jdk(String name) {
        if (name.equals("running")) {
            return ForkedJvm.running(directory);
        }
        Optional<ForkedJvm> jdk = ForkedJvm.jdk25(directory);
        assumeTrue(jdk.isPresent(), "no JDK 25 found");
        return jdk.get();
    }
}
