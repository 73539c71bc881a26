package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.Site;
import dev.epicenter.model.StackTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What ended, and the failure it ended with: threads, periodic tasks, the process. */
final class Endings {
    /** Printing an uncaught exception's stack for the first time takes so long, on a busy machine. A judgement. */
    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    /** Exceptions in the JVM's own and the executors' waiting code tell of an orderly end. */
    private static final List<String> IDLE = List.of("getTask", "awaitWork", "mainLoop");

    private final RecordedEvents events;
    private final Background background;
    private final InApp inApp;
    private final Map<Long, Failure> lastOfThread = new HashMap<>();
    private final Map<Long, List<ThreadLife>> startedByThread;

    Endings(RecordedEvents events, Background background, InApp inApp) {
        this.events = events;
        this.background = background;
        this.inApp = inApp;
        events.failures().forEach(f -> lastOfThread.put(f.thread().id(), f));
        startedByThread = events.threads().stream()
                .filter(t -> t.parent().isPresent())
                .collect(Collectors.groupingBy(t -> t.parent().get().id()));
    }

    /** Conditions for all that ended, each with the case against the failure that ended it. */
    List<Supposed> find() {
        List<Supposed> found = new ArrayList<>();
        events.threads().forEach(life -> threadEnd(life).ifPresent(found::add));
        mainEnd().ifPresent(found::add);
        found.addAll(new StoppedTasks(events, background).find());
        found.removeIf(ending -> ending.cause.isPresent() && ending.confidence() < LinkSelection.LEAST);
        return found;
    }

    private Optional<Supposed> threadEnd(ThreadLife life) {
        Failure last = lastOfThread.get(life.thread().id());
        if (life.ended().isEmpty() || last == null) {
            return Optional.empty();
        }
        Instant end = life.ended().get();
        Duration gap = Duration.between(last.at(), end);
        if (gap.isNegative() || gap.compareTo(LAST_WORDS) > 0 || !couldEscape(last) || endedTheProcess(life)) {
            return Optional.empty();
        }
        Optional<ThreadLife> replacement = startedByThread
                .getOrDefault(life.thread().id(), List.of())
                .stream()
                .filter(t -> t.started().isPresent() && !t.started().get().isBefore(last.at()))
                .filter(t -> passes(t.startedBy(), "processWorkerExit") || passes(t.startedBy(), "deregisterWorker"))
                .findFirst();
        Supposed ending = new Supposed(
                        Condition.THREAD_DEATH,
                        end,
                        life.thread(),
                        last.stack(),
                        "Thread " + life.thread().display() + " ended",
                        Optional.of(last))
                .with(
                        "thread-ended-at-once",
                        gap.toMillis() < 60 ? 0.55 : 0.4,
                        "The thread ended " + gap.toMillis() + " ms after it, and did nothing else that was recorded");
        replacement.ifPresent(r -> ending.with(
                "worker-replaced",
                0.9,
                "Its pool started " + r.thread().display()
                        + " in its place, which it does when an exception ends a worker"));
        if (replacement.isEmpty() && inPool(last)) {
            ending.against("pool-did-not-replace", 0.45, "It was a pool's worker, and the pool did not replace it");
        }
        if (background.of(last.series()) && replacement.isEmpty()) {
            ending.against("is-background", 0.3, "It is thrown all the time in threads that end in order");
        }
        Site site = inApp.site(last.stack());
        if (site.inApp() && Depth.isLibrarys(site, last) && replacement.isEmpty()) {
            ending.against(
                    "deep-in-a-library",
                    0.6,
                    "It was thrown deep in a library, and libraries handle much by themselves");
        }
        if (isClosing(last, end)) {
            ending.against(
                    "closing",
                    0.7,
                    "It says that something had been closed, as the process closed down: then threads end anyway");
        }
        if (survived(last)) {
            ending.against("survived-before", 0.3, "The thread had thrown the same before and gone on");
        }
        if (Wording.termination(last.type()) || Wording.closedFromOutside(last)) {
            ending.against("was-told-to", 0.4, "Its type says that the thread had been told to end");
        }
        return Optional.of(ending);
    }

    /** Whether it complains of something closed while the process came to its end by itself. */
    private boolean isClosing(Failure last, Instant end) {
        return Wording.closed(last)
                && events.timeline()
                        .shutdown()
                        .filter(s -> Duration.between(end, s.at()).compareTo(WakeOfEnd.CLOSING) < 0)
                        .isPresent();
    }

    /** Whether it asked for the end of the process, and so ended with it and not of what it threw before. */
    private boolean endedTheProcess(ThreadLife life) {
        return events.timeline()
                .shutdown()
                .filter(s -> s.thread().id() == life.thread().id())
                .filter(s -> s.stack().frames().stream().anyMatch(f -> f.type().equals("java.lang.Runtime")))
                .filter(s -> !life.ended().orElse(s.at()).isBefore(s.at()))
                .isPresent();
    }

    /** Whether a thread of the same kind threw an equal failure before and went on: then something catches it. */
    boolean survived(Failure last) {
        return events.series().get(last.series()).exemplars().stream()
                .map(events.failures()::get)
                .filter(f -> f.id() != last.id())
                .anyMatch(f -> lastOfThread.getOrDefault(f.thread().id(), f).id() != f.id());
    }

    /** Only what was thrown from code that the thread ran, not what its pool's waiting code threw, can have ended it. */
    private static boolean couldEscape(Failure failure) {
        List<Frame> frames = failure.stack().frames();
        return !frames.isEmpty()
                && frames.stream().noneMatch(f -> IDLE.contains(f.method()) && InApp.isJdk(f.type()))
                && frames.stream().noneMatch(Endings::keepsForItself)
                && frames.stream().anyMatch(f -> !InApp.isJdk(f.type()));
    }

    /** Runners that keep what a task throws as its outcome, so that it does not reach the thread. */
    private static boolean keepsForItself(Frame frame) {
        return frame.type().equals("java.util.concurrent.FutureTask")
                || frame.type().startsWith("java.util.concurrent.CompletableFuture$")
                || frame.type().equals("java.util.concurrent.ForkJoinTask");
    }

    private static boolean inPool(Failure failure) {
        return passes(failure.stack(), "runWorker");
    }

    private static boolean passes(StackTrace stack, String method) {
        return stack.frames().stream().anyMatch(f -> f.method().equals(method) && InApp.isJdk(f.type()));
    }

    /** The main thread leaves no jdk.ThreadEnd when the JVM ends with it. */
    private Optional<Supposed> mainEnd() {
        Optional<Shutdown> shutdown = events.timeline().shutdown();
        if (shutdown.isEmpty() || !shutdown.get().reason().contains("No remaining non-daemon")) {
            return Optional.empty();
        }
        return lastOfThread.values().stream()
                .filter(f -> f.thread().name().equals("main"))
                .filter(f -> outermost(f).map(o -> o.method().equals("main")).orElse(false))
                .filter(f -> couldEscape(f) && !Wording.termination(f.type()))
                .filter(f -> Duration.between(f.at(), shutdown.get().at()).compareTo(LAST_WORDS) < 0)
                .filter(f -> !f.at().isAfter(shutdown.get().at()))
                .findFirst()
                .map(f -> {
                    Supposed ending = new Supposed(
                                    Condition.THREAD_DEATH,
                                    shutdown.get().at(),
                                    f.thread(),
                                    f.stack(),
                                    "Thread main ended, and the JVM with it",
                                    Optional.of(f))
                            .with(
                                    "last-of-main",
                                    0.65,
                                    "The JVM ended "
                                            + Duration.between(
                                                            f.at(),
                                                            shutdown.get().at())
                                                    .toMillis()
                                            + " ms after it because main had ended, and main threw nothing else");
                    if (background.of(f.series())) {
                        ending.against("is-background", 0.3, "It is thrown all the time");
                    }
                    if (survived(f)) {
                        ending.against("survived-before", 0.3, "main had thrown the same before and gone on");
                    }
                    return ending;
                });
    }

    private static Optional<Frame> outermost(Failure failure) {
        List<Frame> frames = failure.stack().frames();
        return frames.isEmpty() ? Optional.empty() : Optional.of(frames.get(frames.size() - 1));
    }
}
