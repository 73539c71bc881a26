package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.Relation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Links across threads: {@code async}. A Throwable built from a cause that its own thread never threw stands for what another
 * thread did. No framework is named: what counts is the message, the wait that ended in between, the class that both stacks
 * pass through (the one that runs and reports the task), and the code that wrote the task.
 */
final class AsyncFinder implements LinkFinder {
    /** Failures of other threads that are looked at. */
    private static final int LOOK_BACK = 96;

    /** A result is rarely asked for later than that. A judgement. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Waking up and building the exception takes no longer, on a busy machine. A judgement. */
    private static final Duration WAKE_UP = Duration.ofMillis(50);

    /** Milliseconds in which one thread hands over to another what it says in the same words. A judgement. */
    private static final double HANDED_OVER = 100;

    /** With a link in its own thread as firm as this there is nothing to look for. */
    private static final double EXPLAINED = 0.7;

    /** Who sleeps is woken by the clock, and by nobody who has an answer. */
    private static final String SLEEP = "jdk.ThreadSleep";

    /** CompletableFuture.get takes this wrapper off before it reports (see its reportGet). */
    private static final String UNWRAPPED = "java.util.concurrent.CompletionException";

    private static final String CONCURRENT = "java.util.concurrent";

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        Set<Integer> wrapped = new HashSet<>();
        for (Link link : selected.chosen()) {
            boolean wraps = link.relation() == Relation.CAUSE || link.relation() == Relation.WRAP;
            if (wraps && !index.failure(link.to()).type().equals(UNWRAPPED)) {
                wrapped.add(link.from());
            }
        }
        TaskTies ties = new TaskTies(index);
        List<Link> links = new ArrayList<>();
        for (Failure later : index.failures()) {
            boolean open = selected.into(later.id()).map(Link::confidence).orElse(0.0) < EXPLAINED;
            if (!later.isCondition() && open) {
                Waits waits = new Waits(index, later);
                for (Failure earlier : candidates(index, later)) {
                    link(index, earlier, later, waits, wrapped, ties).ifPresent(links::add);
                }
            }
        }
        return links;
    }

    private static List<Failure> candidates(FailureIndex index, Failure later) {
        List<Failure> found = new ArrayList<>();
        later.message()
                .ifPresent(text -> latestBefore(index.withText(text), later).ifPresent(found::add));
        later.message()
                .flatMap(text -> latestBefore(index.withMessage(text), later))
                .filter(f -> repeats(f, later))
                .ifPresent(found::add);
        if (!index.constructor(later).tookCause() || !mayReport(index, later)) {
            return found;
        }
        List<Failure> told = List.copyOf(found);
        Instant oldest = later.at().minus(PATIENCE);
        for (int id = later.id() - 1; id >= Math.max(0, later.id() - LOOK_BACK); id--) {
            Failure earlier = index.failure(id);
            if (earlier.at().isBefore(oldest)) {
                break;
            }
            boolean elsewhere = earlier.thread().id() != later.thread().id() && earlier.series() != later.series();
            if (elsewhere && !earlier.isCondition() && !isAmong(told, earlier)) {
                found.add(earlier);
            }
        }
        return found;
    }

    private static boolean isAmong(List<Failure> failures, Failure one) {
        for (Failure failure : failures) {
            if (failure.id() == one.id()) {
                return true;
            }
        }
        return false;
    }

    /** Whether one says in its thread what the other had said in another just before. */
    private static boolean repeats(Failure earlier, Failure later) {
        return earlier.thread().id() != later.thread().id()
                && later.message()
                        .filter(m -> m.length() >= FailureIndex.TELLING)
                        .isPresent()
                && earlier.message().equals(later.message())
                && FailureIndex.millis(earlier, later) < HANDED_OVER;
    }

    /** Whether it was built outside the application, or by something of the application's that hands out results. */
    private static boolean mayReport(FailureIndex index, Failure later) {
        return later.stack().top().map(f -> !index.inApp().contains(f.type())).orElse(false) || TaskTie.report(later);
    }

    private static Optional<Failure> latestBefore(List<Failure> failures, Failure later) {
        int low = 0;
        int high = failures.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (failures.get(middle).id() < later.id()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(failures.get(low - 1));
    }

    private static Optional<Link> link(
            FailureIndex index, Failure earlier, Failure later, Waits waits, Set<Integer> wrapped, TaskTies ties) {
        if (earlier.thread().id() == later.thread().id()
                || earlier.series() == later.series()
                || index.isLookup(earlier)) {
            return Optional.empty();
        }
        String text = later.message().orElse("");
        boolean told =
                earlier.message().isPresent() && text.startsWith(earlier.type()) && text.equals(earlier.asString());
        boolean before =
                index.seriesOf(later).first().isBefore(index.seriesOf(earlier).first());
        if (!told && before) {
            return Optional.empty();
        }
        boolean repeated = !told && repeats(earlier, later);
        boolean another = waits.areForAnother(earlier) || index.inSameCall(earlier, later);
        if (!told && !repeated && another) {
            return Optional.empty();
        }
        TaskTie tie = ties.of(earlier, later);
        if (!told && !repeated && !tie.any()) {
            return Optional.empty();
        }
        boolean waited = waits.span(earlier);
        if (!told && !(repeated && waited) && !joined(tie, waited)) {
            return Optional.empty();
        }
        Case made = new Case(earlier, later);
        made.withIf(told, "message-is-cause", 0.85, "Its message is the other's toString()");
        made.withIf(repeated, "message-contains-message", 0.6, "It repeats the other's message in its own thread");
        made.withIf(
                waited, "woke-from-wait", 0.5, "Its thread was waiting when the other was thrown, and woke up after");
        tie.mechanism().ifPresent(s -> made.with(s.name(), s.weight(), s.text()));
        tie.written().or(tie::sameClass).ifPresent(s -> made.with(s.name(), s.weight(), s.text()));
        made.withIf(
                index.constructor(later).tookCause(),
                "constructor-takes-cause",
                0.2,
                "It was built by a constructor that takes a cause");
        timing(made, earlier, later);
        boolean change = !index.isBackground(earlier) && !index.isBackground(later);
        made.withIf(
                change, "both-unusual", 0.2, "Neither is thrown as a matter of habit, so their meeting is no chance");
        made.againstIf(
                !told && !index.isBackground(later) && index.isBackground(earlier),
                "first-is-background",
                0.7,
                "The first is thrown all the time, mostly without this in its wake");
        long first = index.seriesOf(earlier).count();
        long second = index.seriesOf(later).count();
        made.againstIf(
                !told && first > 3 * second,
                "often-without",
                0.5,
                () -> "The other was thrown " + first + " times, this only " + second + " times");
        made.againstIf(
                wrapped.contains(earlier.id()) && !told,
                "wrapped-before",
                0.8,
                "The other was wrapped in its own thread before");
        made.againstIf(
                earlier.type().equals(UNWRAPPED) && later.type().equals("java.util.concurrent.ExecutionException"),
                "is-unwrapped",
                0.8,
                "CompletableFuture hands over what a CompletionException wraps, not the wrapper");
        return made.ifWorthIt(Relation.ASYNC);
    }

    /** The package of the part of the JDK, such as its HTTP client, that asked for a result. */
    private static Optional<String> asker(Failure reporting) {
        List<Frame> frames = reporting.stack().frames();
        if (frames.isEmpty() || !Names.packageOf(frames.get(0).type()).equals(CONCURRENT)) {
            return Optional.empty();
        }
        return frames.stream()
                .map(f -> Names.packageOf(f.type()))
                .filter(p -> !p.startsWith(CONCURRENT))
                .findFirst()
                .filter(p -> InApp.isJdkPrivate(p + "."));
    }

    /** Whether what ties two threads is enough where the message does not tell. */
    private static boolean joined(TaskTie tie, boolean waited) {
        boolean reported = tie.report() && tie.any();
        boolean mechanism = tie.mechanism().isPresent();
        boolean task = tie.written().isPresent();
        return reported || waited && (mechanism || task) || task && mechanism;
    }

    /** What a failure's thread waited for, and until just before it; looked for when first asked about. */
    private static final class Waits {
        private final FailureIndex index;
        private final Failure later;
        private @Nullable List<ThreadLife.Wait> justOver;
        private @Nullable Optional<String> asker;

        Waits(FailureIndex index, Failure later) {
            this.index = index;
            this.later = later;
        }

        /** Whether one was going on when another failure was built. */
        boolean span(Failure earlier) {
            if (justOver == null) {
                justOver = justOver();
            }
            return justOver.stream()
                    .anyMatch(wait -> wait.start().isBefore(earlier.at())
                            && !wait.end().isBefore(earlier.at().minusMillis(1)));
        }

        /** Whether a part of the JDK asked for the result, and another failure was not thrown there: it waits for work of its own. */
        boolean areForAnother(Failure earlier) {
            if (asker == null) {
                asker = asker(later);
            }
            return asker.isPresent()
                    && earlier.stack().frames().stream()
                            .noneMatch(f -> Names.packageOf(f.type()).equals(asker.get()));
        }

        private List<ThreadLife.Wait> justOver() {
            Instant from = later.at().minus(WAKE_UP);
            return index.thread(later).map(ThreadLife::waits).orElse(List.of()).stream()
                    .filter(wait -> !wait.event().equals(SLEEP))
                    .filter(wait -> wait.end().isAfter(from) && !wait.end().isAfter(later.at()))
                    .toList();
        }
    }

    private static void timing(Case made, Failure earlier, Failure later) {
        double millis = FailureIndex.millis(earlier, later);
        if (millis < 5) {
            made.with("at-once", 0.3, () -> "It followed within " + Lapse.tenthsOfMillis(earlier, later) + " ms");
        } else if (millis < 100) {
            made.with("close-in-time", 0.15, () -> "It followed within " + Lapse.millis(earlier, later) + " ms");
        } else if (millis > 2000) {
            made.against("late", 0.8, () -> "It followed " + Lapse.tenthsOfSeconds(earlier, later) + " s later");
        }
    }
}
