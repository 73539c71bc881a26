package dev.epicenter.cli;

import dev.epicenter.analyzer.repair.Repaired;
import dev.epicenter.analyzer.repair.Repaired.Done;
import dev.epicenter.analyzer.repair.Repaired.Part;
import dev.epicenter.model.DataLoss.Damage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what was saved of a torn recording, and what is gone. Holds nothing of what was recorded. */
final class RepairText {
    /** Chunks and losses told one by one. */
    private static final int MAX_TOLD = 40;

    private RepairText() {}

    /** One line for each thing to say. */
    static List<String> of(Path output, Repaired repaired) {
        List<String> lines = new ArrayList<>();
        lines.add(output + ": " + count(repaired.total(), "event") + " in "
                + count(repaired.chunks().size(), "chunk")
                + "; " + count(repaired.count(Done.COPIED), "chunk") + " copied, "
                + count(repaired.count(Done.REBUILT), "chunk")
                + " put together anew, and opened with JMC and this JDK's"
                + " reader");
        List<Part> rebuilt =
                repaired.chunks().stream().filter(c -> c.done() == Done.REBUILT).toList();
        rebuilt.stream().limit(MAX_TOLD).forEach(part -> lines.add("saved: " + saved(part)));
        more(rebuilt.size(), lines);
        repaired.lost().stream().limit(MAX_TOLD).forEach(damage -> lines.add("damage: " + lost(damage)));
        more(repaired.lost().size(), lines);
        return lines;
    }

    private static String saved(Part part) {
        long events = part.events().values().stream().mapToLong(Long::longValue).sum();
        return part.source() + " at byte " + format(part.offset()) + ": " + count(events, "event")
                + (part.lent() > 0 ? ", " + count(part.lent(), "name") + " from the chunks beside it" : "");
    }

    private static String lost(Damage damage) {
        String size = damage.bytes() < 0 ? "" : ", " + count(damage.bytes(), "byte");
        return damage.source() + " at byte " + format(damage.offset()) + size + ": " + damage.what();
    }

    private static void more(int all, List<String> lines) {
        if (all > MAX_TOLD) {
            lines.add("and " + format(all - MAX_TOLD) + " more");
        }
    }

    private static String count(long number, String noun) {
        return format(number) + " " + noun + (number == 1 ? "" : "s");
    }

    private static String format(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
