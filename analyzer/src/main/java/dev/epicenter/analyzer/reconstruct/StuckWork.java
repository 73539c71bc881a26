package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.dump.DumpedLock;
import dev.epicenter.analyzer.dump.DumpedLock.Use;
import dev.epicenter.analyzer.dump.DumpedThread;
import dev.epicenter.analyzer.dump.ThreadDump;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.reconstruct.Stillness.Still;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Relation;
import dev.epicenter.model.StackTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Threads that wait for ever and for no lock: all of a pool for tasks that only they could run; for room in a queue that nobody empties;
 * for something lent that nobody gives back. Most threads that wait do so in order, for work to come, so a wait has to show what it is for.
 */
final class StuckWork {
    /** What is left of the doubt that a wait is one for ever, by its kind. Judgements. */
    private static final double NOBODY_LEFT = 0.35;

    private static final double NO_ROOM = 0.5;
    private static final double LENT = 0.55;

    private static final int NAMED = 4;

    private static final Set<String> RESULTS =
            Set.of("java.util.concurrent.FutureTask", "java.util.concurrent.CompletableFuture$Signaller");

    private static final Set<String> FILLS = Set.of("put", "putFirst", "putLast");

    /** How pools call the method that lends, in the JDK's and others' style. */
    private static final Pattern LENDS = Pattern.compile(
            "(?i)borrow\\w*|check_?out\\w*|lease|obtain\\w*|(acquire|get|take)(pooled)?(connection|resource|client|session|channel|permit)");

    private final RecordedEvents events;
    private final Stillness stillness;
    private final ThreadDump last;

    private StuckWork(RecordedEvents events, Stillness stillness, ThreadDump last) {
        this.events = events;
        this.stillness = stillness;
        this.last = last;
    }

    /**
     * Finds them in the last dump.
     *
     * @param deaths threads that ended of a failure
     */
    static List<Supposed> find(
            RecordedEvents events, Stillness stillness, List<ThreadDump> dumps, List<Supposed> deaths) {
        if (dumps.isEmpty()) {
            return List.of();
        }
        StuckWork work = new StuckWork(events, stillness, dumps.get(dumps.size() - 1));
        List<Supposed> found = new ArrayList<>();
        work.starved().forEach(found::add);
        work.noRoom(deaths).forEach(found::add);
        work.notGivenBack().forEach(found::add);
        return found;
    }

    private List<Supposed> starved() {
        Map<String, List<DumpedThread>> pools = new LinkedHashMap<>();
        last.threads().stream()
                .filter(t -> t.passes("java.util.concurrent.ThreadPoolExecutor", "runWorker"))
                .forEach(t ->
                        pools.computeIfAbsent(pool(t), p -> new ArrayList<>()).add(t));
        Set<String> waiting = new HashSet<>();
        pools.values().removeIf(threads -> !threads.stream()
                .allMatch(t -> awaitsResult(t).isPresent()));
        pools.values().forEach(threads -> threads.forEach(t -> waiting.add(t.name())));
        boolean othersWork = last.threads().stream()
                .filter(t -> !waiting.contains(t.name()))
                .anyMatch(t -> AtWork.of(t).isPresent());
        boolean outside = last.threads().stream().anyMatch(Blocked::waitsOutside);
        List<Supposed> found = new ArrayList<>();
        pools.forEach((pool, threads) -> {
            boolean completedOutside = outside
                    && threads.stream()
                            .anyMatch(t -> !awaitsResult(t).orElseThrow().equals("java.util.concurrent.FutureTask"));
            if (!othersWork && !completedOutside) {
                stillness.of(threads, NOBODY_LEFT).ifPresent(s -> found.add(starved(pool, threads, s)));
            }
        });
        return found;
    }

    private Supposed starved(String pool, List<DumpedThread> threads, Still still) {
        String who = threads.size() == 1
                ? "The only thread of its pool, " + threads.get(0).name() + ", waits"
                : "All " + threads.size() + " threads of the pool " + pool + " wait";
        return hang(
                threads,
                still,
                who + " for the outcome of another task" + in(threads.get(0)) + ", and no thread is left that runs one",
                Optional.empty(),
                still.since());
    }

    private List<Supposed> noRoom(List<Supposed> deaths) {
        List<Supposed> found = new ArrayList<>();
        groups(StuckWork::fills)
                .forEach(threads -> stillness.of(threads, NO_ROOM).ifPresent(still -> {
                    Optional<Supposed> death = deaths.stream()
                            .filter(d -> d.condition == Condition.THREAD_DEATH && d.at.isBefore(last.at()))
                            .filter(d -> sharesClass(d, threads))
                            .reduce((earlier, later) -> later);
                    Supposed hang = hang(
                            threads,
                            still,
                            wait(threads) + " for room in a queue that nobody empties" + in(threads.get(0)),
                            Optional.empty(),
                            death.map(d -> d.at).orElse(still.since()));
                    death.ifPresent(d -> hang.after(d)
                            .with(
                                    "ended-before",
                                    0.5,
                                    "Thread " + d.thread.display()
                                            + ", which ran code of the same class, had ended: it may have emptied the queue")
                            .with("nobody-empties", 0.3, "No thread is seen to take anything"));
                    found.add(hang);
                }));
        return found;
    }

    private static boolean sharesClass(Supposed death, List<DumpedThread> waiting) {
        return waiting.stream()
                .map(Blocked::place)
                .flatMap(Optional::stream)
                .anyMatch(place ->
                        death.stack.frames().stream().anyMatch(f -> f.type().equals(place.type())));
    }

    private List<Supposed> notGivenBack() {
        List<Supposed> found = new ArrayList<>();
        groups(StuckWork::borrows)
                .forEach(threads -> stillness.of(threads, LENT).ifPresent(still -> {
                    Optional<Failure> leaver = leaver(threads, still);
                    Supposed hang = hang(
                            threads,
                            still,
                            wait(threads) + " for something lent that nobody gives back" + in(threads.get(0)),
                            leaver,
                            leaver.map(Failure::at).orElse(still.since()));
                    leaver.ifPresent(failure -> hang.by(Relation.RESOURCE)
                            .with(
                                    "left-the-borrower",
                                    0.5,
                                    "It was thrown below "
                                            + borrower(threads.get(0))
                                                    .orElseThrow()
                                                    .qualifiedMethod()
                                            + ", which borrows, and may have skipped giving it back")
                            .with(
                                    "came-before",
                                    0.25,
                                    "It was thrown "
                                            + events.series()
                                                    .get(failure.series())
                                                    .count() + "x, at last before all waited"));
                    found.add(hang);
                }));
        return found;
    }

    /** The latest failure that left the code which borrows, before all had to wait. */
    private Optional<Failure> leaver(List<DumpedThread> threads, Still still) {
        Optional<Frame> borrower = borrower(threads.get(0));
        return borrower.flatMap(b -> events.failures().stream()
                .filter(f -> !f.at().isAfter(still.all()))
                .filter(f -> f.stack().passes(b.type(), b.method()))
                .filter(f -> f.stack().frames().stream()
                        .noneMatch(g -> LENDS.matcher(g.method()).matches()))
                .max(Comparator.comparing(Failure::at)));
    }

    /** The frame that called the method which lends. */
    private static Optional<Frame> borrower(DumpedThread thread) {
        boolean lent = false;
        for (Frame frame : thread.frames()) {
            boolean lends = LENDS.matcher(frame.method()).matches();
            if (lent && !lends) {
                return Optional.of(frame).filter(f -> !InApp.isJdk(f.type()));
            }
            lent |= lends;
        }
        return Optional.empty();
    }

    /** Threads that wait alike at one place. */
    private List<List<DumpedThread>> groups(Predicate<DumpedThread> kind) {
        Map<Frame, List<DumpedThread>> groups = new LinkedHashMap<>();
        last.threads().stream()
                .filter(t -> t.blockedOn().isEmpty() && Blocked.place(t).isPresent())
                .filter(kind)
                .forEach(t -> groups.computeIfAbsent(Blocked.place(t).orElseThrow(), p -> new ArrayList<>())
                        .add(t));
        return List.copyOf(groups.values());
    }

    private static boolean fills(DumpedThread thread) {
        return parked(thread)
                && called(thread).filter(f -> FILLS.contains(f.method())).isPresent();
    }

    private static boolean borrows(DumpedThread thread) {
        return parked(thread)
                && thread.frames().stream().filter(f -> !InApp.isJdk(f.type())).anyMatch(f -> LENDS.matcher(f.method())
                        .matches());
    }

    private static boolean parked(DumpedThread thread) {
        return thread.state().equals("WAITING")
                && thread.locks().stream().anyMatch(l -> l.use() == Use.PARKED_FOR || l.use() == Use.WAITED_ON);
    }

    /** Class of the outcome that it waits for in the code of a task. */
    private static Optional<String> awaitsResult(DumpedThread thread) {
        return Blocked.place(thread).isEmpty()
                ? Optional.empty()
                : thread.locks().stream()
                        .filter(l -> l.use() == Use.PARKED_FOR && RESULTS.contains(l.type()))
                        .map(DumpedLock::type)
                        .findFirst();
    }

    /** The JDK's method that the application called. */
    private static Optional<Frame> called(DumpedThread thread) {
        return thread.frames().stream().takeWhile(f -> InApp.isJdk(f.type())).reduce((inner, outer) -> outer);
    }

    /** The names of a pool's threads without their numbers. */
    private static String pool(DumpedThread thread) {
        return thread.name().replaceAll("[-_ ]*\\d+$", "");
    }

    private static String wait(List<DumpedThread> threads) {
        return threads.size()
                + (threads.size() == 1 ? " thread waits (" : " threads wait (")
                + Blocked.names(threads.stream().map(DumpedThread::name).toList(), NAMED)
                + ")";
    }

    private static String in(DumpedThread thread) {
        return " in " + Blocked.place(thread).orElseThrow().display();
    }

    private Supposed hang(
            List<DumpedThread> threads, Still still, String what, Optional<Failure> cause, Instant notBefore) {
        DumpedThread first = threads.get(0);
        Instant from = notBefore.isAfter(still.since()) ? notBefore : still.since();
        return new Supposed(
                        Condition.HANG,
                        from.plusNanos(1),
                        Blocked.thread(events, first.name()),
                        new StackTrace(List.of(), first.frames(), false),
                        String.format(
                                Locale.ROOT,
                                "%s; silent for %.1f s",
                                what,
                                still.length().toMillis() / 1000.0),
                        cause)
                .stuck(threads.stream().map(DumpedThread::name).toList());
    }
}
