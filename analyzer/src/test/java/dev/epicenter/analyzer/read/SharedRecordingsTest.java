package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.repair.OtherReaders;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings that nobody tuned for us, from JDK 7u40 to 18. */
class SharedRecordingsTest {
    static List<Path> recordings() {
        return Recordings.all();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void opensWithTheEventCountsOfJmc(Path recording) throws Exception {
        RecordedEvents read = Recordings.read(recording);

        assertThat(read.recording().eventCounts()).isEqualTo(OtherReaders.jmc(recording));
        assertThat(read.dataLoss().damage()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void holdsTogether(Path recording) throws Exception {
        RecordedEvents read = Recordings.read(recording);

        assertThat(read.recording().start()).isBeforeOrEqualTo(read.recording().end());
        long total = read.series().stream().mapToLong(RecordedSeries::count).sum();
        assertThat(total).isEqualTo(read.dataLoss().recorded());
        assertThat(read.failures()).hasSize((int) (total - read.dataLoss().foldedFailures()));
        assertThat(read.series()).allSatisfy(s -> {
            assertThat(s.profile().total()).isEqualTo(s.count());
            assertThat(s.exemplars()).isNotEmpty();
            assertThat(s.profile().size())
                    .isEqualTo(read.series().get(0).profile().size());
        });
    }

    @Test
    void readsTwoJvmsApart() throws Exception {
        Path first = Recordings.file("9u0.jfr");
        Path second = Recordings.file("8u40.jfr");
        List<RecordedEvents> both = RecordingReader.read(List.of(second, first), ReadProgress.NONE);

        assertThat(both).hasSize(2);
        for (RecordedEvents process : both) {
            Path own = process.recording().sources().equals(List.of("9u0.jfr")) ? first : second;
            RecordedEvents alone = Recordings.read(own);
            assertThat(process.recording()).isEqualTo(alone.recording());
            assertThat(process.threads()).hasSameSizeAs(alone.threads()).allSatisfy(t -> assertThat(
                            t.thread().process())
                    .isEqualTo(process.process().index()));
        }
        assertThat(both).extracting(e -> e.process().name()).doesNotHaveDuplicates();
    }

    @Test
    void readsOracleJdk7() throws Exception {
        RecordedEvents read = Recordings.read(Recordings.file("7u40.jfr"));

        assertThat(read.recording().jvm()).contains("24.0-b57");
        assertThat(read.recording().javaVersion()).isEqualTo("1.7.0_40");
        assertThat(read.recording().length().toSeconds()).isBetween(5L, 20L);
    }
}
