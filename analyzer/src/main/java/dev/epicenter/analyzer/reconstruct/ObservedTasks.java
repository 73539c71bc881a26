package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord;
import dev.epicenter.analyzer.read.AgentRecord.Cancelled;
import dev.epicenter.analyzer.read.AgentRecord.Request;
import dev.epicenter.analyzer.read.AgentRecord.Work;
import dev.epicenter.model.Cancellation;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskKind;
import dev.epicenter.model.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The model's tasks from those that the agent recorded. */
final class ObservedTasks {
    private ObservedTasks() {}

    /**
     * Tasks in the agent's order; a parent that is not among them is left out.
     *
     * @param process index of their process
     * @param end     of the recording
     */
    static List<Task> of(AgentRecord record, List<Failure> failures, int process, Instant end) {
        Map<Long, Integer> failureIds = new HashMap<>();
        failures.stream().filter(Observed::knows).forEach(f -> failureIds.putIfAbsent(f.number(), f.id()));
        Set<Long> uncaught = new HashSet<>();
        record.uncaught().forEach(u -> uncaught.add(u.failure()));
        Map<Long, Integer> ids = new HashMap<>();
        for (Work work : record.tasks()) {
            ids.put(work.number(), ids.size());
        }
        Map<Long, Request> answered = new HashMap<>();
        record.requests().stream().filter(Request::answered).forEach(r -> answered.putIfAbsent(r.task(), r));
        boolean runsTold = runsAreTold(record);
        List<Task> tasks = new ArrayList<>();
        for (Work w : record.tasks()) {
            TaskKind kind = kind(w.kind());
            tasks.add(new Task(
                    tasks.size(),
                    process,
                    Optional.ofNullable(ids.get(w.parent())).filter(p -> w.parent() != w.number()),
                    kind,
                    w.name().isEmpty() ? kind.id() : w.name(),
                    w.submittedBy(),
                    w.ranOn().or(() -> request(answered, w).map(Request::thread)),
                    w.submitted(),
                    w.started().or(() -> request(answered, w).map(Request::start)),
                    w.ended().or(() -> request(answered, w).map(Request::end)),
                    runsTold && isUnfinished(w, kind) ? TaskOutcome.UNFINISHED : outcome(w, uncaught),
                    fetch(w, kind, uncaught),
                    Optional.ofNullable(failureIds.get(w.failure())),
                    w.trace(),
                    w.cancelled().map(c -> cancellation(c, end)),
                    Certainty.OBSERVED));
        }
        return tasks;
    }

    private static Optional<Request> request(Map<Long, Request> answered, Work work) {
        return Optional.ofNullable(answered.get(work.number()));
    }

    /** Whether epicenter.TaskRun was on, which alone tells of a task of an executor that nothing was wrong with. */
    private static boolean runsAreTold(AgentRecord record) {
        return record.tasks().stream()
                .anyMatch(w -> w.outcome() == TaskOutcome.COMPLETED && kind(w.kind()) != TaskKind.SHUTDOWN_HOOK);
    }

    /** Of a task that was handed over, with runs told, silence means that it waits or runs. One that is delayed may not be due. */
    private static boolean isUnfinished(Work work, TaskKind kind) {
        return switch (kind) {
            case POOL, FORK_JOIN, STRUCTURED -> work.outcome() == TaskOutcome.UNKNOWN
                    && work.failure() == 0
                    && work.submitted().isPresent();
            case THREAD, VIRTUAL_THREAD, DELAYED, PERIODIC, STAGE, TIMER, REQUEST, SHUTDOWN_HOOK -> false;
        };
    }

    private static Cancellation cancellation(Cancelled c, Instant end) {
        boolean over = !c.running() || c.ranOn().isPresent();
        return new Cancellation(
                c.at(),
                c.by(),
                c.interrupt(),
                c.running(),
                over ? c.ranOn() : Optional.of(Duration.between(c.at(), end)),
                over);
    }

    private static TaskKind kind(String word) {
        return Arrays.stream(TaskKind.values())
                .filter(k -> k.id().equals(word))
                .findFirst()
                .orElse(TaskKind.POOL);
    }

    private static TaskOutcome outcome(Work work, Set<Long> uncaught) {
        return work.outcome() == TaskOutcome.UNKNOWN && work.failure() != 0 && uncaught.contains(work.failure())
                ? TaskOutcome.FAILED
                : work.outcome();
    }

    /** A failed task of an executor keeps its outcome for whoever asks, unless it was handed over without one to ask for. */
    private static Task.Fetch fetch(Work work, TaskKind kind, Set<Long> uncaught) {
        if (work.fetch() != Task.Fetch.UNKNOWN || work.outcome() != TaskOutcome.FAILED) {
            return work.fetch();
        }
        return switch (kind) {
            case POOL, DELAYED, FORK_JOIN, STAGE, STRUCTURED -> uncaught.contains(work.failure())
                    ? Task.Fetch.UNKNOWN
                    : Task.Fetch.UNDECIDED;
            case THREAD, VIRTUAL_THREAD, PERIODIC, TIMER, REQUEST, SHUTDOWN_HOOK -> Task.Fetch.UNKNOWN;
        };
    }
}
