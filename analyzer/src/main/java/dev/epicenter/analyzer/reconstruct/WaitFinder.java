package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.Relation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Links from what failed as a wait began, or while it lasted, to the time-out that ended it: who should have answered had
 * failed. How long the wait was stands in most time-outs' messages, or in the thread's own waits. A complaint that something is
 * older than so long counts as a wait for what should have renewed it.
 */
final class WaitFinder implements LinkFinder {
    /** With a link as firm as this there is nothing to look for. */
    private static final double EXPLAINED = 0.6;

    /** Time-outs of one kind that are looked at, and kinds of failure asked about each. */
    private static final int MOST = 64;

    /** A request travels, and a thread wakes, within so much on a busy machine. A judgement. */
    private static final Duration SLACK = Duration.ofMillis(50);

    /** Nobody notices a failure sooner. A judgement. */
    private static final Duration LEAST_OFFSET = Duration.ofMillis(5);

    /** Longer waits say little about what failed at their beginning. A judgement. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Share of a wait within which a failure counts as one at its beginning. A judgement. */
    private static final double BEGINNING = 0.1;

    /** Share of waits that counts as all: others may have run out for another reason. A judgement. */
    private static final double MOSTLY = 0.8;

    /** Failures expected by chance at the beginning of a wait, from which on one there says nothing. A judgement. */
    private static final double NO_CHANCE = 0.2;

    /** A failure and the time-out that ended the wait in which it was thrown. */
    private record Pair(Failure suspect, Failure timeout, Duration waited) {
        /** Time between the wait's beginning and the failure. */
        Duration offset() {
            return waited.minus(FailureIndex.between(suspect, timeout)).abs();
        }

        boolean atTheBeginning() {
            return offset().compareTo(tolerance(waited)) <= 0;
        }
    }

    private static Duration tolerance(Duration wait) {
        Duration share = Duration.ofNanos((long) (BEGINNING * wait.toNanos()));
        return share.compareTo(SLACK) > 0 ? share : SLACK;
    }

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        Set<Integer> chained = new HashSet<>();
        selected.chosen().forEach(l -> chained.add(l.from()));
        List<Link> links = new ArrayList<>();
        for (RecordedSeries series : index.events().series()) {
            Failure first = index.first(series);
            boolean stale = Wording.stale(first);
            boolean waited = !first.isCondition() && !index.isBackground(first) && (stale || Wording.timeout(first));
            if (waited) {
                List<Failure> open = series.exemplars().stream()
                        .limit(stale ? 1 : MOST)
                        .map(index::failure)
                        .filter(f -> selected.into(f.id()).map(Link::confidence).orElse(0.0) < EXPLAINED)
                        .toList();
                index.unusual().stream()
                        .filter(s -> s.id() != series.id() && !open.isEmpty() && mayBeWaitedFor(index, s))
                        .filter(s ->
                                s.first().isBefore(open.get(open.size() - 1).at()))
                        .limit(MOST)
                        .forEach(s -> link(index, s, open, chained, stale, links));
            }
        }
        return links;
    }

    private static boolean mayBeWaitedFor(FailureIndex index, RecordedSeries series) {
        Failure first = index.first(series);
        return !Wording.termination(series.type()) && !Wording.closedFromOutside(first) && !Wording.stale(first);
    }

    private static void link(
            FailureIndex index,
            RecordedSeries suspect,
            List<Failure> timeouts,
            Set<Integer> chained,
            boolean stale,
            List<Link> links) {
        List<Pair> pairs = timeouts.stream()
                .map(t -> pair(index, suspect, t))
                .flatMap(Optional::stream)
                .toList();
        if (pairs.isEmpty()) {
            return;
        }
        Failure first = timeouts.get(0);
        long atBeginnings = pairs.stream().filter(Pair::atTheBeginning).count();
        boolean began = atBeginnings >= MOSTLY * pairs.size() && isNoChance(suspect, pairs);
        boolean tied = tied(index, pairs.get(0));
        boolean onset = pairs.get(0).timeout().id() == first.id()
                && !suspect.first().isBefore(pairs.get(0).suspect().at());
        if (!began && !(tied && onset)) {
            return;
        }
        double share = (double) pairs.size() / timeouts.size();
        for (Pair pair : pairs) {
            boolean then = began && pair.atTheBeginning();
            Case made = new Case(pair.suspect(), pair.timeout());
            String wait = pair.waited().toMillis() + " ms";
            made.withIf(
                    then,
                    "failed-as-the-wait-began",
                    0.5,
                    () -> "The wait of " + wait + " that ran out began "
                            + FailureIndex.between(pair.suspect(), pair.timeout())
                                    .toMillis()
                            + " ms after the first, as near as can be told");
            made.withIf(!then, "failed-during-the-wait", 0.2, () -> "It was thrown during the wait of " + wait);
            made.withIf(
                    pairs.size() > 1 && share >= MOSTLY,
                    "each-time",
                    0.5,
                    () -> pairs.size() + " of " + timeouts.size() + " such waits had one");
            made.withIf(
                    onset,
                    "began-together",
                    0.3,
                    "The first of its kind was thrown in the first wait that ran out, and none before");
            made.withIf(tied, "same-code", 0.25, "Both come from the same library or package");
            made.withIf(
                    suspect.count() <= 3, "rare", 0.25, () -> "The first was thrown " + suspect.count() + " time(s)");
            made.againstIf(share < 0.34, "most-without", 0.5, "Most such waits ran out without it");
            made.againstIf(
                    began && suspect.count() > 3L * pairs.size(),
                    "often-without",
                    0.6,
                    () -> "The first was thrown " + suspect.count() + " times, mostly without such a wait");
            made.againstIf(
                    pair.suspect().thread().equals(pair.timeout().thread()),
                    "same-thread",
                    0.85,
                    "Both were thrown in one thread");
            made.againstIf(
                    chained.contains(pair.suspect().id()),
                    "went-on-elsewhere",
                    0.9,
                    "The first was wrapped or reported elsewhere, too");
            made.ifWorthIt(stale ? Relation.STATE : Relation.ASYNC).ifPresent(links::add);
        }
    }

    /** The one of a kind that is nearest to the wait's beginning, else the first in it. */
    private static Optional<Pair> pair(FailureIndex index, RecordedSeries suspect, Failure timeout) {
        Duration wait = wait(index, timeout);
        if (wait.isZero() || wait.compareTo(LONGEST) > 0) {
            return Optional.empty();
        }
        Instant from = timeout.at().minus(wait).minus(SLACK);
        List<Pair> during = suspect.exemplars().stream()
                .map(index::failure)
                .filter(f -> !f.at().isBefore(from) && f.id() < timeout.id())
                .map(f -> new Pair(f, timeout, wait))
                .toList();
        return during.stream()
                .filter(Pair::atTheBeginning)
                .min(Comparator.comparing(Pair::offset))
                .or(() -> during.stream().findFirst());
    }

    /** How long it had waited: as its message tells, else as its thread's last wait was. */
    private static Duration wait(FailureIndex index, Failure timeout) {
        if (Wording.told(timeout).isPresent()) {
            return Duration.ofMillis(Wording.told(timeout).getAsLong());
        }
        return index.thread(timeout).stream()
                .flatMap(life -> life.waits().stream())
                .filter(w -> !w.end().isAfter(timeout.at())
                        && Duration.between(w.end(), timeout.at()).compareTo(SLACK) < 0)
                .map(ThreadLife.Wait::length)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Whether failures so near to the waits' beginnings are no chance: where they come thick and fast there always is one. */
    private static boolean isNoChance(RecordedSeries suspect, List<Pair> pairs) {
        double seconds =
                Math.max(1, Duration.between(suspect.first(), suspect.last()).toNanos() / 1e9);
        double rate = (suspect.count() - 1) / seconds;
        Duration offset = pairs.stream().map(Pair::offset).sorted().toList().get(pairs.size() / 2);
        double around = 2 * Math.max(offset.toNanos(), LEAST_OFFSET.toNanos()) / 1e9;
        return rate * around < NO_CHANCE;
    }

    /** Whether one library, or one package of the application, threw both. */
    private static boolean tied(FailureIndex index, Pair pair) {
        String here = owner(index, pair.suspect());
        return !here.isEmpty() && here.equals(owner(index, pair.timeout()));
    }

    private static String owner(FailureIndex index, Failure failure) {
        return failure.stack().frames().stream()
                .map(Frame::type)
                .filter(type -> !InApp.isJdk(type))
                .findFirst()
                .map(type -> index.inApp().contains(type) ? Names.packageOf(type) : InApp.root(type))
                .orElse("");
    }
}
