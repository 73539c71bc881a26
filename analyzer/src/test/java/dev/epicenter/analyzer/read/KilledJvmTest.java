package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.epicenter.model.DataLoss.Damage;
import dev.epicenter.model.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM that was killed leaves behind in its repository. JDK 17 writes types and constants of a chunk when that is finished. */
class KilledJvmTest {
    private static final int EACH = 20_000;
    private static final String PROGRAM =
            """
            public class Program {
                static class Broken extends RuntimeException { Broken(String m) { super(m); } }
                static volatile Object last;
                static void fail(String when) {
                    for (int i = 0; i < 20_000; i++) last = new Broken(when + " no " + i);
                }
                public static void main(String[] args) throws Exception {
                    fail("before");
                    try (jdk.jfr.Recording rotation = new jdk.jfr.Recording()) { rotation.start(); }
                    fail("at the end");
                    new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
                    Thread.sleep(60_000);
                }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private Path repositoryOf(ForkedJvm jvm, String more) throws Exception {
        Path repository = directory.resolve("repository");
        jvm.record(
                PROGRAM,
                "settings=default,jdk.JavaExceptionThrow#enabled=true,jdk.JavaExceptionThrow#throttle=off" + more,
                "-XX:FlightRecorderOptions:repository=" + repository);
        return repository;
    }

    private static Path lastChunk(Path repository) throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(f -> f.toString().endsWith(".jfr"))
                    .max(Comparator.comparing(Path::getFileName))
                    .orElseThrow();
        }
    }

    private static List<Failure> atTheEnd(RecordedEvents events) {
        return events.failures().stream()
                .filter(f -> f.message().orElse("").startsWith("at the end"))
                .toList();
    }

    private static long broken(RecordedEvents events) {
        return events.series().stream()
                .filter(s -> s.type().equals("Program$Broken"))
                .mapToLong(RecordedSeries::count)
                .sum();
    }

    @Test
    void theLastChunkOf17IsReadWithTheTypesAndNamesOfTheOneBefore() throws Exception {
        // Else it writes both once a second, too, if it is not too busy.
        Path repository = repositoryOf(ForkedJvm.running(directory), ",flush-interval=1h");
        RecordedEvents events = Recordings.read(repository);

        // What had not left the JVM's buffers died with it.
        assertThat(broken(events)).isBetween(EACH * 5L / 4, EACH * 2L);
        assertThat(atTheEnd(events)).isNotEmpty().allSatisfy(f -> {
            assertThat(f.type()).isEqualTo("Program$Broken");
            assertThat(f.thread().name()).isEqualTo("main");
        });
        assertThat(events.dataLoss().shutdownSeen()).isFalse();
        Path last = lastChunk(repository);
        List<Damage> ofLast = events.dataLoss().damage().stream()
                .filter(d -> d.source().equals(last.toString()))
                .toList();
        if (Runtime.version().feature() == 17) {
            assertThat(ofLast).singleElement().satisfies(d -> assertThat(d.what())
                    .contains("the JVM was killed")
                    .contains("taken from another chunk")
                    .contains("most stacks, are lost"));
        }
    }

    @Test
    void theLastChunkOf25IsRead() throws Exception {
        Optional<ForkedJvm> jdk = ForkedJvm.jdk25(directory);
        assumeTrue(jdk.isPresent(), "no JDK 25 found");
        RecordedEvents events = Recordings.read(repositoryOf(jdk.get(), ""));

        assertThat(broken(events)).isBetween(EACH * 5L / 4, EACH * 2L);
        assertThat(atTheEnd(events)).isNotEmpty().allSatisfy(f -> assertThat(f.type())
                .isEqualTo("Program$Broken"));
        assertThat(events.dataLoss().shutdownSeen()).isFalse();
    }
}
