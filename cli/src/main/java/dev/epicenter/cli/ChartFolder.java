package dev.epicenter.cli;

import dev.epicenter.render.chart.Chart;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A folder for the charts of a report, each as an SVG and as a PNG file.
 *
 * @param folder created when it is missing
 */
record ChartFolder(Path folder) {
    /** Pixels of a PNG for each of the chart's, so that it is sharp on a dense screen. */
    private static final int SCALE = 2;

    /**
     * Finds before the work what would make it vain.
     *
     * @throws UnwritableOutputException when no chart could be written there
     */
    void checkWritable() throws UnwritableOutputException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UnwritableOutputException("'" + folder + "' is a file; name a directory for the charts");
        }
        if (Files.exists(folder) && !Files.isWritable(folder)) {
            throw new UnwritableOutputException("directory '" + folder + "' is not writable; choose another");
        }
    }

    /**
     * Writes all charts.
     *
     * @param err is told when this JVM cannot draw PNG files; SVG needs nothing of it
     */
    void write(List<Chart> charts, PrintWriter err) throws UnwritableOutputException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UnwritableOutputException("directory '" + folder + "' cannot be created: " + e.getMessage(), e);
        }
        Set<String> names = new HashSet<>();
        boolean drawing = true;
        for (Chart chart : charts) {
            String name = name(chart.id(), names);
            new OutputFile(folder.resolve(name + ".svg"))
                    .write(out -> out.write(chart.svgFile().getBytes(StandardCharsets.UTF_8)));
            drawing = drawing && png(chart, folder.resolve(name + ".png"), err);
        }
    }

    private static boolean png(Chart chart, Path file, PrintWriter err) throws UnwritableOutputException {
        byte[] picture;
        try {
            picture = chart.png(SCALE);
        } catch (IOException e) {
            err.println("epicenter: charts are written as SVG only: " + OneLine.of(String.valueOf(e.getMessage())));
            return false;
        }
        new OutputFile(file).write(out -> out.write(picture));
        return true;
    }

    /** A chart's id as a file name that no other chart has; ids may hold what users wrote. */
    private static String name(String id, Set<String> taken) {
        String plain = id.replaceAll("[^A-Za-z0-9_-]", "_");
        String name = plain;
        for (int i = 2; !taken.add(name); i++) {
            name = plain + "-" + i;
        }
        return name;
    }
}
