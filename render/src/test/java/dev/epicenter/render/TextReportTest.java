package dev.epicenter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Diagnosis;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {
    @Test
    void matchesTheGoldenFiles() throws IOException {
        Golden.assertMatches("incident.txt", Rendered.as(Format.TEXT, Samples.incident()));
        Golden.assertMatches("healthy.txt", Rendered.as(Format.TEXT, Samples.healthy()));
        Golden.assertMatches("insufficient.txt", Rendered.as(Format.TEXT, Samples.insufficient()));
        Golden.assertMatches("out-of-memory.txt", Rendered.as(Format.TEXT, Samples.outOfMemory()));
        Golden.assertMatches("crash.txt", Rendered.as(Format.TEXT, Samples.crash()));
        Golden.assertMatches("empty.txt", Rendered.as(Format.TEXT, Samples.empty()));
    }

    @Test
    void saysTheDayWhereARecordingHasSeveral() throws IOException {
        String text = Rendered.as(Format.TEXT, Samples.lasting(Samples.incident(), Duration.ofDays(3)));
        assertThat(text).contains("time    14 Nov 10:03:02.193", "14 Nov 10:03:02.104 in stock-loader-2");
        assertThat(text).doesNotContainPattern("(?m)^ *time    \\d\\d:");
    }

    @Test
    void staysWithinItsColumns() throws IOException {
        for (int width : List.of(40, 80, 120)) {
            for (Diagnosis diagnosis : List.of(Samples.incident(), Samples.storm(), Samples.hostile("x".repeat(500)))) {
                assertThat(Rendered.as(Format.TEXT, diagnosis, Rendered.OPTIONS.withWidth(width))
                                .lines())
                        .filteredOn(line -> !line.contains("-XX:"))
                        .allMatch(line -> line.length() <= width);
            }
        }
    }

    @Test
    void usesColourOnlyWhenAskedFor() throws IOException {
        assertThat(Rendered.as(Format.TEXT, Samples.incident())).doesNotContain("\u001b");
        String colored = Rendered.colored(Samples.incident());
        assertThat(colored).contains("\u001b[1;31mINCIDENT");
        assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(Rendered.as(Format.TEXT, Samples.incident()));
    }

    @Test
    void neutralisesEscapesOfTheRecording() throws IOException {
        String text = Rendered.as(Format.TEXT, Samples.hostile("\u001b]0;owned\u0007\u202e\r\u009b2J"));
        assertThat(text)
                .doesNotContain("\u001b", "\u0007", "\u202e", "\r", "\u009b")
                .contains("\\u001b");
    }
}
