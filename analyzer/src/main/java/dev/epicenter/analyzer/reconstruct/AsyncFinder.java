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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Links across threads: {@code async}. A Throwable built from a cause that its own thread never threw stands for what another
 * thread did. No framework is named: what counts is the message, the wait that ended in between, the class that both stacks
 * pass through (the one that runs and reports the task), and the code that wrote the task.
 */
final class AsyncFinder implements LinkFinder {
    /** Failures of other threads that are looked at. */
    private static final int LOOK_BACK = 128;

    /** A result is rarely asked for later than that. A judgement. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Waking up and building the exception takes no longer, on a busy machine. A judgement. */
    private static final Duration WAKE_UP = Duration.ofMillis(50);

    /** With a link in its own thread as firm as this there is nothing to look for. */
    private static final double EXPLAINED = 0.8;

    private static final Pattern RESULT = Pattern.compile(
            "Future|Promise|Task|Deferred|Complet|Await|Blocking|Join|Mono|Flux|Single|Uni|Coroutine|Latch|Exchange");

    /** CompletableFuture.get takes this wrapper off before it reports (see its reportGet). */
    private static final String UNWRAPPED = "java.util.concurrent.CompletionException";

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        Set<Integer> wrapped = new HashSet<>();
        for (Link link : selected.chosen()) {
            boolean wraps = link.relation() == Relation.CAUSE || link.relation() == Relation.WRAP;
            if (wraps && !index.failure(link.to()).type().equals(UNWRAPPED)) {
                wrapped.add(link.from());
            }
        }
        List<Link> links = new ArrayList<>();
        for (Failure later : index.failures()) {
            boolean open = selected.into(later.id()).map(Link::confidence).orElse(0.0) < EXPLAINED;
            if (!later.isCondition() && open) {
                candidates(index, later)
                        .forEach(earlier -> link(index, earlier, later, wrapped).ifPresent(links::add));
            }
        }
        return links;
    }

    private static List<Failure> candidates(FailureIndex index, Failure later) {
        List<Failure> found = new ArrayList<>();
        later.message()
                .ifPresent(text -> latestBefore(index.withText(text), later).ifPresent(found::add));
        if (!index.constructor(later).tookCause()) {
            return found;
        }
        for (int id = later.id() - 1; id >= Math.max(0, later.id() - LOOK_BACK); id--) {
            Failure earlier = index.failure(id);
            if (FailureIndex.between(earlier, later).compareTo(PATIENCE) > 0) {
                break;
            }
            if (!earlier.isCondition() && !found.contains(earlier)) {
                found.add(earlier);
            }
        }
        return found;
    }

    private static Optional<Failure> latestBefore(List<Failure> failures, Failure later) {
        return failures.stream().filter(f -> f.id() < later.id()).reduce((a, b) -> b);
    }

    private static Optional<Link> link(FailureIndex index, Failure earlier, Failure later, Set<Integer> wrapped) {
        if (earlier.thread().id() == later.thread().id()
                || earlier.series() == later.series()
                || index.isLookup(earlier)) {
            return Optional.empty();
        }
        Case made = new Case(earlier, later);
        String text = later.message().orElse("");
        boolean told = text.equals(earlier.asString()) && earlier.message().isPresent();
        made.withIf(told, "message-is-cause", 0.85, "Its message is the other's toString()");
        boolean waited = waited(index, earlier, later);
        made.withIf(
                waited, "woke-from-wait", 0.5, "Its thread was waiting when the other was thrown, and woke up after");
        boolean mechanism = mechanism(made, index, earlier, later);
        boolean written = written(made, index, earlier, later);
        boolean reported = isReport(later) && (mechanism || written);
        boolean task = made.has("task-written-there");
        boolean joined = waited && (mechanism || task) || task && mechanism;
        boolean before =
                index.seriesOf(later).first().isBefore(index.seriesOf(earlier).first());
        if (!told && before) {
            return Optional.empty();
        }
        if (!told && !(index.constructor(later).tookCause() && (reported || joined))) {
            return Optional.empty();
        }
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
        return Optional.of(made.as(Relation.ASYNC));
    }

    /** Whether it was built by something that hands out a result: its name says so in every library. */
    private static boolean isReport(Failure later) {
        return later.stack().frames().stream().limit(3).anyMatch(f -> RESULT.matcher(Names.simple(f.type()))
                .find());
    }

    private static boolean waited(FailureIndex index, Failure earlier, Failure later) {
        Optional<ThreadLife> waiter = index.thread(later);
        if (waiter.isEmpty()) {
            return false;
        }
        for (ThreadLife.Wait wait : waiter.get().waits()) {
            Instant end = wait.end();
            boolean during = wait.start().isBefore(earlier.at())
                    && !end.isBefore(earlier.at().minusMillis(1));
            boolean then = !end.isAfter(later.at())
                    && Duration.between(end, later.at()).compareTo(WAKE_UP) < 0;
            if (during && then) {
                return true;
            }
        }
        return false;
    }

    /** Whether the class that built the one also ran the other: {@code FutureTask.report} and {@code FutureTask.run}. */
    private static boolean mechanism(Case made, FailureIndex index, Failure earlier, Failure later) {
        Optional<Frame> builder = later.stack().top();
        if (builder.isEmpty() || index.inApp().contains(builder.get().type())) {
            return false;
        }
        String type = outer(builder.get().type());
        String place = Names.packageOf(type);
        boolean sameClass = false;
        boolean samePackage = false;
        for (Frame frame : earlier.stack().frames()) {
            sameClass |= outer(frame.type()).equals(type);
            samePackage |= !place.isEmpty() && Names.packageOf(frame.type()).equals(place);
        }
        if (sameClass) {
            made.with(
                    "same-mechanism",
                    0.45,
                    "The other was thrown in a task run by " + type + ", which reported it here");
        } else if (samePackage) {
            made.with(
                    "same-mechanism",
                    0.25,
                    "The other was thrown in a task run by classes of " + place + ", which reported it here");
        }
        return sameClass || samePackage;
    }

    /** Whether the code that waits also wrote the task: its lambda, a nested class, or at least the same class. */
    private static boolean written(Case made, FailureIndex index, Failure earlier, Failure later) {
        for (Frame waiting : later.stack().frames()) {
            if (!index.inApp().contains(waiting.type())) {
                continue;
            }
            for (Frame task : earlier.stack().frames()) {
                String lambda = "lambda$" + waiting.method() + "$";
                if (task.type().equals(waiting.type()) && task.method().startsWith(lambda)) {
                    made.with(
                            "task-written-there",
                            0.5,
                            "The other was thrown in a task written in " + waiting.qualifiedMethod()
                                    + ", which waited here");
                    return true;
                }
            }
        }
        for (Frame waiting : later.stack().frames()) {
            if (index.inApp().contains(waiting.type())
                    && earlier.stack().frames().stream()
                            .anyMatch(f -> outer(f.type()).equals(outer(waiting.type())))) {
                made.with("same-class", 0.25, "Both pass through " + outer(waiting.type()));
                return true;
            }
        }
        return false;
    }

    private static void timing(Case made, Failure earlier, Failure later) {
        double millis = FailureIndex.millis(earlier, later);
        if (millis < 5) {
            made.with("at-once", 0.3, String.format(Locale.ROOT, "It followed within %.1f ms", millis));
        } else if (millis < 100) {
            made.with("close-in-time", 0.15, String.format(Locale.ROOT, "It followed within %.0f ms", millis));
        } else if (millis > 2000) {
            made.against("late", 0.8, String.format(Locale.ROOT, "It followed %.1f s later", millis / 1000));
        }
    }

    private static String outer(String type) {
        int nested = type.indexOf('$');
        return nested > 0 ? type.substring(0, nested) : type;
    }
}
