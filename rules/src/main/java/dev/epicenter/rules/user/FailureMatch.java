package dev.epicenter.rules.user;

import com.google.re2j.Pattern;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Types;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which failures: all that is said must hold.
 *
 * @param own        what is asked of the failure itself
 * @param inApp      whether the application's own code built it
 * @param background whether it is the JVM's weather
 * @param from       what must have led to it
 * @param to         what it must have led to
 */
record FailureMatch(
        Own own, Optional<Boolean> inApp, Optional<Boolean> background, Optional<End> from, Optional<End> to) {
    static final FailureMatch ANY =
            new FailureMatch(Own.ANY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Links from one end to the other at most. Judgement: the longest chains seen have eight. */
    private static final int MAX_LINKS = 16;

    /**
     * Of one failure by itself.
     *
     * @param types    class names; with {@code subtypes} also those of superclasses
     * @param message  found somewhere in the message
     * @param frames   one of which is on the stack
     * @param top      one of which built it
     * @param threads  names of threads
     */
    record Own(
            Optional<Glob> types,
            boolean subtypes,
            Optional<Pattern> message,
            Optional<Glob> frames,
            Optional<Glob> top,
            Optional<Glob> threads) {
        static final Own ANY = new Own(
                Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        boolean fits(Failure failure) {
            return types.map(t -> fitsType(t, failure)).orElse(true)
                    && message.map(m -> m.matcher(failure.message().orElse("")).find())
                            .orElse(true)
                    && frames.map(f -> failure.stack().frames().stream()
                                    .anyMatch(frame -> f.fits(frame.qualifiedMethod())))
                            .orElse(true)
                    && top.map(t -> failure.stack()
                                    .top()
                                    .map(frame -> t.fits(frame.qualifiedMethod()))
                                    .orElse(false))
                            .orElse(true)
                    && threads.map(t -> t.fits(failure.thread().display())).orElse(true);
        }

        private boolean fitsType(Glob glob, Failure failure) {
            return glob.fits(failure.type())
                    || subtypes && Types.of(failure).stream().anyMatch(glob::fits);
        }
    }

    /**
     * Of a failure at the other end of a link, or of several.
     *
     * @param relations of the link that touches the matched failure; empty for any
     * @param direct    whether only one link away counts
     * @param confidence of each link, at least
     */
    record End(Own own, Set<Relation> relations, boolean direct, double confidence) {}

    boolean fits(Facts facts, Failure failure) {
        FailureSeries series = facts.series(failure);
        return own.fits(failure)
                && inApp.map(wanted -> wanted == series.site().inApp()).orElse(true)
                && background.map(wanted -> wanted == series.background()).orElse(true)
                && from.map(end -> reaches(facts, failure, end, false)).orElse(true)
                && to.map(end -> reaches(facts, failure, end, true)).orElse(true);
    }

    /** Whether a way along links, against their direction unless {@code forward}, comes to a failure that fits. */
    private static boolean reaches(Facts facts, Failure start, End end, boolean forward) {
        FailureGraph graph = facts.analysis().graph();
        Set<Integer> seen = new HashSet<>(List.of(start.id()));
        Deque<int[]> open = new ArrayDeque<>();
        open.add(new int[] {start.id(), 0});
        while (!open.isEmpty()) {
            int[] here = open.remove();
            for (Link link : forward ? graph.outOf(here[0]) : graph.into(here[0])) {
                int there = forward ? link.to() : link.from();
                boolean wanted = here[1] > 0
                        || end.relations().isEmpty()
                        || end.relations().contains(link.relation());
                if (wanted && link.confidence() >= end.confidence() && seen.add(there)) {
                    if (end.own().fits(graph.failure(there))) {
                        return true;
                    }
                    if (!end.direct() && here[1] + 1 < MAX_LINKS) {
                        open.add(new int[] {there, here[1] + 1});
                    }
                }
            }
        }
        return false;
    }
}
