package dev.epicenter.render.chart;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Names;
import dev.epicenter.render.texts.Words;
import dev.epicenter.render.view.SeriesOrder;
import dev.epicenter.render.view.StackTree;
import java.util.List;
import java.util.Optional;

/** Where failures were thrown, and by which paths the code got there. */
final class ThrowSitesChart {
    private static final int DEPTH = 12;
    private static final int HEAD = 44;
    private static final int TABLE = 24;

    private ThrowSitesChart() {}

    /** Of what is not background, as far as there is such; the weather would take all the room. */
    static Optional<Chart> of(Analysis analysis) {
        List<FailureSeries> all = SeriesOrder.of(analysis).stream()
                .filter(s -> !s.stack().frames().isEmpty())
                .toList();
        List<FailureSeries> loud = all.stream().filter(s -> !s.background()).toList();
        List<FailureSeries> shown = loud.isEmpty() ? all : loud;
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        StackTree.Node tree = StackTree.of(shown, analysis.recording().inApp(), DEPTH);
        List<List<String>> table = shown.stream()
                .limit(TABLE)
                .map(s -> List.of(
                        Names.simple(s.type()),
                        Words.place(s.site()),
                        Words.count(s.count()),
                        Words.percent((double) s.count() / tree.count())))
                .toList();
        boolean left = shown.size() < all.size();
        return Optional.of(new Chart(
                "throw-sites",
                "Where failures were thrown",
                "Stacks merged from the throw site (top) to its callers (below); the wider, the more failures."
                        + (left ? " Without the background." : ""),
                List.of("Type", "Throw site", "Count", "Share"),
                table,
                (int) ((depth(tree) + 1) * IciclePlot.ROW) + HEAD,
                () -> Look.chartWithLegend(new IciclePlot(tree))));
    }

    private static int depth(StackTree.Node node) {
        return node.children().stream().mapToInt(ThrowSitesChart::depth).max().orElse(-1) + 1;
    }
}
