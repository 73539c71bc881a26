package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.Resources.Recursing;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.StackTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Threads that died of an error which HotSpot throws itself and which leaves no event: their pool replaced them, or they ended deep
 * in a recursion, and nothing that they had thrown is recorded. With memory left, that is a StackOverflowError.
 */
final class VmErrors {
    /** From the last sample in the recursion to the end of the thread: unwinding and printing a thousand frames. A judgement. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** A failure recorded so long before the end may be what the thread died of: finally blocks take their time. A judgement. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /** A pool starts a worker in another's place before that has ended. A judgement. */
    private static final Duration REPLACED = Duration.ofMillis(300);

    /** Deaths told one by one. */
    private static final int MOST = 50;

    /** Share of the thrown that must be recorded for silence to mean that nothing was thrown. */
    private static final double RECORDED = 0.98;

    private final RecordedEvents events;
    private final List<Supposed> exhausted;
    private final Predicate<Failure> survived;
    private final Map<Long, List<ThreadLife>> startedBy;
    private final Map<Long, List<Recursing>> recursions;
    private final Map<String, Recursing> ofKind = new HashMap<>();

    private VmErrors(RecordedEvents events, List<Supposed> exhausted, Predicate<Failure> survived) {
        this.events = events;
        this.survived = survived;
        this.exhausted = exhausted;
        this.startedBy = events.threads().stream()
                .filter(t -> t.parent().isPresent())
                .collect(Collectors.groupingBy(t -> t.parent().get().id()));
        this.recursions = events.resources().recursing().stream()
                .collect(Collectors.groupingBy(r -> r.thread().id()));
        events.resources()
                .recursing()
                .forEach(r -> ofKind.putIfAbsent(kind(r.thread().name()), r));
    }

    /**
     * Stack overflows and the deaths that follow.
     *
     * @param exhausted what is known of memory that ran out: whoever died then died of that
     * @param survived  whether threads are known to throw the same and go on
     */
    static List<Supposed> find(RecordedEvents events, List<Supposed> exhausted, Predicate<Failure> survived) {
        return new VmErrors(events, exhausted, survived).find();
    }

    private List<Supposed> find() {
        List<Supposed> found = new ArrayList<>();
        for (ThreadLife life : events.threads()) {
            if (life.ended().isPresent() && found.size() < 2 * MOST && !spoke(life) && !memoryWasFull(life)) {
                death(life, found);
            }
        }
        return found;
    }

    private void death(ThreadLife life, List<Supposed> found) {
        Instant end = life.ended().orElseThrow();
        Optional<ThreadLife> replacement = startedBy.getOrDefault(life.thread().id(), List.of()).stream()
                .filter(t -> t.started()
                        .filter(s -> !s.isBefore(end.minus(REPLACED)))
                        .isPresent())
                .filter(t -> t.startedBy().passes("java.util.concurrent.ThreadPoolExecutor", "processWorkerExit")
                        || t.startedBy().passes("java.util.concurrent.ForkJoinPool", "deregisterWorker"))
                .findFirst();
        Optional<Recursing> own = recursions.getOrDefault(life.thread().id(), List.of()).stream()
                .filter(r -> !r.last().isAfter(end)
                        && Duration.between(r.last(), end).compareTo(SOON) <= 0)
                .findFirst();
        boolean silent = replacement.isPresent() && allThrowsAreRecorded();
        Optional<Recursing> recursion = own.or(() ->
                Optional.ofNullable(ofKind.get(kind(life.thread().name()))).filter(r -> silent));
        Supposed death = new Supposed(
                Condition.THREAD_DEATH,
                end,
                life.thread(),
                StackTrace.EMPTY,
                "Thread " + life.thread().display()
                        + (recursion.isPresent()
                                ? " died of a used-up stack"
                                : " died of an error that is not recorded, and its pool started "
                                        + replacement
                                                .map(r -> r.thread().display())
                                                .orElse("another")
                                        + " in its place: HotSpot's own StackOverflowError leaves no event, nor does an"
                                        + " OutOfMemoryError"),
                Optional.empty());
        if (recursion.isPresent()) {
            Supposed overflow = overflow(life, end, recursion.get(), own.isPresent());
            own.ifPresent(r -> death.with(
                    "deep-in-recursion",
                    0.55,
                    "It was sampled deep in a recursion "
                            + Duration.between(r.last(), end).toMillis() + " ms before it ended"));
            replacement.ifPresent(r -> death.with(
                    "worker-replaced",
                    0.6,
                    "Its pool started " + r.thread().display()
                            + " in its place, which it does when an exception ends a worker, and none is recorded"));
            if (own.isEmpty()) {
                death.with("kin-in-recursion", 0.3, "A thread of the same kind was sampled deep in a recursion");
            }
            found.add(overflow);
            found.add(death.after(overflow));
        } else if (silent) {
            found.add(death);
        }
    }

    private static Supposed overflow(ThreadLife life, Instant end, Recursing recursion, boolean own) {
        String who = own ? "It" : recursion.thread().display() + ", a thread of its kind,";
        return new Supposed(
                        Condition.STACK_OVERFLOW,
                        end.minusNanos(1),
                        life.thread(),
                        new StackTrace(List.of(), List.of(recursion.frame()), false),
                        "The stack of thread " + life.thread().display() + " was used up by a recursion through "
                                + recursion.frame().display() + ". " + who
                                + " was sampled in it deeper than the recorder"
                                + " follows a stack; HotSpot's own StackOverflowError leaves no event",
                        Optional.empty())
                .seenIn("jdk.ExecutionSample");
    }

    /** Whether something is recorded that may have ended it. */
    private boolean spoke(ThreadLife life) {
        Instant end = life.ended().orElseThrow();
        return events.failures().stream()
                .filter(f -> f.thread().id() == life.thread().id() && !f.at().isAfter(end))
                .filter(f -> Duration.between(f.at(), end).compareTo(LAST_WORDS) <= 0)
                .anyMatch(f -> !survived.test(f));
    }

    private boolean memoryWasFull(ThreadLife life) {
        Instant end = life.ended().orElseThrow();
        return exhausted.stream()
                .anyMatch(s -> s.condition == Condition.OUT_OF_MEMORY
                        && Duration.between(s.at, end).abs().compareTo(Exhaustion.DEATH) <= 0);
    }

    private boolean allThrowsAreRecorded() {
        return !events.dataLoss().disabledEvents().contains("jdk.JavaExceptionThrow")
                && events.dataLoss().recordedShare() >= RECORDED
                && events.dataLoss().lostBytes() == 0;
    }

    private static String kind(String name) {
        return name.replaceAll("\\d+", "#");
    }
}
