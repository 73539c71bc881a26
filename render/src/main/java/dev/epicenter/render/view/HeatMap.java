package dev.epicenter.render.view;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Failures by type and time, and by service where several processes were read.
 *
 * @param buckets  the columns
 * @param rows     those on the first incident's path, then by count; at most {@value #ROWS} and one for the rest
 * @param services whether rows are told apart by service
 */
public record HeatMap(Buckets buckets, List<Row> rows, boolean services) {
    /** What a shade stands for. */
    public static final List<String> LEVELS = List.of("1", "2 to 9", "10 to 99", "100 to 999", "1,000 and more");

    private static final int ROWS = 24;

    /** How a row concerns the reader. */
    public enum Kind {
        /** On the first incident's path. */
        PATH,
        OTHER,
        /** Nothing but the JVM's weather. */
        BACKGROUND
    }

    /**
     * A type, of one service where these are told apart.
     *
     * @param label  simple class name, behind the service where these are told apart
     * @param counts one a bucket
     */
    public record Row(String label, Kind kind, long[] counts) {
        /** Sum of the counts. */
        public long total() {
            return java.util.Arrays.stream(counts).sum();
        }

        /** Index of the highest count. */
        public int peak() {
            int peak = 0;
            for (int i = 1; i < counts.length; i++) {
                peak = counts[i] > counts[peak] ? i : peak;
            }
            return peak;
        }
    }

    /** Of an analysis; empty where nothing failed. */
    public static Optional<HeatMap> of(Analysis analysis) {
        List<FailureSeries> ordered = SeriesOrder.of(analysis);
        if (ordered.isEmpty()) {
            return Optional.empty();
        }
        Buckets buckets = Buckets.of(ordered);
        boolean services = analysis.processes().size() > 1;
        Set<Integer> onPath = SeriesOrder.onPath(analysis);
        Map<String, Row> byLabel = new LinkedHashMap<>();
        for (FailureSeries series : ordered) {
            String type = Names.simple(series.type());
            String label = services ? service(analysis, series) + " · " + type : type;
            Kind kind = onPath.contains(series.id()) ? Kind.PATH : series.background() ? Kind.BACKGROUND : Kind.OTHER;
            // Those on the path come first and the background last, so that the first of a type tells its kind.
            Row row = byLabel.computeIfAbsent(label, l -> new Row(l, kind, new long[buckets.size()]));
            buckets.add(series, row.counts());
        }
        return Optional.of(
                new HeatMap(buckets, shortened(new ArrayList<>(byLabel.values()), buckets.size()), services));
    }

    private static List<Row> shortened(List<Row> all, int size) {
        if (all.size() <= ROWS + 1) {
            return List.copyOf(all);
        }
        Row rest = new Row((all.size() - ROWS) + " other types", Kind.OTHER, new long[size]);
        for (Row row : all.subList(ROWS, all.size())) {
            for (int i = 0; i < size; i++) {
                rest.counts()[i] += row.counts()[i];
            }
        }
        List<Row> rows = new ArrayList<>(all.subList(0, ROWS));
        rows.add(rest);
        return List.copyOf(rows);
    }

    /** The service that a series was seen in; equal failures of several processes are several series. */
    public static String service(Analysis analysis, FailureSeries series) {
        return series.exemplars().stream()
                .map(id -> analysis.graph().failure(id).thread().process())
                .filter(index -> index < analysis.processes().size())
                .min(Comparator.naturalOrder())
                .map(analysis.processes()::get)
                .map(JvmProcess::name)
                .orElse("unknown service");
    }

    /** Shade of a count: -1 for none, else an index into {@link #LEVELS}. */
    public static int level(long count) {
        if (count < 2) {
            return (int) count - 1;
        }
        return Math.min(LEVELS.size() - 1, 1 + (int) Math.log10(count));
    }
}
