package dev.epicenter.agent.runtime;

import dev.epicenter.events.EpicenterEvent;
import dev.epicenter.events.TaskEvent;
import dev.epicenter.events.TaskFailedEvent;
import dev.epicenter.events.TaskRunEvent;
import dev.epicenter.events.TaskSubmittedEvent;
import dev.epicenter.events.Words;
import org.jspecify.annotations.Nullable;

/**
 * How work moves between threads: what is handed over is remembered by the object that does the work, and found again where that
 * runs.
 */
final class Tasks {
    private static final RecentTable<Task> TABLE = new RecentTable<>(14);

    private Tasks() {}

    /** The task of a thread: known since somebody started it, or begun by itself. */
    static Task ofThread(Thread thread) {
        Task known = TABLE.take(thread);
        if (known != null) {
            return known;
        }
        return new Task(
                thread,
                null,
                ThreadKinds.isVirtual(thread) ? Words.KIND_VIRTUAL_THREAD : Words.KIND_THREAD,
                thread.getClass().getName(),
                new Trace(false));
    }

    /** Work was created that will be handed over: a future, or a thread that is to be started. */
    static Task created(Object key, Object work, String kind, ThreadState thread) {
        Task parent = thread.task;
        boolean root = !parent.trace.inherited;
        Task task = new Task(
                key,
                parent,
                kind,
                work.getClass().getName(),
                root ? new Trace(!kind.equals(Words.KIND_THREAD)) : parent.trace);
        TABLE.add(task, key);
        return task;
    }

    /** Work is handed over. */
    static void submitted(Object key, String kind, @Nullable Object executor, ThreadState thread) {
        Task task = TABLE.find(key);
        if (task == null || task.submittedAt != 0 && task.kind != Words.KIND_PERIODIC) {
            task = created(key, key, kind, thread);
        }
        task.kind = kind;
        if (thread.pendingWork != null) {
            task.workClass = thread.pendingWork;
            thread.pendingWork = null;
        }
        if (executor != null) {
            task.executorId = ExecutorRef.idOf(executor);
            task.executorClass = executor.getClass().getName();
        }
        Thread current = Thread.currentThread();
        task.submitThreadId = current.getId();
        task.submitThreadName = current.getName();
        task.submittedAt = System.nanoTime();
        if (SubmitSite.of(task.workClass).admits()) {
            say(task, thread);
        }
    }

    private static void say(Task task, ThreadState thread) {
        thread.busy = true;
        try {
            describe(task);
            TaskSubmittedEvent event = new TaskSubmittedEvent();
            event.taskId = task.id;
            event.kind = task.kind;
            event.workClass = task.workClass;
            event.executorId = task.executorId;
            event.executorClass = task.executorClass;
            event.unrecorded = SubmitSite.of(task.workClass).unrecorded();
            Context.fill(event, thread);
            event.commit();
        } finally {
            thread.busy = false;
        }
    }

    /** Work that was handed over begins to run on this thread. */
    static void started(Object key, boolean again, String kind, ThreadState thread) {
        Task running = thread.task;
        if (running.refersTo(key)) {
            running.nested++;
            return;
        }
        Task task = again ? TABLE.find(key) : TABLE.take(key);
        if (task == null) {
            task = created(key, key, kind, thread);
            TABLE.remove(task, key);
        }
        if (again) {
            task.over = false;
            task.trace = new Trace(true);
        }
        task.outer = running;
        task.startedAt = System.nanoTime();
        thread.task = task;
        thread.handledFailure = 0;
        thread.handledSite = 0;
        TaskRunEvent run = new TaskRunEvent();
        if (run.isEnabled()) {
            run.begin();
            task.run = run;
        }
        Mdc.changed(running, task, thread);
    }

    /** The work is over, by an exception or not. */
    static void ended(@Nullable Object key, @Nullable Throwable thrown, ThreadState thread) {
        Task task = thread.task;
        if (task == thread.own || key != null && !task.refersTo(key)) {
            return;
        }
        if (task.nested > 0) {
            task.nested--;
            return;
        }
        if (thrown != null) {
            failed(task, thrown, 0, thread);
        }
        Task outer = task.outer;
        thread.task = outer == null ? thread.own : outer;
        task.outer = null;
        task.parent = null;
        thread.handledFailure = 0;
        thread.handledSite = 0;
        Mdc.changed(task, thread.task, thread);
        ran(task, thread);
    }

    private static void ran(Task task, ThreadState thread) {
        TaskRunEvent event = task.run;
        task.run = null;
        if (event != null && !thread.busy) {
            thread.busy = true;
            try {
                describe(task);
                event.taskId = task.id;
                event.kind = task.kind;
                event.workClass = task.workClass;
                event.queueTime = queueTime(task);
                event.outcome = task.over ? Words.OUTCOME_FAILED : Words.OUTCOME_COMPLETED;
                Context.fill(event, thread);
                event.commit();
            } finally {
                thread.busy = false;
            }
        }
    }

    /** The task of a thread that is over. */
    static void threadEnded(ThreadState thread) {
        Task own = thread.own;
        ran(own, thread);
        own.parent = null;
    }

    /**
     * A failure ended a task.
     *
     * @return the failure, null when it is not recorded
     */
    static @Nullable FailureRef failed(Task task, Throwable thrown, long sourceTaskId, ThreadState thread) {
        if (thread.busy || task.over && sourceTaskId == 0) {
            return null;
        }
        // A storm of failing tasks is a storm of failures: what is not recorded there is not recorded here.
        if (Failures.find(thrown) == null && !SubmitSite.of(task.workClass).admitsFailure()) {
            return null;
        }
        thread.busy = true;
        try {
            task.over = true;
            FailureRef failure = Failures.seen(thrown, Words.ORIGIN_OUTCOME, thread);
            describe(task);
            TaskFailedEvent event = new TaskFailedEvent();
            event.taskId = task.id;
            event.failureId = failure.id;
            event.kind = task.kind;
            event.workClass = task.workClass;
            event.queueTime = queueTime(task);
            event.runTime = runTime(task);
            event.periodicStopped = task.kind == Words.KIND_PERIODIC;
            event.sourceTaskId = sourceTaskId;
            event.dependants = -1;
            Context.fill(event, thread);
            event.commit();
            return failure;
        } finally {
            thread.busy = false;
        }
    }

    static long queueTime(Task task) {
        return task.submittedAt == 0 || task.startedAt == 0
                ? EpicenterEvent.UNKNOWN_SPAN
                : Math.max(0, task.startedAt - task.submittedAt);
    }

    static long runTime(Task task) {
        return task.startedAt == 0 ? EpicenterEvent.UNKNOWN_SPAN : System.nanoTime() - task.startedAt;
    }

    /** The task that an object does, if it is known and has not begun. */
    static @Nullable Task find(Object key) {
        return TABLE.find(key);
    }

    static void forget(Object key) {
        TABLE.take(key);
    }

    static long forgotten() {
        return TABLE.forgotten();
    }

    static void clear() {
        TABLE.clear();
    }

    /** Writes where it comes from, once a recording, and where that comes from, as far as it is known. */
    static void describe(Task task) {
        for (Task next = task; next != null && next.describeNow(); next = next.parent) {
            TaskEvent event = new TaskEvent();
            event.taskId = next.id;
            event.parentTaskId = next.parentId;
            event.kind = next.kind;
            event.workClass = next.workClass;
            event.executorId = next.executorId;
            event.executorClass = next.executorClass;
            event.name = next.name;
            event.submitThreadId = next.submitThreadId;
            event.submitThreadName = next.submitThreadName;
            event.sinceSubmit =
                    next.submittedAt == 0 ? EpicenterEvent.UNKNOWN_SPAN : System.nanoTime() - next.submittedAt;
            event.traceId = next.trace.id();
            event.currentTaskId = next.id;
            event.commit();
        }
    }
}
