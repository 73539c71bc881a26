package dev.epicenter.analyzer.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.read.ForkedJvm;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordingReader;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real JVM leaves behind when it is killed: JDK 17 a chunk without types and without most of its constants. */
@Timeout(180)
class KilledJvmTest {
    private static final String THROW = "jdk.JavaExceptionThrow";

    private static final String PROGRAM =
            """
            public class Program {
                static Exception latest;

                public static void main(String[] args) throws Exception {
                    for (int n = 0; n < 30_000; n++) {
                        latest = new java.io.IOException("the disk of order " + n + " is full, and it will not be emptied");
                        if (n % 10_000 == 0) {
                            Thread.sleep(1_200);
                        }
                    }
                    System.out.println("now");
                    Thread.sleep(60_000);
                }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void isRepairedOnThisJdk() throws Exception {
        isRepaired(ForkedJvm.running(directory));
    }

    @Test
    void isRepairedOnJdk25() throws Exception {
        Optional<ForkedJvm> jvm = ForkedJvm.jdk25(directory);
        Assumptions.assumeTrue(jvm.isPresent());

        isRepaired(jvm.orElseThrow());
    }

    private void isRepaired(ForkedJvm jvm) throws Exception {
        Path repository = jvm.kill(PROGRAM, THROW + "#enabled=true," + THROW + "#throttle=off,settings=default");
        Path fixed = directory.resolve("fixed.jfr");
        Repaired repaired;
        try (FileChannel to = FileChannel.open(fixed, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            repaired = Repair.repair(List.of(repository), List.of(), to, ReadProgress.NONE);
        }
        List<RecordedEvents> before = RecordingReader.read(List.of(repository), ReadProgress.NONE);
        SortedMap<String, Long> readable = before.get(0).recording().eventCounts();

        assertThat(repaired.chunks().size()).isGreaterThan(1);
        assertThat(repaired.lost()).isNotEmpty();
        assertThat(readable.get(THROW)).isGreaterThan(20_000);
        assertThat(repaired.events().get(THROW)).isGreaterThanOrEqualTo(readable.get(THROW));
        assertThat(OtherReaders.jmc(fixed)).containsEntry(THROW, readable.get(THROW));
        assertThat(OtherReaders.jdk(fixed)).isEqualTo(repaired.events());
        assertThat(RecordingReader.read(List.of(fixed), ReadProgress.NONE))
                .singleElement()
                .satisfies(after -> {
                    assertThat(after.dataLoss().damage()).isEmpty();
                    assertThat(after.series())
                            .extracting(s -> s.type() + " " + s.count())
                            .containsAll(before.get(0).series().stream()
                                    .map(s -> s.type() + " " + s.count())
                                    .toList());
                });
        for (Path home : homes()) {
            assertThat(OtherReaders.jfr(home, "summary", fixed.toString()))
                    .containsPattern(THROW + " +" + repaired.events().get(THROW));
            assertThat(OtherReaders.jfr(home, "print", "--events", "jdk.JVMInformation", fixed.toString()))
                    .contains("jvmName");
        }
    }

    private List<Path> homes() {
        return Stream.concat(Stream.of(ForkedJvm.running(directory)), ForkedJvm.jdk25(directory).stream())
                .map(ForkedJvm::home)
                .toList();
    }
}
