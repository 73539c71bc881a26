package dev.epicenter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.chart.Chart;
import dev.epicenter.render.chart.Charts;
import dev.epicenter.render.texts.VisibleText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private static Chart chart(Diagnosis diagnosis, String id) {
        return Charts.all(diagnosis).stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void drawsWhatTheDiagnosisHoldsWithItsTables() {
        List<Chart> charts = Charts.all(Samples.incident());
        assertThat(charts)
                .extracting(Chart::id)
                .containsExactly("timeline", "heat-map", "curve-recovery", "thrown-against-recorded", "throw-sites");
        assertThat(charts).allSatisfy(chart -> {
            assertThat(chart.svg())
                    .startsWith("<svg")
                    .contains("<text")
                    .doesNotContain(" style=", "<script", "url(", " id=", "NaN");
            assertThat(chart.rows())
                    .isNotEmpty()
                    .allMatch(row -> row.size() == chart.columns().size());
        });
    }

    @Test
    void drawsNothingOutOfNothing() {
        assertThat(Charts.all(Samples.empty())).isEmpty();
    }

    @Test
    void putsFailuresAndTheMachineOnOneAxis() {
        Chart timeline = chart(Samples.incident(), "timeline");
        assertThat(timeline.svg())
                .contains(
                        "NumberFormatException at StockFile.quantity:88",
                        ">shutdown<",
                        ">1<",
                        "Time, UTC · 2026-11-14");
        assertThat(timeline.rows())
                .extracting(row -> row.get(0).split("[:·]")[0].strip())
                .contains("Pauses of all threads (collector, safepoints)", "Processor", "Heap", "Memory", "Threads");
        assertThat(timeline.rows().get(0)).containsSubsequence("1", "1 in 1 s");
    }

    @Test
    void labelsAtMostEightFingerprintsAndAddsUpTheRest() {
        Chart chart = chart(Samples.storm(), "timeline");
        assertThat(chart.rows().get(8).get(0)).startsWith("2,492 other fingerprints");
    }

    @Test
    void namesTheDayWhereTheTimeAloneWouldNotTell() {
        Chart chart = chart(Samples.severalDays(), "timeline");
        assertThat(chart.svg()).contains("15 Nov 00:00", "Time, UTC · 2026-11-14 to 2026-11-16");
        assertThat(chart.rows().get(0)).contains("15 Nov 03:00:00.000");
    }

    @Test
    void tellsServicesApartWhereThereAreSeveral() {
        Chart map = chart(Samples.twoServices(), "heat-map");
        assertThat(map.rows())
                .extracting(row -> row.get(0))
                .contains("checkout · CheckoutException · on the path", "stock · StockException · on the path");
        assertThat(map.title()).contains("service");
    }

    @Test
    void shadesByPowersOfTen() {
        assertThat(List.of(0L, 1L, 2L, 9L, 10L, 99L, 100L, 1_000L, 1_000_000L))
                .extracting(dev.epicenter.render.view.HeatMap::level)
                .containsExactly(-1, 0, 1, 1, 2, 2, 3, 4, 4);
    }

    @Test
    void drawsFitProjectionAndKnee() {
        Chart curve = chart(Samples.incident(), "curve-recovery");
        assertThat(curve.svg()).contains(">knee<", ">measured, with its range<", ">fitted<", "requests at once");
        assertThat(curve.rows()).contains(List.of("8", "95 %", "90 % to 98 %", "measured"));
        assertThat(curve.description()).contains("Method: Two straight lines");
    }

    @Test
    void mergesStacksFromTheThrowSiteOutwards() {
        Chart sites = chart(Samples.incident(), "throw-sites");
        assertThat(sites.svg()).contains("font-weight=\"bold\"").contains("Integer.parseInt");
        assertThat(sites.description()).contains("Without the background");
    }

    @Test
    void writesPicturesOfTheirOwn() throws Exception {
        Path folder = Files.createDirectories(Path.of("target/charts"));
        for (Chart chart : Charts.all(VisibleText.of(Samples.incident()))) {
            String svg = chart.svgFile();
            Files.writeString(folder.resolve(chart.id() + ".svg"), svg);
            assertThat(svg).doesNotContain("var(").contains("<title>" + chart.title() + "</title>");
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
            byte[] png = chart.png(2);
            Files.write(folder.resolve(chart.id() + ".png"), png);
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(2 * Chart.WIDTH);
        }
    }

    @Test
    void keepsHostileTextInItsPlace() throws IOException {
        String bad = "</text><script>alert(1)</script>";
        for (Chart chart : Charts.all(VisibleText.of(Samples.hostile(bad)))) {
            assertThat(chart.svg()).doesNotContain("<script");
            assertThat(chart.svgFile()).doesNotContain("<script");
        }
    }
}
