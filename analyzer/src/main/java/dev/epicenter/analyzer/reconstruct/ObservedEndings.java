package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord.Exit;
import dev.epicenter.analyzer.read.AgentRecord.Handling;
import dev.epicenter.analyzer.read.AgentRecord.Uncaught;
import dev.epicenter.analyzer.read.AgentRecord.Work;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ends of threads, periodic tasks and the process that the agent saw, with what ended them. */
final class ObservedEndings {
    /** Ends that are told of one process at most. */
    private static final int MOST = 500;

    private final Observed observed;
    private final Map<Long, Failure> byNumber = new HashMap<>();

    ObservedEndings(RecordedEvents events) {
        this.observed = new Observed(events.agent());
        events.failures().stream().filter(Observed::knows).forEach(f -> byNumber.putIfAbsent(f.number(), f));
    }

    /** Those ends. */
    List<Supposed> find() {
        List<Supposed> found = new ArrayList<>();
        observed.record().uncaught().stream().limit(MOST).map(this::thread).forEach(o -> o.ifPresent(found::add));
        observed.record().tasks().stream()
                .filter(Work::stopped)
                .limit(MOST)
                .map(this::task)
                .forEach(o -> o.ifPresent(found::add));
        observed.record().exits().stream()
                .reduce((first, second) -> first)
                .map(this::exit)
                .ifPresent(found::add);
        return found;
    }

    private Optional<Supposed> thread(Uncaught end) {
        return Optional.ofNullable(byNumber.get(end.failure())).map(failure -> new Supposed(
                        Condition.THREAD_DEATH,
                        end.at(),
                        end.thread(),
                        failure.stack(),
                        "Thread " + end.thread().display() + " ended",
                        Optional.of(failure))
                .seen(
                        "uncaught",
                        "The agent saw it leave the thread uncaught"
                                + (end.handlerClass().isEmpty() ? "" : ", told to " + end.handlerClass()),
                        "epicenter.FailureUncaught"));
    }

    private Optional<Supposed> task(Work task) {
        return Optional.ofNullable(byNumber.get(task.failure())).map(failure -> new Supposed(
                        Condition.TASK_STOPPED,
                        task.ended().orElse(failure.at()).plusNanos(1),
                        task.ranOn().orElse(failure.thread()),
                        StackTrace.EMPTY,
                        "The periodic task " + task.name() + " will not run again",
                        Optional.of(failure))
                .seen(
                        "ended-periodic-task",
                        "The agent saw it end a run of the task, which its executor does not repeat then",
                        "epicenter.TaskFailed"));
    }

    private Supposed exit(Exit exit) {
        Optional<Handling> around = observed.handlingAround(
                exit.thread().id(), exit.at(), exit.stack().frames());
        Optional<Failure> cause = around.map(h -> byNumber.get(h.failure()));
        Supposed ending = new Supposed(
                Condition.EXIT,
                exit.at(),
                exit.thread(),
                exit.stack(),
                "The program ended itself by " + (exit.halt() ? "Runtime.halt" : "System.exit") + " with status "
                        + exit.status(),
                cause);
        return cause.isEmpty()
                ? ending.with("exit-called", 0.3, "The agent saw who called it")
                : ending.seen(
                        "exit-in-handler",
                        "The agent saw a catch block receive it and end the process",
                        "epicenter.ExitRequested");
    }

    /**
     * Puts what was seen in the place of what was concluded: of one thread's or process's end only the one seen stays, and no
     * failure has ended what the agent saw it survive.
     */
    List<Supposed> instead(List<Supposed> concluded) {
        List<Supposed> seen = find();
        Set<String> ends = new HashSet<>();
        seen.forEach(s -> ends.add(place(s)));
        List<Supposed> all = new ArrayList<>(seen);
        for (Supposed s : concluded) {
            boolean survived = s.cause
                    .filter(Observed::knows)
                    .filter(f -> observed.finalHandler(f).isPresent() && s.condition != Condition.EXIT)
                    .isPresent();
            if (!ends.contains(place(s)) && !survived) {
                all.add(s);
            }
        }
        return all;
    }

    private static String place(Supposed ending) {
        return switch (ending.condition) {
            case EXIT -> ending.condition.typeName();
            case TASK_STOPPED -> ending.condition.typeName()
                    + ending.cause.map(Failure::id).orElse(-1);
            default -> ending.condition.typeName() + ending.thread.id();
        };
    }
}
