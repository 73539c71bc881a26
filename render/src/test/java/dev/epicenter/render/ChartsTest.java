package dev.epicenter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.render.chart.Chart;
import dev.epicenter.render.chart.Charts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartsTest {
    @Test
    void drawsFailuresAndLossWithTheirTables() {
        List<Chart> charts = Charts.of(Samples.incident().analysis());
        assertThat(charts).extracting(Chart::id).containsExactly("failures-over-time", "thrown-against-recorded");
        assertThat(charts).allSatisfy(chart -> {
            assertThat(chart.svg()).startsWith("<svg").doesNotContain(" style=", "<script");
            assertThat(chart.rows())
                    .isNotEmpty()
                    .allMatch(row -> row.size() == chart.columns().size());
        });
        assertThat(charts.get(0).svg()).contains("NumberFormatException at StockFile.quantity:88", "shutdown");
        assertThat(charts.get(0).rows().get(0)).containsSubsequence("1", "1");
    }

    @Test
    void labelsAtMostEightFingerprintsAndAddsUpTheRest() {
        Chart chart = Charts.of(Samples.storm().analysis()).get(0);
        assertThat(chart.rows()).hasSize(9);
        assertThat(chart.rows().get(8).get(0)).startsWith("2,492 other fingerprints");
    }

    @Test
    void drawsNothingOutOfNothing() {
        assertThat(Charts.of(Samples.empty().analysis())).isEmpty();
    }
}
