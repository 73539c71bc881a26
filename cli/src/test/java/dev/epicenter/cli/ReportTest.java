package dev.epicenter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.epicenter.model.Verdict;
import dev.epicenter.render.Format;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.Renderer;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Renderer HEALTHY =
            new Renderer(Diagnoses.of(Verdict.HEALTHY), RenderOptions.of("1", Instant.EPOCH));

    private final Path folder;

    ReportTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void replacesAnOlderReportAndLeavesNothingElse() throws Exception {
        Path file = Files.writeString(folder.resolve("report.txt"), "older");

        report(file).write(HEALTHY, false);

        assertThat(file).content().contains("HEALTHY").doesNotContain("older");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void writesThroughALinkAndKeepsIt() throws Exception {
        Path file = Files.writeString(folder.resolve("real.txt"), "older");
        Path link = Files.createSymbolicLink(folder.resolve("report.txt"), file);

        report(link).write(HEALTHY, false);

        assertThat(link).isSymbolicLink();
        assertThat(file).content().contains("HEALTHY");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void doesNotReplaceADevice() throws Exception {
        Path device = Path.of("/dev/null");

        report(device).checkWritable(List.of());
        report(device).write(HEALTHY, false);

        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void refusesADirectory() {
        assertThatThrownBy(() -> report(folder).checkWritable(List.of()))
                .isInstanceOf(UnwritableOutputException.class)
                .hasMessage("'" + folder + "' is a directory; name a file in it");
    }

    private static Report report(Path file) {
        return new Report(file, Format.TEXT, new PrintWriter(PrintWriter.nullWriter()));
    }
}
