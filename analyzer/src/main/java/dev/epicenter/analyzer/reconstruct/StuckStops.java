package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.dump.DumpedThread;
import dev.epicenter.analyzer.dump.ThreadDump;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Relation;
import dev.epicenter.model.StackTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Threads that were told to end and did not, while another waits for their end without a limit: an interrupt that a catch block
 * swallowed. The dump shows one in {@code Thread.join}, and one that threw InterruptedException when that began and now waits for work.
 */
final class StuckStops {
    /** A thread that means to end has done so by then. A judgement. */
    private static final Duration LEAST = Duration.ofSeconds(3);

    /** Who asks a thread to end and then waits for it begins to wait at once. A judgement. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final RecordedEvents events;
    private final ThreadDump last;

    private StuckStops(RecordedEvents events, ThreadDump last) {
        this.events = events;
        this.last = last;
    }

    static List<Supposed> find(RecordedEvents events, List<ThreadDump> dumps) {
        return dumps.isEmpty() ? List.of() : new StuckStops(events, dumps.get(dumps.size() - 1)).find();
    }

    private List<Supposed> find() {
        List<Supposed> found = new ArrayList<>();
        for (DumpedThread waiting : last.threads()) {
            boolean joins = waiting.state().equals("WAITING") && waiting.passes("java.lang.Thread", "join");
            if (joins && Blocked.place(waiting).isPresent()) {
                swallowed(waiting).map(f -> stuck(waiting, f)).ifPresent(found::add);
            }
        }
        return found;
    }

    /** The latest interrupt of a thread that lives on, at about the time when the other began to wait. */
    private Optional<Failure> swallowed(DumpedThread waiting) {
        Optional<Instant> since = events.threads().stream()
                .filter(t -> t.thread().name().equals(waiting.name()))
                .map(ThreadLife::lastSeen)
                .filter(at -> at.isBefore(last.at()))
                .findFirst();
        return events.failures().stream()
                .filter(f -> f.type().equals("java.lang.InterruptedException"))
                .filter(f -> !f.thread().name().equals(waiting.name()))
                .filter(f -> Duration.between(f.at(), last.at()).compareTo(LEAST) >= 0)
                .filter(f -> since.filter(s -> Duration.between(s, f.at()).abs().compareTo(AT_ONCE) <= 0)
                        .isPresent())
                .filter(f -> last.named(f.thread().name())
                        .filter(StuckStops::waitsForWork)
                        .isPresent())
                .reduce((earlier, later) -> later);
    }

    private static boolean waitsForWork(DumpedThread thread) {
        return thread.state().equals("WAITING") && Blocked.place(thread).isPresent();
    }

    private Supposed stuck(DumpedThread waiting, Failure swallowed) {
        Frame place = Blocked.place(waiting).orElseThrow();
        DumpedThread alive = last.named(swallowed.thread().name()).orElseThrow();
        double seconds = Duration.between(swallowed.at(), last.at()).toMillis() / 1000.0;
        return new Supposed(
                        Condition.HANG,
                        swallowed.at().plusNanos(1),
                        Blocked.thread(events, waiting.name()),
                        new StackTrace(List.of(), waiting.frames(), false),
                        String.format(
                                Locale.ROOT,
                                "%s waits in %s for a thread to end, without a limit; %s was interrupted, and %.1f s later it %s",
                                waiting.name(),
                                place.display(),
                                alive.name(),
                                seconds,
                                Blocked.doing(alive)),
                        Optional.of(swallowed))
                .by(Relation.STATE)
                .with(
                        "interrupt-swallowed",
                        0.6,
                        "The thread was told to end by an interrupt, and went back to waiting for work")
                .with("end-awaited", 0.5, "Since then " + waiting.name() + " waits for the end of a thread");
    }
}
