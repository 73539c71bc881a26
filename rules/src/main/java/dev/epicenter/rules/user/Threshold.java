package dev.epicenter.rules.user;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From when on failures are worth a word. Counts are lower bounds: a failure of which only the bucket is known counts when its
 * whole bucket is inside of the window, so that a threshold is never said to be reached when it was not.
 */
sealed interface Threshold {
    /** All moments at which it was reached, in time order; after each, counting begins anew. */
    List<Reached> reached(Seen seen, When when);

    /**
     * What there is to count.
     *
     * @param matching failures of one group that match
     * @param runs     those of them that came in a row and have one class, in time order
     * @param base     what shares are taken of
     */
    record Seen(Timeline matching, List<List<Instant>> runs, Timeline base) {}

    /**
     * Over which time.
     *
     * @param recording  all of it
     * @param window     in which it must be reached; empty for all time since the start
     * @param againAfter from one moment to the next, at least
     */
    record When(Span recording, Optional<Duration> window, Duration againAfter) {}

    /** At least so many. */
    record Count(long least) implements Threshold {
        @Override
        public List<Reached> reached(Seen seen, When when) {
            return SlidingCount.reached(
                    seen.matching(), when.window(), when.againAfter(), (from, to, count) -> count >= least ? count : 0);
        }
    }

    /** At least so many a second, on average. */
    record Rate(double perSecond) implements Threshold {
        @Override
        public List<Reached> reached(Seen seen, When when) {
            if (when.window().isPresent()) {
                double least = perSecond * when.window().get().toNanos() / 1e9;
                return new Count(Math.max(1, (long) Math.ceil(least))).reached(seen, when);
            }
            long total = seen.matching().total();
            if (total == 0 || total < perSecond * when.recording().seconds()) {
                return List.of();
            }
            return List.of(new Reached(when.recording().end(), Duration.ZERO, total, total));
        }
    }

    /** At least such a share of the base, and so many. Without a window the share of the whole recording, known at its end. */
    record Share(double share, long least) implements Threshold {
        @Override
        public List<Reached> reached(Seen seen, When when) {
            if (when.window().isEmpty()) {
                long total = seen.matching().total();
                long of = seen.base().total();
                boolean enough = total >= least && total >= share * of;
                return enough ? List.of(new Reached(when.recording().end(), Duration.ZERO, total, of)) : List.of();
            }
            return SlidingCount.reached(seen.matching(), when.window(), when.againAfter(), (from, to, count) -> {
                long of = seen.base().possible(from, to);
                return count >= least && count >= share * of ? of : 0;
            });
        }
    }

    /** At least so many of one class in a row. */
    record Consecutive(long least) implements Threshold {
        @Override
        public List<Reached> reached(Seen seen, When when) {
            List<Reached> all = new ArrayList<>();
            Instant rests = Instant.MIN;
            for (List<Instant> run : seen.runs()) {
                int first = 0;
                for (int i = 0; i < run.size(); i++) {
                    Instant at = run.get(i);
                    while (run.get(first).isBefore(when.window().map(at::minus).orElse(Instant.MIN))) {
                        first++;
                    }
                    long inRow = i - first + 1L;
                    if (inRow >= least && !at.isBefore(rests)) {
                        all.add(new Reached(at, Duration.ZERO, inRow, inRow));
                        rests = at.plus(when.againAfter());
                        first = i + 1;
                    }
                }
            }
            return all;
        }
    }
}
