package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent's events of one chunk tell of tasks. */
final class AgentTaskSinks {
    /** Tasks of one chunk that are remembered at most; those that failed go on being taken. */
    private static final int MOST = 1 << 15;

    private final ChunkScope scope;
    private final AgentSinks failures;
    private final Map<Long, TaskNotes> byNumber = new LinkedHashMap<>();
    private long dropped;

    AgentTaskSinks(ChunkScope scope, AgentSinks failures) {
        this.scope = scope;
        this.failures = failures;
    }

    void subscribe(Subscriptions to) {
        to.on(
                "epicenter.Task",
                this::described,
                "taskId",
                "kind",
                "workClass",
                "executorClass",
                "parentTaskId",
                "name",
                "submitThreadId",
                "submitThreadName",
                "sinceSubmit",
                "traceId");
        to.on(
                "epicenter.TaskSubmitted",
                this::submitted,
                "taskId",
                "kind",
                "workClass",
                "executorClass",
                "currentTaskId",
                "traceId");
        to.on(
                "epicenter.TaskRun",
                this::ran,
                "taskId",
                "kind",
                "workClass",
                "queueTime",
                "runTime",
                "outcome",
                "failureId");
        to.on(
                "epicenter.TaskFailed",
                this::failed,
                "taskId",
                "kind",
                "workClass",
                "queueTime",
                "runTime",
                "failureId",
                "periodicStopped",
                "sourceTaskId",
                "traceId");
        to.on(
                "epicenter.TaskCancelled",
                this::cancelled,
                "taskId",
                "kind",
                "workClass",
                "mayInterrupt",
                "running",
                "runThreadId");
        to.on("epicenter.CancelledTaskEnded", this::cancelledEnded, "taskId", "kind", "workClass", "sinceCancel");
        to.on("epicenter.TaskRejected", e -> over(e, TaskOutcome.REJECTED), "taskId", "kind", "workClass");
        to.on("epicenter.TaskAbandoned", e -> over(e, TaskOutcome.ABANDONED), "taskId", "kind", "workClass");
        to.on("epicenter.OutcomeFetched", this::fetched, "taskId", "kind", "failureId");
        to.on("epicenter.OutcomeLost", this::lost, "taskId", "kind", "workClass", "failureId");
        to.on(
                "epicenter.ShutdownHookStarted",
                e -> hook(e, e.start(), Event.NEVER),
                "taskId",
                "hookClass",
                "threadName");
        to.on(
                "epicenter.ShutdownHookEnded",
                e -> hook(e, Event.NEVER, e.start()),
                "taskId",
                "hookClass",
                "threadName",
                "failureId");
    }

    private @Nullable TaskNotes notes(Event e, boolean always) {
        long number = e.number(0, 0);
        if (number == 0 || !scope.isPlausible(e.start())) {
            return null;
        }
        TaskNotes known = byNumber.get(number);
        if (known == null) {
            if (byNumber.size() >= (always ? 2 * MOST : MOST)) {
                dropped++;
                return null;
            }
            known = new TaskNotes(number);
            byNumber.put(number, known);
        }
        return known;
    }

    private static String text(Event e, int field, String known) {
        String text = e.text(field);
        return text == null || text.isEmpty() ? known : text;
    }

    /** Kind and class of the work, fields 1 and 2. */
    private static void name(TaskNotes task, Event e) {
        task.kind = text(e, 1, task.kind);
        if (task.name.isEmpty()) {
            task.name = text(e, 2, "");
        }
    }

    private void described(Event e) {
        TaskNotes task = notes(e, false);
        if (task == null) {
            return;
        }
        name(task, e);
        task.executor = text(e, 3, task.executor);
        task.parent = e.number(4, 0);
        task.name = text(e, 5, task.name);
        long by = e.number(6, -1);
        if (by >= 0 && task.submittedBy == null) {
            task.submittedBy = new ThreadInfo(by, AgentText.orEmpty(e.text(7)), false);
        }
        long since = e.nanos(8);
        if (since >= 0 && by >= 0 && task.submitted == Event.NEVER) {
            task.submitted = e.start() - since;
        }
        task.trace = text(e, 9, task.trace);
    }

    private void submitted(Event e) {
        TaskNotes task = notes(e, false);
        if (task == null) {
            return;
        }
        name(task, e);
        task.executor = text(e, 3, task.executor);
        task.parent = task.parent != 0 ? task.parent : e.number(4, 0);
        task.trace = text(e, 5, task.trace);
        task.submitted = e.start();
        task.submittedBy = scope.thread(e.thread());
        task.submittedAt = scope.plain(e.stack());
    }

    private void ran(Event e) {
        TaskNotes task = notes(e, false);
        if (task == null) {
            return;
        }
        name(task, e);
        // An event with a length begins with the task; one without is written at its end.
        long end = e.duration() > 0 ? e.start() + e.duration() : e.start();
        long run = e.duration() > 0 ? e.duration() : e.nanos(4);
        times(task, e, end, e.nanos(3), run);
        task.outcome = AgentText.outcome(e.text(5));
        task.failure = e.number(6, task.failure);
    }

    private void times(TaskNotes task, Event e, long end, long queued, long run) {
        task.ranOn = scope.thread(e.thread());
        task.ended = end;
        if (run >= 0) {
            task.started = end - run;
            if (queued >= 0 && task.submitted == Event.NEVER) {
                task.submitted = task.started - queued;
            }
        }
    }

    private void failed(Event e) {
        TaskNotes task = notes(e, true);
        if (task == null) {
            return;
        }
        name(task, e);
        times(task, e, e.start(), e.nanos(3), e.nanos(4));
        task.outcome = TaskOutcome.FAILED;
        task.failure = e.number(5, 0);
        task.stopped = e.isTrue(6);
        task.source = e.number(7, 0);
        task.trace = text(e, 8, task.trace);
        if (task.fetch == Task.Fetch.UNKNOWN && hasOutcome(task.kind)) {
            task.fetch = Task.Fetch.UNDECIDED;
        }
        failures.tell(task.failure);
    }

    /** Kinds whose outcome somebody can ask for; of a pool only what was submitted, which the events do not tell apart. */
    private static boolean hasOutcome(String kind) {
        return switch (kind) {
            case "stage", "fork-join", "structured" -> true;
            default -> false;
        };
    }

    private void cancelled(Event e) {
        TaskNotes task = notes(e, true);
        if (task != null) {
            name(task, e);
            task.outcome = TaskOutcome.CANCELLED;
            task.cancelled = e.start();
            task.cancelledBy = scope.thread(e.thread());
            task.interrupting = e.isTrue(3);
            task.cancelledRunning = e.isTrue(4);
            task.cancelledThread = e.number(5, -1);
            task.ended = task.cancelledRunning ? task.ended : e.start();
        }
    }

    private void cancelledEnded(Event e) {
        TaskNotes task = notes(e, true);
        if (task != null) {
            name(task, e);
            task.ranOn = scope.thread(e.thread());
            task.ended = e.start();
            task.ranOnNanos = e.nanos(3);
        }
    }

    private void over(Event e, TaskOutcome outcome) {
        TaskNotes task = notes(e, true);
        if (task != null) {
            name(task, e);
            task.outcome = outcome;
            task.ended = e.start();
        }
    }

    private void fetched(Event e) {
        TaskNotes task = notes(e, true);
        if (task != null) {
            task.kind = text(e, 1, task.kind);
            task.fetch = Task.Fetch.FETCHED;
            task.fetchedBy = scope.thread(e.thread());
            task.failure = task.failure != 0 ? task.failure : e.number(2, 0);
        }
    }

    private void lost(Event e) {
        TaskNotes task = notes(e, true);
        if (task != null) {
            name(task, e);
            task.fetch = Task.Fetch.NEVER;
            task.outcome = TaskOutcome.FAILED;
            task.failure = e.number(3, task.failure);
            failures.tell(task.failure);
        }
    }

    private void hook(Event e, long started, long ended) {
        TaskNotes task = notes(e, true);
        if (task == null) {
            return;
        }
        task.kind = "shutdown-hook";
        task.name = text(e, 1, task.name);
        task.ranOn = scope.thread(e.thread());
        if (started != Event.NEVER) {
            task.started = started;
            task.outcome = TaskOutcome.UNFINISHED;
        } else {
            task.ended = ended;
            task.failure = e.number(3, 0);
            task.outcome = task.failure == 0 ? TaskOutcome.COMPLETED : TaskOutcome.FAILED;
            failures.tell(task.failure);
        }
    }

    /** All told of, in the order in which they first were. */
    Iterable<TaskNotes> all() {
        return byNumber.values();
    }

    /** Events about tasks for which there was no room. */
    long dropped() {
        return dropped;
    }
}
