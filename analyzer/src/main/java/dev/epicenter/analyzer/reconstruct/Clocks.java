package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.reconstruct.RequestPairs.Pair;
import dev.epicenter.model.ClockOffset;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Brings the clocks of processes to that of the first. A request arrives after it was sent and before its answer did, so each
 * pair bounds the difference of two clocks, closer still where an answer is sent when it is made; what lies within the bounds of all pairs is the estimate (the intersection of
 * intervals by Marzullo, 1984, of bounds as in Cristian, "Probabilistic clock synchronization", 1989). Where no value lies
 * within all of them, since clocks drift or were set, that of the pair with the shortest round trip is taken.
 */
final class Clocks {
    private Clocks() {}

    /** How far a second clock is ahead of a first, in nanoseconds: at least and at most. */
    private record Bounds(long least, long most, int pairs, boolean all) {
        long middle() {
            return least + (most - least) / 2;
        }

        long uncertainty() {
            return (most - least + 1) / 2;
        }

        Bounds reversed() {
            return new Bounds(-most, -least, pairs, all);
        }
    }

    private record Two(int first, int second) {}

    /**
     * Offsets by process.
     *
     * @param names of the processes
     */
    static List<ClockOffset> of(List<String> names, List<Pair> pairs) {
        Map<Two, List<Pair>> between = new HashMap<>();
        for (Pair pair : pairs) {
            if (pair.clientProcess() != pair.serverProcess()) {
                between.computeIfAbsent(new Two(pair.clientProcess(), pair.serverProcess()), t -> new ArrayList<>())
                        .add(pair);
            }
        }
        Map<Two, Bounds> bounds = new HashMap<>();
        between.forEach((two, all) -> {
            Bounds ahead = bounds(all);
            bounds.merge(two, ahead, Clocks::narrower);
            bounds.merge(new Two(two.second(), two.first()), ahead.reversed(), Clocks::narrower);
        });
        return along(names, bounds);
    }

    private static Bounds narrower(Bounds a, Bounds b) {
        long least = Math.max(a.least(), b.least());
        long most = Math.min(a.most(), b.most());
        if (least <= most && a.all() && b.all()) {
            return new Bounds(least, most, a.pairs() + b.pairs(), true);
        }
        return a.most() - a.least() <= b.most() - b.least() ? a : b;
    }

    private static Bounds bounds(List<Pair> pairs) {
        Bounds close = bounds(pairs, Clocks::answered);
        Bounds sure = close.all() ? close : bounds(pairs, Clocks::arrived);
        return sure.all() || close.most() - close.least() > sure.most() - sure.least() ? sure : close;
    }

    private static Bounds bounds(List<Pair> pairs, ToLongFunction<Pair> lower) {
        long least = Long.MIN_VALUE;
        long most = Long.MAX_VALUE;
        Pair shortest = pairs.get(0);
        for (Pair pair : pairs) {
            least = Math.max(least, lower.applyAsLong(pair));
            most = Math.min(most, sent(pair));
            if (roundTrip(pair) < roundTrip(shortest)) {
                shortest = pair;
            }
        }
        if (least <= most) {
            return new Bounds(least, most, pairs.size(), true);
        }
        long one = lower.applyAsLong(shortest);
        return new Bounds(Math.min(one, sent(shortest)), Math.max(one, sent(shortest)), 1, false);
    }

    private static long roundTrip(Pair pair) {
        return Duration.between(pair.client().start(), pair.client().end()).toNanos();
    }

    /** The answer came after the request had arrived: sure, but as wide as the time that the answer took. */
    private static long arrived(Pair pair) {
        return Duration.between(pair.client().end(), pair.server().start()).toNanos();
    }

    /** The answer came when it had been made: true unless its beginning was sent before. */
    private static long answered(Pair pair) {
        return Duration.between(pair.client().end(), pair.server().end()).toNanos();
    }

    /** The request arrived after it had been sent. */
    private static long sent(Pair pair) {
        return Duration.between(pair.client().start(), pair.server().start()).toNanos();
    }

    /** From the first process over those that are known to the next, each by as few steps as can be. */
    private static List<ClockOffset> along(List<String> names, Map<Two, Bounds> bounds) {
        @Nullable Bounds[] known = new Bounds[names.size()];
        known[0] = new Bounds(0, 0, 0, true);
        Deque<Integer> next = new ArrayDeque<>(List.of(0));
        while (!next.isEmpty()) {
            int from = next.remove();
            for (int to = 0; to < known.length; to++) {
                Bounds step = bounds.get(new Two(from, to));
                if (known[to] == null && step != null) {
                    known[to] = new Bounds(
                            known[from].least() + step.least(),
                            known[from].most() + step.most(),
                            step.pairs(),
                            step.all());
                    next.add(to);
                }
            }
        }
        boolean joined = Arrays.stream(known).filter(k -> k != null).count() > 1;
        List<ClockOffset> offsets = new ArrayList<>();
        for (int p = 0; p < known.length; p++) {
            offsets.add(p == 0 ? ClockOffset.REFERENCE : offset(known[p], names.get(0), joined));
        }
        return offsets;
    }

    private static ClockOffset offset(@Nullable Bounds ahead, String first, boolean joined) {
        if (ahead == null) {
            return joined
                    ? new ClockOffset(
                            Duration.ZERO,
                            Duration.ZERO,
                            "No request joins it to the others: its clock is taken as it is")
                    : ClockOffset.REFERENCE;
        }
        boolean same = ahead.least() <= 0 && ahead.most() >= 0;
        String by = ahead.all()
                ? "by " + ahead.pairs() + " request(s) that were recorded at both ends"
                : "by the fastest of the requests that were recorded at both ends; the others contradict it, so a clock"
                        + " drifts or was set";
        return new ClockOffset(
                same ? Duration.ZERO : Duration.ofNanos(-ahead.middle()),
                Duration.ofNanos(same ? Math.max(-ahead.least(), ahead.most()) : ahead.uncertainty()),
                same
                        ? "Its clock agrees with that of " + first + ", " + by
                        : String.format(
                                Locale.ROOT,
                                "Its clock is %.1f ms %s that of %s, %s",
                                Math.abs(ahead.middle()) / 1e6,
                                ahead.middle() > 0 ? "ahead of" : "behind",
                                first,
                                by));
    }
}
