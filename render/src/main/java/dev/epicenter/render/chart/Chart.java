package dev.epicenter.render.chart;

import java.util.List;

/**
 * A chart for a page.
 *
 * @param id          for anchors
 * @param title       what it shows
 * @param description the same in words, for those who can't see it
 * @param svg         inert, themed by the page's custom properties; empty when this JVM cannot draw (no fonts installed)
 * @param columns     head of the data table
 * @param rows        the data
 */
public record Chart(
        String id, String title, String description, String svg, List<String> columns, List<List<String>> rows) {
    public Chart {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
