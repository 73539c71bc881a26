package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.RateProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * How one kind of failure lies in time, against the time in which its work was under way: a habit, an outbreak, or neither.
 */
final class Habit {
    /** Fewer of a kind prove no habit. A judgement. */
    static final int LEAST = 8;

    /** As many are no proof by themselves, but agree with one. A judgement. */
    private static final int FEW = 5;

    /** Parts of the time since the program had started, in which a habit must show. */
    private static final int PARTS = 12;

    /** Parts from the first to the last, at least: shorter is an episode. */
    private static final int SPAN = 3;

    /** Parts within which a habit begins: programs need time to start. */
    private static final int BEGIN = 3;

    /**
     * Share of the parts in which it must show, of those in which as many would show if they came at random: n of them fall
     * into k parts so that k (1 - exp(-n / k)) are expected to hold one (the occupancy problem, Feller, vol. 1, II.5).
     */
    private static final double SHOWN = 0.7;

    /** Share of the time of its work that a kind may miss at the beginning, whatever its number: its first occasion has to come. */
    private static final double LATE = 0.05;

    /**
     * Chance below which a late beginning is a change: that all of n buckets with an occurrence fall by accident into the share 1 - s
     * of the time that remains after the first, (1 - s)^n, as they would if they came at random. A burst counts as one.
     */
    private static final double ACCIDENT = 0.01;

    /** Buckets with an occurrence that make an outbreak, at least. A judgement. */
    private static final int OUTBREAK = 5;

    /** Share of the buckets since its beginning that an outbreak fills. A judgement: who asks gets it. */
    private static final double DENSE = 0.9;

    /** Trouble longer than that is no blip. A judgement. */
    private static final Duration BLIP = Duration.ofSeconds(10);

    /** So many are seen to pass, and more are felt. Judgements. */
    private static final int LEAST_OF_BLIPS = 3;

    private static final int MOST_OF_BLIPS = 50;

    /** Quiet that parts two blips, at least. A judgement. */
    private static final Duration PARTED = Duration.ofSeconds(2);

    /** Share of its time that may be left after its last occurrence, for it to go on until the end. */
    private static final double REST = 0.1;

    /** Usual distances between two after which the next is overdue. A judgement. */
    private static final double LATE_BY = 3;

    private final Instant first;
    private final Instant last;
    private final RateProfile grid;
    private final long[] counts;
    private final Instant started;

    /**
     * @param kind    all series of it, with equal buckets
     * @param started when the program had started
     */
    Habit(List<RecordedSeries> kind, Instant started) {
        this.first =
                kind.stream().map(RecordedSeries::first).min(Instant::compareTo).orElseThrow();
        this.last =
                kind.stream().map(RecordedSeries::last).max(Instant::compareTo).orElseThrow();
        this.grid = kind.get(0).profile();
        this.counts = new long[grid.size()];
        this.started = started;
        for (RecordedSeries s : kind) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += s.profile().count(i);
            }
        }
    }

    /** When the first of it came. */
    Instant first() {
        return first;
    }

    /** Whether it shows in enough parts of the time since the program had started, the first ones among them. */
    boolean isSteady() {
        return isSteady(LEAST, started, BEGIN);
    }

    /** Whether it may be steady, for all that so few tell. */
    boolean mayBeSteady() {
        return isSteady(FEW, started, BEGIN);
    }

    /** Whether it shows so since a later time, and from then on. */
    boolean isSteadySince(Instant later) {
        return later.isAfter(started) && isSteady(LEAST, later, 1);
    }

    private boolean isSteady(int least, Instant since, int latest) {
        long total = Arrays.stream(counts).sum();
        if (total < least) {
            return false;
        }
        long[] parts = new long[PARTS];
        int begin = bucket(since);
        for (int i = 0; i < counts.length; i++) {
            int part = Math.max(0, i - begin) * PARTS / Math.max(1, counts.length - begin);
            parts[Math.min(PARTS - 1, part)] += counts[i];
        }
        int end = PARTS - 1;
        while (parts[end] == 0) {
            end--;
        }
        int start = 0;
        while (parts[start] == 0) {
            start++;
        }
        long shown = Arrays.stream(parts).filter(p -> p > 0).count();
        int span = end - start + 1;
        double expected = span * (1 - Math.exp(-(double) total / span));
        return start < latest && span >= SPAN && shown >= SHOWN * expected && !surges(parts, total);
    }

    private int bucket(Instant at) {
        long bucket =
                Duration.between(grid.start(), at).toNanos() / grid.bucket().toNanos();
        return (int) Math.max(0, Math.min(counts.length - 1L, bucket));
    }

    /** Whether one part holds far more than the others: a habit that breaks out is news. */
    private static boolean surges(long[] parts, long total) {
        long most = Arrays.stream(parts).max().orElse(0);
        return total >= 8L * PARTS && most > 0.6 * total;
    }

    /**
     * Whether its work had been under way before the first of it, for longer than by accident.
     *
     * @param work when the work was first seen
     */
    boolean beganLater(Instant work) {
        Instant since = work.isAfter(started) ? work : started;
        double silent = Duration.between(since, first).toNanos();
        double share = silent / Math.max(1, Duration.between(since, last).toNanos());
        return silent > 0 && share > LATE && Math.pow(1 - Math.min(1, share), occupied()) < ACCIDENT;
    }

    /** Whether it still came at the end: nobody had mended it. */
    boolean lasts(Instant end) {
        double rest = Duration.between(last, end).toNanos();
        double whole = Duration.between(first, end).toNanos();
        double usual = (whole - rest) / Math.max(1, occupied());
        boolean due = occupied() >= LEAST && rest <= LATE_BY * usual;
        return due || rest <= REST * whole || rest <= 2.0 * grid.bucket().toNanos();
    }

    /** Whether it came a few times, never lasted, and was over before the end. Of what came once nobody knows whether it passed. */
    boolean passes(Instant end) {
        long total = Arrays.stream(counts).sum();
        if (total < LEAST_OF_BLIPS || total > MOST_OF_BLIPS) {
            return false;
        }
        long gap = 1 + PARTED.toNanos() / grid.bucket().toNanos();
        long longest = Math.max(1, BLIP.toNanos() / grid.bucket().toNanos());
        long begin = Long.MIN_VALUE;
        long before = Long.MIN_VALUE / 2;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                begin = i - before > gap ? i : begin;
                if (i - begin >= longest) {
                    return false;
                }
                before = i;
            }
        }
        return !lasts(end) && Duration.between(last, end).compareTo(PARTED) > 0;
    }

    private long occupied() {
        return Arrays.stream(counts).filter(c -> c > 0).count();
    }

    /**
     * Whether it goes on until the end, often enough for a change that matters.
     *
     * @param end       when the work ended
     * @param complains whether it says that something did not come or is in a wrong state; of what does not, a trickle may be in order
     */
    boolean goesOn(Instant end, boolean complains) {
        boolean dense = occupied() >= DENSE * (bucket(last) - bucket(first) + 1);
        return lasts(end) && occupied() >= OUTBREAK && (complains || dense && occupied() >= 2 * OUTBREAK);
    }
}
