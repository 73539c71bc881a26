package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.dump.DumpedLock;
import dev.epicenter.analyzer.dump.DumpedLock.Use;
import dev.epicenter.analyzer.dump.DumpedThread;
import dev.epicenter.analyzer.dump.ThreadDump;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.ThreadLife;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long threads that the last dump shows to wait have done so. One dump does not tell: an earlier dump does, the silence of threads
 * that showed regularly before, and what timed out meanwhile.
 */
final class Stillness {
    /** What is over sooner is no hang. Judgements: with time-outs in its wake, and without. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofSeconds(3);

    /** Events that a thread would have shown meanwhile, at its rate until then. A judgement. */
    private static final double EXPECTED = 5;

    /** Events that make a rate. A judgement. */
    private static final int RHYTHM = 5;

    /** How firmly threads must be seen to hang. A judgement. */
    private static final double ENOUGH = 0.6;

    private final RecordedEvents events;
    private final List<ThreadDump> dumps;
    private final Background background;
    private final Instant last;
    private final Map<String, ThreadLife> lives = new HashMap<>();
    private final Map<Long, Integer> thrown = new HashMap<>();

    /**
     * Threads that stand still.
     *
     * @param since  the first of them, at the latest
     * @param all    all of them, at the latest
     * @param length up to the last dump, at least
     */
    record Still(Instant since, Instant all, Duration length) {}

    /**
     * @param dumps in time order
     */
    Stillness(RecordedEvents events, List<ThreadDump> dumps, Background background) {
        this.events = events;
        this.dumps = dumps;
        this.background = background;
        this.last = dumps.isEmpty()
                ? events.recording().end()
                : dumps.get(dumps.size() - 1).at();
        events.threads().forEach(t -> lives.putIfAbsent(t.thread().name(), t));
        events.failures().forEach(f -> thrown.merge(f.thread().id(), 1, Integer::sum));
    }

    /**
     * Whether threads of the last dump have waited so long that they hang.
     *
     * @param doubt what is left of it by other evidence, 1 where there is none
     */
    Optional<Still> of(List<DumpedThread> waiting, double doubt) {
        List<Instant> seen =
                waiting.stream().map(this::seen).flatMap(Optional::stream).toList();
        Instant since = seen.stream().min(Comparator.naturalOrder()).orElse(last);
        Duration length = Duration.between(since, last);
        boolean timedOut = timedOutSince(since);
        double left = doubt * (1 - persistence(waiting)) * (1 - silence(waiting)) * (timedOut ? 0.65 : 1);
        left *= waiting.size() > 1 ? 0.7 : 1;
        return 1 - left < ENOUGH || length.compareTo(timedOut ? LEAST : LONG) < 0
                ? Optional.empty()
                : Optional.of(new Still(
                        since, seen.stream().max(Comparator.naturalOrder()).orElse(last), length));
    }

    /** When a thread last did anything that was recorded before the last dump. */
    Optional<Instant> seen(DumpedThread thread) {
        return Optional.ofNullable(lives.get(thread.name()))
                .map(ThreadLife::lastSeen)
                .filter(t -> t.isBefore(last));
    }

    /** An earlier dump has a thread at the same place, in the same wait, and it showed nothing in between. */
    private double persistence(List<DumpedThread> waiting) {
        for (ThreadDump earlier : dumps) {
            boolean apart = Duration.between(earlier.at(), last).compareTo(LEAST) >= 0;
            boolean same = apart
                    && waiting.stream().anyMatch(t -> earlier.named(t.name())
                            .filter(e -> sameWait(e, t))
                            .filter(e ->
                                    seen(t).map(s -> !s.isAfter(earlier.at())).orElse(true))
                            .isPresent());
            if (same) {
                return 0.75;
            }
        }
        return 0;
    }

    private static boolean sameWait(DumpedThread a, DumpedThread b) {
        Optional<String> one = awaited(a);
        return one.isPresent() && one.equals(awaited(b)) && Blocked.place(a).equals(Blocked.place(b));
    }

    /** Class of what it waits for. */
    private static Optional<String> awaited(DumpedThread thread) {
        return thread.locks().stream()
                .filter(l -> l.use() != Use.LOCKED && l.use() != Use.OWNED)
                .map(DumpedLock::type)
                .findFirst();
    }

    /** A thread that showed regularly has fallen silent. */
    private double silence(List<DumpedThread> waiting) {
        return waiting.stream().mapToDouble(this::silence).max().orElse(0);
    }

    private double silence(DumpedThread thread) {
        ThreadLife life = lives.get(thread.name());
        if (life == null || !life.lastSeen().isBefore(last)) {
            return 0;
        }
        int shown = life.waits().size() + thrown.getOrDefault(life.thread().id(), 0);
        double active = seconds(life.firstSeen(), life.lastSeen());
        double silent = seconds(life.lastSeen(), last);
        boolean regular = shown >= RHYTHM && active > 0 && shown / active * silent >= EXPECTED;
        return !regular || silent < LEAST.toSeconds() ? 0 : silent >= LONG.toSeconds() ? 0.7 : 0.5;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private boolean timedOutSince(Instant since) {
        return events.series().stream()
                .filter(s -> !s.first().isBefore(since) && !background.of(s.id()))
                .map(s -> events.failures().get(s.exemplars().get(0)))
                .anyMatch(Wording::timeout);
    }
}
