package dev.epicenter.cli;

import dev.epicenter.analyzer.scrub.Scrub.Scrubbed;
import dev.epicenter.analyzer.scrub.Window;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Says what is in a scrubbed recording. Holds nothing of what was recorded. */
final class ScrubText {
    private static final int MAX_TOLD = 40;

    private ScrubText() {}

    /** One line for each thing to say. */
    static List<String> of(Path output, Scrubbed scrubbed, List<Window> windows, SortedMap<String, Integer> hidden) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %,d events in %d of %d chunks, %,d of %,d bytes (%.1f %%)",
                output,
                scrubbed.events(),
                scrubbed.chunksWritten(),
                scrubbed.chunksRead(),
                scrubbed.bytesWritten(),
                scrubbed.bytesRead(),
                100.0 * scrubbed.bytesWritten() / Math.max(1, scrubbed.bytesRead())));
        if (windows.isEmpty()) {
            lines.add("kept: all the time");
        }
        windows.stream().limit(MAX_TOLD).forEach(w -> lines.add("kept: " + time(w.from()) + " to " + time(w.to())));
        if (!hidden.isEmpty()) {
            lines.add("hidden: " + hidden.toString().replaceAll("[{}]", "").replace("=", " "));
        }
        scrubbed.lost().stream()
                .limit(MAX_TOLD)
                .forEach(d -> lines.add(
                        String.format(Locale.ROOT, "damage: %s at byte %,d: %s", d.source(), d.offset(), d.what())));
        return lines;
    }

    private static String time(Instant at) {
        return at.equals(Instant.MAX)
                ? "the end"
                : at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
