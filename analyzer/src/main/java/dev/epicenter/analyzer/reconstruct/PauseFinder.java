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
        for (RecordedSeries series : index.events().series()) {
            List<Failure> timeouts = series.exemplars().stream()
                    .map(index::failure)
                    .filter(f -> !f.isCondition() && Wording.timeout(f))
                    .toList();
            if (!timeouts.isEmpty()) {
                ofSeries(index, timeouts, pauses, links);
            }
        }
        return links;
    }

    private static void ofSeries(FailureIndex index, List<Failure> timeouts, List<Failure> pauses, List<Link> links) {
        List<Case> cases = new ArrayList<>();
        for (Failure timeout : timeouts) {
            for (Failure pause : pauses) {
                Duration overlap = overlap(index, pause, timeout);
                if (overlap.toMillis()
                        >= Math.min(100, Wording.timeoutMillis(timeout, USUAL_TIMEOUT_MILLIS) * 3 / 10)) {
                    cases.add(link(pause, timeout, overlap));
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

    private static Case link(Failure pause, Failure timeout, Duration overlap) {
        long limit = Wording.timeoutMillis(timeout, USUAL_TIMEOUT_MILLIS);
        double part = Math.min(1, (double) overlap.toMillis() / limit);
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
    private static Duration overlap(FailureIndex index, Failure pause, Failure timeout) {
        Instant from = timeout.at()
                .minusMillis(Wording.timeoutMillis(timeout, USUAL_TIMEOUT_MILLIS))
                .minus(NOTICE);
        Duration sum = Duration.ZERO;
        boolean own = false;
        for (Pause p : index.events().timeline().pauses()) {
            Instant start = p.start().isAfter(from) ? p.start() : from;
            Instant end = p.end().isBefore(timeout.at()) ? p.end() : timeout.at();
            if (start.isBefore(end) && !p.start().isBefore(pause.at())) {
                sum = sum.plus(Duration.between(start, end));
                own |= p.start().equals(pause.at());
            }
        }
        return own ? sum : Duration.ZERO;
    }
}
