package dev.epicenter.rules.user;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Slides a window along a timeline and asks, wherever a failure may have been the one too many, whether it was. */
final class SlidingCount {
    /** The question. */
    interface Test {
        /**
         * Whether so many are enough.
         *
         * @param count failures that are surely between the two moments, both included
         * @return among how many they were looked for, when they are enough; else 0
         */
        long enough(Instant from, Instant to, long count);
    }

    /** Bursts that are wholly in the window, the one that will leave it first first. */
    private final PriorityQueue<Burst> inside = new PriorityQueue<>(comparing(Burst::from));

    private final Optional<Duration> window;
    private final Test test;
    private long count;

    private SlidingCount(Optional<Duration> window, Test test) {
        this.window = window;
        this.test = test;
    }

    /**
     * All moments at which the test was passed, in time order; after each, counting begins anew.
     *
     * @param window     empty for all time since the first
     * @param againAfter from one moment to the next, at least
     */
    static List<Reached> reached(Timeline timeline, Optional<Duration> window, Duration againAfter, Test test) {
        SlidingCount sliding = new SlidingCount(window, test);
        List<Reached> all = new ArrayList<>();
        Instant rests = Instant.MIN;
        for (Burst burst : timeline.byEnd()) {
            sliding.add(burst);
            if (!burst.to().isBefore(rests)) {
                Optional<Reached> reached = sliding.ask(burst);
                if (reached.isPresent()) {
                    all.add(reached.get());
                    rests = burst.to().plus(againAfter);
                    sliding.inside.clear();
                    sliding.count = 0;
                }
            }
        }
        return all;
    }

    private void add(Burst burst) {
        Instant from = from(burst);
        if (!burst.from().isBefore(from)) {
            inside.add(burst);
            count += burst.count();
        }
        while (!inside.isEmpty() && inside.element().from().isBefore(from)) {
            count -= inside.remove().count();
        }
    }

    private Instant from(Burst latest) {
        return window.map(latest.to()::minus).orElse(Instant.MIN);
    }

    private Optional<Reached> ask(Burst latest) {
        long of = test.enough(from(latest), latest.to(), count);
        if (of > 0) {
            Duration widest =
                    inside.stream().map(Burst::width).max(Duration::compareTo).orElse(Duration.ZERO);
            return Optional.of(new Reached(latest.to(), widest, count, of));
        }
        if (window.isPresent() && latest.width().compareTo(window.get()) > 0) {
            long least = densest(latest, window.get());
            of = test.enough(latest.from(), latest.to(), least);
            return of == 0 ? Optional.empty() : Optional.of(new Reached(latest.to(), latest.width(), least, of));
        }
        return Optional.empty();
    }

    /** A burst wider than the window, cut into windows: one of them has at least this many. */
    private static long densest(Burst burst, Duration window) {
        long windows = Math.floorDiv(burst.width().toNanos() - 1, Math.max(1, window.toNanos())) + 1;
        return Math.floorDiv(burst.count() - 1, windows) + 1;
    }
}
