package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.model.RateProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the JVM's weather from change. A failure is weather when its kind (type and throw site, whatever the path to it) is
 * thrown from the recording's start to its end without a long break: then it was there when all was well. A kind that begins
 * later, stops, or is rare is a change.
 */
final class Background {
    /** Fewer of a kind prove no habit. A judgement. */
    private static final int LEAST = 5;

    /** Parts of the recording's time in which a habit must show. */
    private static final int PARTS = 8;

    /** How many of them at least; a pause in one or two is no change. */
    private static final int SHOWN = 6;

    private final boolean[] background;

    private Background(boolean[] background) {
        this.background = background;
    }

    static Background of(RecordedEvents events) {
        List<RecordedSeries> series = events.series();
        Map<String, List<RecordedSeries>> kinds = new HashMap<>();
        series.forEach(
                s -> kinds.computeIfAbsent(kind(s), k -> new ArrayList<>()).add(s));
        boolean[] background = new boolean[series.size()];
        kinds.values().forEach(kind -> {
            boolean steady = isSteady(kind);
            kind.forEach(s -> background[s.id()] = steady);
        });
        return new Background(background);
    }

    private static String kind(RecordedSeries series) {
        String site = series.stack().top().map(Frame::qualifiedMethod).orElse("");
        String caller = series.stack().frames().stream()
                .filter(f -> !InApp.isJdk(f.type()))
                .findFirst()
                .map(Frame::qualifiedMethod)
                .orElse("");
        return series.type() + '\n' + site + '\n' + caller;
    }

    /** Whether the counts, over all of the kind, show in enough parts of the time, the first and the last among them. */
    static boolean isSteady(List<RecordedSeries> kind) {
        long total = kind.stream().mapToLong(RecordedSeries::count).sum();
        if (total < LEAST) {
            return false;
        }
        long[] parts = new long[PARTS];
        for (RecordedSeries s : kind) {
            RateProfile profile = s.profile();
            for (int i = 0; i < profile.size(); i++) {
                parts[Math.min(PARTS - 1, i * PARTS / Math.max(1, profile.size()))] += profile.count(i);
            }
        }
        int shown = 0;
        for (long part : parts) {
            shown += part > 0 ? 1 : 0;
        }
        boolean fromStart = parts[0] > 0 || parts[1] > 0;
        boolean toEnd = parts[PARTS - 1] > 0 || parts[PARTS - 2] > 0;
        return shown >= SHOWN && fromStart && toEnd && !surges(parts, total);
    }

    /** Whether one part holds far more than the others: a habit that breaks out is news. */
    private static boolean surges(long[] parts, long total) {
        long most = 0;
        for (long part : parts) {
            most = Math.max(most, part);
        }
        return total >= 8L * PARTS && most > 0.6 * total;
    }

    boolean of(int series) {
        return background[series];
    }
}
