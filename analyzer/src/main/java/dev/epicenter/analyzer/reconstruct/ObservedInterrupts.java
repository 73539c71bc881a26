package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord;
import dev.epicenter.analyzer.read.AgentRecord.Cancelled;
import dev.epicenter.analyzer.read.AgentRecord.InterruptStep;
import dev.epicenter.analyzer.read.AgentRecord.Work;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Interrupt;
import dev.epicenter.model.Interrupt.Reaction;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By which threads told others to stop, with what came of each. A thread that sets its own status again tells nobody. */
final class ObservedInterrupts {
    /** Events of one kind up to which the agent records all of them; beyond, silence tells nothing. */
    private static final int ALL = 100;

    /** Between a cancellation and the interrupt that it asks for. A judgement. */
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private final FailureIndex index;
    private final ObservedHandlers handlers;
    private final AgentRecord record;
    private final Instant end;
    private final Map<Long, ThreadLife> lives = new HashMap<>();
    private final Map<Long, Integer> failures = new HashMap<>();
    private final Map<Long, List<Integer>> cancelledOn = new HashMap<>();

    ObservedInterrupts(FailureIndex index, ObservedHandlers handlers) {
        this.index = index;
        this.handlers = handlers;
        this.record = index.observed().record();
        this.end = index.events().recording().end();
        index.events().threads().forEach(t -> lives.putIfAbsent(t.thread().id(), t));
        index.failures().stream().filter(Observed::knows).forEach(f -> failures.putIfAbsent(f.number(), f.id()));
        for (int i = 0; i < record.tasks().size(); i++) {
            Optional<Cancelled> cancelled = record.tasks().get(i).cancelled();
            if (cancelled.filter(c -> c.running() && c.interrupt()).isPresent()) {
                cancelledOn
                        .computeIfAbsent(cancelled.get().thread(), t -> new ArrayList<>())
                        .add(i);
            }
        }
    }

    List<Interrupt> all() {
        Map<Long, List<AgentRecord.Interrupt>> byThread = new HashMap<>();
        record.interrupts().forEach(i -> byThread.computeIfAbsent(i.thread(), t -> new ArrayList<>())
                .add(i));
        List<Interrupt> all = new ArrayList<>();
        for (List<AgentRecord.Interrupt> steps : byThread.values()) {
            for (int i = 0; i < steps.size(); i++) {
                AgentRecord.Interrupt asked = steps.get(i);
                if (asked.step() == InterruptStep.REQUESTED && asked.by().id() != asked.thread()) {
                    all.add(interrupt(asked, steps.subList(i + 1, next(steps, i))));
                }
            }
        }
        all.sort(Comparator.comparing(Interrupt::at));
        return all;
    }

    private static int next(List<AgentRecord.Interrupt> steps, int request) {
        int next = request + 1;
        while (next < steps.size() && steps.get(next).step() != InterruptStep.REQUESTED) {
            next++;
        }
        return next;
    }

    /** @param after what happened to the thread's status since, until it was asked again */
    private Interrupt interrupt(AgentRecord.Interrupt asked, List<AgentRecord.Interrupt> after) {
        Optional<AgentRecord.Interrupt> swallowed = first(after, InterruptStep.SWALLOWED);
        Optional<AgentRecord.Interrupt> noticed =
                first(after, InterruptStep.OBSERVED).or(() -> swallowed);
        Optional<Integer> task = task(asked);
        return new Interrupt(
                asked.at(),
                thread(asked),
                asked.by(),
                ObservedSightings.caller(asked.stack(), index.inApp()),
                task,
                swallowed.isPresent()
                        ? Reaction.SWALLOWED
                        : noticed.isPresent() ? Reaction.NOTICED : Reaction.NONE_SEEN,
                noticed.map(AgentRecord.Interrupt::at),
                noticed.map(n -> failures.get(n.failure())),
                swallowed.map(s -> handlers.byNumber().get(s.site())),
                wentOn(asked, task, after));
    }

    private static Optional<AgentRecord.Interrupt> first(List<AgentRecord.Interrupt> steps, InterruptStep step) {
        return steps.stream().filter(s -> s.step() == step).findFirst();
    }

    private ThreadRef thread(AgentRecord.Interrupt asked) {
        ThreadLife life = lives.get(asked.thread());
        return life == null ? new ThreadRef(asked.by().process(), asked.thread(), "", false) : life.thread();
    }

    /** The task whose cancellation it was. */
    private Optional<Integer> task(AgentRecord.Interrupt asked) {
        return cancelledOn.getOrDefault(asked.thread(), List.of()).stream()
                .filter(i -> {
                    Cancelled c = record.tasks().get(i).cancelled().orElseThrow();
                    return c.by().id() == asked.by().id()
                            && Duration.between(asked.at(), c.at()).abs().compareTo(AT_ONCE) < 0;
                })
                .findFirst();
    }

    /** How long what was told to stop went on: the task, or a thread that runs nothing else. */
    private Optional<Duration> wentOn(
            AgentRecord.Interrupt asked, Optional<Integer> task, List<AgentRecord.Interrupt> after) {
        if (task.isPresent()) {
            Cancelled cancelled = record.tasks().get(task.get()).cancelled().orElseThrow();
            return cancelled.ranOn().or(() -> Optional.of(Duration.between(cancelled.at(), end)));
        }
        boolean sampled = record.interrupts().size() > ALL && after.isEmpty();
        ThreadLife life = lives.get(asked.thread());
        if (sampled || life == null || life.thread().virtual() || isPooled(asked, life)) {
            return Optional.empty();
        }
        Duration went = Duration.between(asked.at(), life.ended().orElse(end));
        return went.isNegative() ? Optional.empty() : Optional.of(went);
    }

    /** Threads of pools go on by design, unless their pool is told to stop all it does. */
    private boolean isPooled(AgentRecord.Interrupt asked, ThreadLife life) {
        boolean pooled = record.tasks().stream()
                .filter(w -> w.ranOn().filter(t -> t.id() == asked.thread()).isPresent())
                .anyMatch(ObservedInterrupts::isPoolWork);
        boolean named = life.startedBy().frames().stream()
                .anyMatch(f -> f.type().equals("java.util.concurrent.ThreadPoolExecutor")
                        || f.type().equals("java.util.concurrent.ForkJoinPool"));
        return (pooled || named)
                && asked.stack().frames().stream().noneMatch(f -> f.method().equals("shutdownNow"));
    }

    private static boolean isPoolWork(Work work) {
        return switch (work.kind()) {
            case "pool", "delayed", "periodic", "fork-join", "stage" -> true;
            default -> false;
        };
    }
}
