package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Pause;
import dev.epicenter.model.Relation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Links of {@code paused}: time ran out while the collector or a safepoint stood in the way. */
final class PauseFinder implements LinkFinder {
    /** Time-outs whose length the message does not tell are taken as this long. A judgement. */
    private static final long USUAL_TIMEOUT_MILLIS = 1000;

    /** After a pause the thread that waited needs that long to notice, at most. */
    private static final Duration NOTICE = Duration.ofMillis(250);

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        List<Failure> pauses = index.failures().stream()
                .filter(f -> f.type().equals(Condition.GC_PAUSE.typeName()))
                .toList();
        List<Link> links = new ArrayList<>();
        if (pauses.isEmpty()) {
            return links;
        }
        Stops stops = Stops.of(index.events().timeline().pauses());
        for (RecordedSeries series : index.events().series()) {
            List<Failure> timeouts = series.exemplars().stream()
                    .map(index::failure)
                    .filter(f -> !f.isCondition() && Wording.timeout(f))
                    .toList();
            if (!timeouts.isEmpty()) {
                ofSeries(stops, timeouts, pauses, links);
            }
        }
        return links;
    }

    private static void ofSeries(Stops stops, List<Failure> timeouts, List<Failure> pauses, List<Link> links) {
        List<Case> cases = new ArrayList<>();
        for (Failure timeout : timeouts) {
            long limit = Wording.timeoutMillis(timeout, USUAL_TIMEOUT_MILLIS);
            Instant from = timeout.at().minusMillis(limit).minus(NOTICE);
            List<Pause> near = stops.between(from, timeout.at());
            for (Failure pause : near.isEmpty() ? List.<Failure>of() : pauses) {
                Duration overlap = overlap(near, from, pause, timeout);
                if (!overlap.isZero() && overlap.toMillis() >= Math.min(100, limit * 3 / 10)) {
                    cases.add(link(pause, timeout, limit, overlap));
                    break;
                }
            }
        }
        double share = (double) cases.size() / timeouts.size();
        for (Case made : cases) {
            made.withIf(
                    share >= 0.5,
                    "most-coincide",
                    0.4,
                    String.format(
                            Locale.ROOT,
                            "%d of the %d time-outs kept of this kind coincide with a pause",
                            cases.size(),
                            timeouts.size()));
            made.againstIf(share < 0.34, "most-do-not", 0.5, "Most of its kind happened without a pause");
            links.add(made.as(Relation.PAUSED));
        }
    }

    private static Case link(Failure pause, Failure timeout, long limit, Duration overlap) {
        double part = Math.min(1, (double) overlap.toMillis() / Math.max(1, limit));
        return new Case(pause, timeout)
                .with(
                        "time-spent-paused",
                        Math.min(0.7, 0.2 + 0.5 * part),
                        String.format(
                                Locale.ROOT,
                                "For %d ms of the %d ms before it all threads stood still",
                                overlap.toMillis(),
                                limit));
    }

    /** Time of the wait in which this pause, or another after it, stopped the threads; zero when this one did not. */
    private static Duration overlap(List<Pause> near, Instant from, Failure pause, Failure timeout) {
        Duration sum = Duration.ZERO;
        boolean own = false;
        for (Pause p : near) {
            if (!p.start().isBefore(pause.at())) {
                Instant start = p.start().isAfter(from) ? p.start() : from;
                Instant end = p.end().isBefore(timeout.at()) ? p.end() : timeout.at();
                sum = sum.plus(Duration.between(start, end));
                own |= p.start().equals(pause.at());
            }
        }
        return own ? sum : Duration.ZERO;
    }

    /**
     * All pauses.
     *
     * @param ordered in the order in which they began
     * @param longest length of the longest
     */
    private record Stops(List<Pause> ordered, Duration longest) {
        static Stops of(List<Pause> pauses) {
            return new Stops(
                    pauses.stream().sorted(Comparator.comparing(Pause::start)).toList(),
                    pauses.stream()
                            .map(Pause::length)
                            .max(Comparator.naturalOrder())
                            .orElse(Duration.ZERO));
        }

        /** Those that have a part of that time. */
        List<Pause> between(Instant from, Instant to) {
            Instant earliest = from.minus(longest);
            int low = 0;
            int high = ordered.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ordered.get(middle).start().isBefore(earliest)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            List<Pause> found = new ArrayList<>();
            for (int i = low; i < ordered.size() && ordered.get(i).start().isBefore(to); i++) {
                if (ordered.get(i).end().isAfter(from)) {
                    found.add(ordered.get(i));
                }
            }
            return found;
        }
    }
}
