package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.dump.ThreadDump;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.StackTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The recorded end of the JVM: who asked for it, a signal or the program itself; what led to it; whose work it cut off. */
final class Shutdowns {
    /** Who exits because of a failure has seldom more to clean up than fits into this. A judgement. */
    private static final Duration LATE = Duration.ofSeconds(10);

    /** The JDK's name of the thread that handles a signal (jdk.internal.misc.Signal). */
    private static final Pattern SIGNAL = Pattern.compile("SIG([A-Z0-9]{2,10}) handler");

    private static final Set<String> EXITS = Set.of("java.lang.Shutdown", "java.lang.Runtime", "java.lang.System");
    private static final int NAMED = 4;
    private static final String HALTED =
            "no shutdown hook runs then, nor is a last thread dump taken that would tell who was at work";

    private final RecordedEvents events;
    private final Background background;
    private final Shutdown shutdown;
    private final ShutdownOrder order;

    private Shutdowns(RecordedEvents events, Shutdown shutdown, List<ThreadDump> dumps, Background background) {
        this.events = events;
        this.shutdown = shutdown;
        this.background = background;
        this.order = new ShutdownOrder(events, shutdown, dumps);
    }

    /**
     * The conditions of an end that was recorded and was no crash.
     *
     * @param endings what is known of threads that ended
     * @param stuck   names of threads that would not have ended their work by themselves
     */
    static List<Supposed> find(
            RecordedEvents events,
            List<ThreadDump> dumps,
            Background background,
            List<Supposed> endings,
            Set<String> stuck) {
        return events.timeline()
                .shutdown()
                .filter(s -> !Crashes.isCrash(s))
                .map(s -> new Shutdowns(events, s, dumps, background).find(endings, stuck))
                .orElse(List.of());
    }

    private List<Supposed> find(List<Supposed> endings, Set<String> stuck) {
        List<Supposed> found = new ArrayList<>();
        Optional<Supposed> asked = signal().or(this::exit);
        asked.ifPresent(found::add);
        List<AtWork> working = order.atWork().stream()
                .filter(w -> !stuck.contains(w.thread().name()))
                .toList();
        if (!working.isEmpty()) {
            Supposed end = asked.or(() -> mainEnded(endings)).orElseGet(this::noneLeft);
            Supposed lost = lost(working, end);
            if (lost.confidence() >= LinkSelection.LEAST) {
                if (asked.isEmpty() && !endings.contains(end)) {
                    found.add(end);
                }
                found.add(lost);
            }
        }
        return found;
    }

    private Optional<Supposed> signal() {
        Matcher name = SIGNAL.matcher(shutdown.thread().name());
        if (!name.matches() && !shutdown.stack().passes("java.lang.Terminator$1", "handle")) {
            return Optional.empty();
        }
        String signal = name.matches() ? "SIG" + name.group(1) : "a signal";
        return Optional.of(new Supposed(
                Condition.TERMINATED,
                shutdown.at(),
                shutdown.thread(),
                StackTrace.EMPTY,
                "The process was told to end by " + signal + "; " + order.told(),
                Optional.empty()));
    }

    /** A catch block that gives up does so within that. Of main nothing else is to be told: all that fails may come through it. A judgement. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** System.exit or halt: the stack tells who called. */
    private Optional<Supposed> exit() {
        boolean halted = shutdown.stack().frames().stream()
                .anyMatch(f -> isExit(f) && f.method().equals("halt"));
        if (shutdown.stack().frames().stream()
                        .noneMatch(f -> isExit(f) && f.method().equals("exit"))
                && !halted) {
            return Optional.empty();
        }
        String caller = shutdown.stack().frames().stream()
                .filter(f -> !EXITS.contains(f.type()))
                .findFirst()
                .map(f -> " in " + f.display())
                .orElse("");
        String message = "The program ended itself: " + (halted ? "Runtime.halt" : "System.exit") + " was called"
                + caller + "; " + (halted ? HALTED : order.told());
        Optional<Failure> last = events.failures().stream()
                .filter(f -> f.thread().id() == shutdown.thread().id() && !f.at().isAfter(shutdown.at()))
                .filter(f -> !background.of(f.series()))
                .reduce((earlier, later) -> later);
        Supposed blamed = last.map(f -> blame(message, f)).orElseGet(() -> exit(message, Optional.empty()));
        return Optional.of(blamed.confidence() >= LinkSelection.LEAST ? blamed : exit(message, Optional.empty()));
    }

    private static boolean isExit(Frame frame) {
        return EXITS.contains(frame.type());
    }

    private Supposed exit(String message, Optional<Failure> cause) {
        return new Supposed(Condition.EXIT, shutdown.at(), shutdown.thread(), shutdown.stack(), message, cause);
    }

    private Supposed blame(String message, Failure last) {
        Duration gap = Duration.between(last.at(), shutdown.at());
        Supposed ending = exit(message, Optional.of(last))
                .with("exit-called", 0.2, "The thread called System.exit " + gap.toMillis() + " ms after it");
        if (gap.compareTo(SOON) < 0) {
            ending.with("close-in-time", 0.35, "No other failure of the thread came between");
        }
        if (gap.compareTo(LATE) > 0) {
            ending.against("late", 0.4, "Much else was done in between");
        }
        if (CleanUp.in(last)) {
            ending.against(
                    "thrown-while-cleaning-up",
                    0.3,
                    "It was thrown by a method that cleans up: the program was about to end anyway");
        }
        if (shutdown.stack().passes("java.lang.Thread", "dispatchUncaughtException")) {
            ending.with("exit-by-handler", 0.6, "The handler of uncaught exceptions called System.exit");
        }
        Optional<StackOverlap> overlap = StackOverlap.of(last.stack(), shutdown.stack());
        boolean start =
                overlap.filter(o -> o.junction().method().equals("main")).isPresent();
        if (overlap.isPresent() && !overlap.get().sameLine() && (!start || gap.compareTo(SOON) < 0)) {
            ending.with(
                    "exit-where-other-passed",
                    0.45,
                    "System.exit was called from " + overlap.get().junction().qualifiedMethod()
                            + ", which it had passed through");
        }
        return ending;
    }

    /** The thread main died, and the JVM with it. */
    private Optional<Supposed> mainEnded(List<Supposed> endings) {
        return endings.stream()
                .filter(e -> e.condition == Condition.THREAD_DEATH && e.at.equals(shutdown.at()))
                .findFirst();
    }

    private Supposed noneLeft() {
        return exit("The JVM ended since no thread was left that is no daemon; " + order.told(), Optional.empty());
    }

    private Supposed lost(List<AtWork> working, Supposed end) {
        AtWork surest = working.get(0);
        List<String> told = working.stream()
                .map(w -> w.thread().name() + " " + Blocked.doing(w.thread()))
                .toList();
        String count = working.size() == 1 ? "A thread was" : working.size() + " threads were";
        Supposed lost = new Supposed(
                        Condition.WORK_LOST,
                        order.last().orElseThrow().at(),
                        Blocked.thread(events, surest.thread().name()),
                        new StackTrace(List.of(), surest.thread().frames(), false),
                        count + " in the middle of work when the JVM ended: " + Blocked.names(told, NAMED),
                        Optional.empty())
                .after(end)
                .with(
                        "at-work-in-last-dump",
                        surest.weight(),
                        "The last thread dump has it in " + surest.place().display());
        if (working.size() > 1) {
            lost.with("not-alone", 0.15, working.size() - 1 + " more were at work");
        }
        if (surest.pooled()) {
            lost.with("task-of-a-pool", 0.25, "It runs a task of a pool, which comes to an end if it is let");
        }
        if (shutdown.thread().name().equals("SIGINT handler")) {
            lost.against("asked-for-by-hand", 0.6, "SIGINT is what a person types at the terminal");
        }
        if (end.cause.isPresent()) {
            lost.with("given-up", 0.4, "The program ended itself on a failure, not since all was done");
        } else if (end.condition != Condition.TERMINATED) {
            boolean main = shutdown.thread().name().equals("main");
            lost.against(
                    "of-its-own-accord",
                    main ? 0.6 : 0.75,
                    "The program ended itself: it may have had no more need of it");
        }
        order.unfinishedHook()
                .ifPresentOrElse(
                        hook -> lost.against(
                                "hook-runs", 0.4, hook + "; it may wait until the work is done, which is not recorded"),
                        () -> lost.with(
                                "nobody-waits",
                                0.35,
                                order.hooks().isEmpty()
                                        ? "There is no shutdown hook that could wait for it"
                                        : "No shutdown hook waits for it"));
        return lost;
    }
}
