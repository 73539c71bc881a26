package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The case that a kind of failure kept others waiting until their time ran out: it was thrown as their waits began, which where it
 * is rare enough is no chance, or first in the first such wait.
 */
final class WaitCase {
    /** A request travels, and a thread wakes, within so much on a busy machine. A judgement. */
    static final Duration SLACK = Duration.ofMillis(50);

    /** Longer waits say little about what failed at their beginning. A judgement. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Nobody notices a failure sooner. A judgement. */
    private static final Duration LEAST_OFFSET = Duration.ofMillis(5);

    /** Share of a wait within which a failure counts as one at its beginning. A judgement. */
    private static final double BEGINNING = 0.1;

    /** Share of waits that counts as all: others may have run out for another reason. A judgement. */
    private static final double MOSTLY = 0.8;

    /** Failures expected by chance at the beginning of a wait, from which on one there says nothing. A judgement. */
    private static final double NO_CHANCE = 0.2;

    /** Such pairs that show even of time-outs which are the order of the day that these were others. A judgement. */
    private static final int SHOWN = 3;

    /**
     * A kind of failure.
     *
     * @param failures those kept, in time order, not empty
     * @param count    of all, kept or not
     */
    record Kind(List<Failure> failures, long count) {}

    /** A failure and the time-out that ended the wait in which it was thrown. */
    private record Pair(Failure suspect, Failure timeout, Duration waited) {
        /** Time between the wait's beginning and the failure. */
        Duration offset() {
            return waited.minus(FailureIndex.between(suspect, timeout)).abs();
        }

        boolean atTheBeginning() {
            Duration share = Duration.ofNanos((long) (BEGINNING * waited.toNanos()));
            return offset().compareTo(share.compareTo(SLACK) > 0 ? share : SLACK) <= 0;
        }
    }

    private final Kind suspect;
    private final List<Failure> timeouts;
    private final List<Pair> pairs = new ArrayList<>();

    /**
     * @param timeouts of one kind, in time order
     * @param waited   how long each had waited; zero when that is not known
     */
    WaitCase(Kind suspect, List<Failure> timeouts, Function<Failure, Duration> waited) {
        this.suspect = suspect;
        this.timeouts = timeouts;
        timeouts.forEach(t -> pair(t, waited.apply(t)).ifPresent(pairs::add));
    }

    /** The one of the kind that is nearest to the wait's beginning, else the first in it. */
    private Optional<Pair> pair(Failure timeout, Duration waited) {
        if (waited.isZero() || waited.compareTo(LONGEST) > 0) {
            return Optional.empty();
        }
        List<Pair> during = new ArrayList<>();
        for (int i = firstFrom(timeout.at().minus(waited).minus(SLACK));
                i < suspect.failures().size();
                i++) {
            Failure failure = suspect.failures().get(i);
            Pair pair = new Pair(failure, timeout, waited);
            if (failure.id() >= timeout.id() || !during.isEmpty() && !pair.atTheBeginning()) {
                break;
            }
            during.add(pair);
        }
        return during.stream()
                .filter(Pair::atTheBeginning)
                .min(Comparator.comparing(Pair::offset))
                .or(() -> during.stream().findFirst());
    }

    private int firstFrom(Instant from) {
        int low = 0;
        int high = suspect.failures().size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (suspect.failures().get(middle).at().isBefore(from)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * One for each time-out that a failure of the kind explains; none where nothing ties them.
     *
     * @param tied  whether one library, or one package of the application, threw both
     * @param usual whether such time-outs are the order of the day
     */
    List<Case> cases(boolean tied, boolean usual) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        long atBeginnings = pairs.stream().filter(Pair::atTheBeginning).count();
        boolean began = atBeginnings >= MOSTLY * pairs.size() && isNoChance();
        boolean onset = pairs.get(0).timeout().id() == timeouts.get(0).id()
                && pairs.get(0).suspect().id() == suspect.failures().get(0).id();
        boolean enough = usual ? began && pairs.size() >= SHOWN : began || tied && onset;
        return enough ? pairs.stream().map(p -> of(p, began, onset, tied)).toList() : List.of();
    }

    private Case of(Pair pair, boolean began, boolean onset, boolean tied) {
        // What came after the last is how it was left, what came before the first had another reason.
        int first = timeouts.indexOf(pairs.get(0).timeout());
        int last = timeouts.indexOf(pairs.get(pairs.size() - 1).timeout());
        double share = (double) pairs.size() / (last - first + 1);
        boolean then = began && pair.atTheBeginning();
        String waited = pair.waited().toMillis() + " ms";
        Case made = new Case(pair.suspect(), pair.timeout());
        made.withIf(
                then,
                "failed-as-the-wait-began",
                0.5,
                () -> "The wait that ran out had lasted " + waited + ", and the first was thrown "
                        + FailureIndex.between(pair.suspect(), pair.timeout()).toMillis() + " ms before");
        made.withIf(!then, "failed-during-the-wait", 0.2, () -> "It was thrown during the wait of " + waited);
        made.withIf(
                pairs.size() > 1 && share >= MOSTLY,
                "each-time",
                0.5,
                () -> pairs.size() + " of the " + (last - first + 1) + " waits that ran out meanwhile had one");
        made.withIf(
                onset,
                "began-together",
                0.3,
                "The first of its kind was thrown in the first wait that ran out, and none before");
        made.withIf(tied, "same-code", 0.25, "Both come from the same library or package");
        made.withIf(suspect.count() <= 3, "rare", 0.25, () -> "The first was thrown " + suspect.count() + " time(s)");
        made.againstIf(share < 0.34, "most-without", 0.5, "Most such waits ran out without it");
        made.againstIf(
                first > pairs.size(), "others-before", 0.5, () -> first + " such waits had run out before, without it");
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
        return made;
    }

    /** Whether failures so near to the waits' beginnings are no chance: where they come thick and fast there always is one. */
    private boolean isNoChance() {
        Failure first = suspect.failures().get(0);
        Failure last = suspect.failures().get(suspect.failures().size() - 1);
        double seconds = Math.max(1, FailureIndex.millis(first, last) / 1000);
        double rate = (suspect.failures().size() - 1) / seconds;
        Duration offset = pairs.stream().map(Pair::offset).sorted().toList().get(pairs.size() / 2);
        double around = 2 * Math.max(offset.toNanos(), LEAST_OFFSET.toNanos()) / 1e9;
        return rate * around < NO_CHANCE;
    }
}
