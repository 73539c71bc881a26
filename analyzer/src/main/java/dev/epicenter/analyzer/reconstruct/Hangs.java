package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.dump.DumpedLock;
import dev.epicenter.analyzer.dump.DumpedThread;
import dev.epicenter.analyzer.dump.ThreadDump;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.LockLeft;
import dev.epicenter.model.Relation;
import dev.epicenter.model.StackTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Threads that the last dump shows to wait for a lock, and that have waited for it so long that nobody would call it contention:
 * {@link Stillness}.
 */
final class Hangs {
    /** The lock may have been left behind by a failure so long before the first thread was seen to wait. A judgement. */
    private static final Duration BEFORE = Duration.ofSeconds(2);

    private static final int NAMED = 4;

    private final RecordedEvents events;
    private final List<ThreadDump> dumps;
    private final Background background;
    private final Stillness stillness;
    private final List<LockLeft> left;

    Hangs(RecordedEvents events, List<ThreadDump> dumps, Background background, Stillness stillness) {
        this.events = events;
        this.dumps = dumps;
        this.background = background;
        this.stillness = stillness;
        this.left = LocksLeft.of(new Observed(events.agent()), events.failures());
    }

    List<Supposed> find() {
        if (dumps.isEmpty()) {
            return List.of();
        }
        ThreadDump last = dumps.get(dumps.size() - 1);
        Set<String> circular = last.circles().stream()
                .flatMap(List::stream)
                .map(m -> m.thread())
                .collect(Collectors.toSet());
        Map<String, List<DumpedThread>> groups = new LinkedHashMap<>();
        for (DumpedThread thread : last.threads()) {
            Optional<DumpedLock> lock = thread.blockedOn();
            if (lock.isPresent() && !behind(last, thread, circular)) {
                String root = last.lastHolder(thread)
                        .map(h -> "held by " + h.name())
                        .orElse("lock " + lock.get().address() + lock.get().type());
                groups.computeIfAbsent(root, r -> new ArrayList<>()).add(thread);
            }
        }
        return groups.values().stream()
                .map(waiting -> hang(last, waiting))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether it is in a deadlock, or waits for a thread that is. */
    private static boolean behind(ThreadDump dump, DumpedThread thread, Set<String> circular) {
        Optional<DumpedThread> holder = dump.holder(thread);
        return circular.contains(thread.name())
                || holder.isPresent() && dump.lastHolder(thread).isEmpty();
    }

    private Optional<Supposed> hang(ThreadDump last, List<DumpedThread> waiting) {
        Optional<DumpedThread> holder = last.lastHolder(waiting.get(0));
        boolean holderWaits = holder.filter(h -> h.state().contains("WAITING")).isPresent();
        return stillness.of(waiting, holderWaits ? 0.85 : 1).map(s -> holder.map(
                        h -> held(waiting, h, s.since(), s.length()))
                .orElseGet(() -> left(last, waiting, s.since(), s.length()))
                .stuck(waiting.stream().map(DumpedThread::name).toList()));
    }

    private Supposed held(List<DumpedThread> waiting, DumpedThread holder, Instant since, Duration length) {
        DumpedLock lock = waiting.get(0).blockedOn().orElseThrow();
        String message = String.format(
                Locale.ROOT,
                "%s, silent for %.1f s: %s has it and %s",
                wait(waiting, lock),
                length.toMillis() / 1000.0,
                holder.name(),
                Blocked.doing(holder));
        return new Supposed(
                Condition.HANG,
                since.plusNanos(1),
                Blocked.thread(events, holder.name()),
                new StackTrace(List.of(), holder.frames(), false),
                message,
                Optional.empty());
    }

    private static String wait(List<DumpedThread> waiting, DumpedLock lock) {
        List<String> names = waiting.stream().map(DumpedThread::name).toList();
        String what = lock.use() == DumpedLock.Use.CLASS_INIT ? "for class " + lock.type() : "for a " + lock.type();
        String place =
                Blocked.place(waiting.get(0)).map(f -> " in " + f.display()).orElse("");
        return names.size() + (names.size() == 1 ? " thread waits " : " threads wait ") + what + place + " ("
                + Blocked.names(names, NAMED) + ")";
    }

    /**
     * Nobody is seen to have it: of locks of java.util.concurrent a dump does not tell, or whoever had it is gone. A thread that is
     * inside the class that takes the lock is suspected, where there is but one.
     */
    private Supposed left(ThreadDump last, List<DumpedThread> waiting, Instant since, Duration length) {
        Optional<Failure> cause = leaver(last, waiting, since);
        List<DumpedThread> inside = cause.isPresent() ? List.of() : inside(last, waiting);
        DumpedThread suspect = inside.size() == 1 ? inside.get(0) : waiting.get(0);
        Instant from = cause.map(Failure::at).filter(at -> at.isAfter(since)).orElse(since);
        Supposed hang = new Supposed(
                Condition.HANG,
                from.plusNanos(1),
                Blocked.thread(events, suspect.name()),
                new StackTrace(List.of(), suspect.frames(), false),
                String.format(
                        Locale.ROOT,
                        "%s, silent for %.1f s; the dump does not tell who has it%s",
                        wait(waiting, waiting.get(0).blockedOn().orElseThrow()),
                        length.toMillis() / 1000.0,
                        inside.size() == 1
                                ? ", but " + suspect.name() + " is in the same class and " + Blocked.doing(suspect)
                                : ""),
                cause);
        cause.ifPresent(c -> {
            left.stream()
                    .filter(l -> l.failure() == c.id())
                    .findFirst()
                    .ifPresent(l -> hang.with(
                            "left-without-unlock",
                            0.8,
                            "The agent read the code: it left " + l.frame().qualifiedMethod() + " between line "
                                    + l.locked() + ", which takes a " + l.lock() + ", and line " + l.unlock()
                                    + ", which gives it back"));
            hang.by(Relation.STATE)
                    .with(
                            "left-the-locked-code",
                            0.5,
                            "It was thrown below "
                                    + shared(waiting, c)
                                            .map(Frame::qualifiedMethod)
                                            .orElse("") + ", which takes the lock that others wait for")
                    .with("just-before", 0.3, "The first thread was seen to wait right after");
            if (events.series().get(c.series()).count() <= 2) {
                hang.with("rare", 0.3, "It was recorded hardly ever");
            }
        });
        return hang;
    }

    /** Threads that do not wait and whose innermost own frame is in the class that takes the lock. */
    private static List<DumpedThread> inside(ThreadDump dump, List<DumpedThread> waiting) {
        Set<String> types = waiting.stream()
                .map(Blocked::place)
                .flatMap(Optional::stream)
                .map(Frame::type)
                .collect(Collectors.toSet());
        return dump.threads().stream()
                .filter(t -> t.blockedOn().isEmpty() && !t.passes("java.lang.Shutdown", "exit"))
                .filter(t ->
                        Blocked.place(t).filter(f -> types.contains(f.type())).isPresent())
                .toList();
    }

    /** The failure that may have skipped the unlock: thrown below code that takes the lock, by a thread that does not wait for it. */
    private Optional<Failure> leaver(ThreadDump last, List<DumpedThread> waiting, Instant since) {
        Set<String> names = waiting.stream().map(DumpedThread::name).collect(Collectors.toSet());
        return events.failures().stream()
                .filter(f -> !f.at().isAfter(since.plus(BEFORE)) && f.at().isAfter(since.minus(BEFORE)))
                .filter(f -> !background.of(f.series()) && !Wording.timeout(f))
                .filter(f -> shared(waiting, f).isPresent())
                .filter(f -> !names.contains(f.thread().name())
                        || stillness
                                .seen(last.named(f.thread().name()).orElseThrow())
                                .filter(s -> s.isAfter(f.at()))
                                .isPresent())
                .min(Comparator.comparing(f -> Duration.between(f.at(), since).abs()));
    }

    /** The method that takes the lock, where the failure passed through it. */
    private static Optional<Frame> shared(List<DumpedThread> waiting, Failure failure) {
        return waiting.stream()
                .map(Blocked::place)
                .flatMap(Optional::stream)
                .filter(f -> failure.stack().passes(f.type(), f.method()))
                .findFirst();
    }
}
