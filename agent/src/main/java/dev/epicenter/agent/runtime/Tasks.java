package dev.epicenter.agent.runtime;

import dev.epicenter.events.CancelledTaskEndedEvent;
import dev.epicenter.events.EpicenterEvent;
import dev.epicenter.events.TaskEvent;
import dev.epicenter.events.TaskFailedEvent;
import dev.epicenter.events.TaskRunEvent;
import dev.epicenter.events.TaskSubmittedEvent;
import dev.epicenter.events.Words;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * How work moves between threads: what is handed over is remembered by the object that does the work, and found again where that
 * runs.
 */
final class Tasks {
    private static final RecentTable<Task> TABLE = new RecentTable<>(14);

    private Tasks() {}

    /** Forgets what is gone. */
    static void sweep() {
        TABLE.sweep();
    }

    /** The task of a thread: known since somebody started it, or begun by itself. */
    static Task ofThread(Thread thread) {
        Task known = TABLE.take(thread);
        if (known != null) {
            Task task = known.same == null ? known : known.same;
            task.startedAt = System.nanoTime();
            return task;
        }
        Task found = new Task(
                thread,
                null,
                ThreadKinds.isVirtual(thread) ? Words.KIND_VIRTUAL_THREAD : Words.KIND_THREAD,
                thread.getClass().getName(),
                new Trace(false));
        found.name = thread.getName();
        return found;
    }

    /** Work was created that will be handed over: a future, or a thread that is to be started. */
    static Task created(Object key, Object work, String kind, ThreadState thread) {
        Task parent = thread.task;
        Task task = new Task(key, parent, kind, work.getClass().getName(), traceOf(parent.trace, kind, thread));
        TABLE.add(task, key);
        return task;
    }

    /** What work is for that is handed over now: what its parent is for, or else itself. */
    private static Trace traceOf(Trace parent, String kind, ThreadState thread) {
        String foreign = Context.foreign(thread);
        if (foreign != null) {
            return parent.inherited && foreign.equals(parent.id()) ? parent : new Trace(foreign);
        }
        // A thread may live long and work for many.
        return parent.inherited ? parent : new Trace(!kind.equals(Words.KIND_THREAD));
    }

    /** A request that this thread begins to answer. */
    static Task request(Object key, Trace trace, String name, ThreadState thread) {
        Task task = new Task(key, null, Words.KIND_REQUEST, key.getClass().getName(), trace);
        task.name = name;
        return task;
    }

    /** It does. */
    static void begun(Task task, ThreadState thread) {
        task.outer = thread.task;
        task.startedAt = System.nanoTime();
        switchTo(task, thread);
    }

    /** The same task is known by another object too. */
    static void alias(Task task, Object key) {
        TABLE.add(new Task(key, task), key);
    }

    /** Work is handed over. */
    static void submitted(Object key, String kind, @Nullable Object executor, ThreadState thread) {
        Task task = TABLE.find(key);
        if (task == null || task.submittedAt != 0) {
            task = created(key, key, kind, thread);
        }
        submitted(task, kind, executor, thread);
    }

    static void submitted(Task task, String kind, @Nullable Object executor, ThreadState thread) {
        task.kind = kind;
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

    /**
     * Work that was handed over begins to run on this thread.
     *
     * @param again whether the same object may do so again and is the same task then
     */
    static Task started(Object key, boolean again, String kind, ThreadState thread) {
        Task running = thread.task;
        if (running.refersTo(key)) {
            running.nested++;
            return running;
        }
        // A future is asked for while it runs and afterwards; what is none may be handed over again, as another task.
        Task task = again || key instanceof Future ? TABLE.find(key) : TABLE.take(key);
        if (task == null) {
            task = created(key, key, kind, thread);
        }
        if (again) {
            task.over = false;
            task.trace = new Trace(true);
            task.submittedAt = 0;
        }
        task.outer = running;
        task.startedAt = System.nanoTime();
        task.runThreadId = Thread.currentThread().getId();
        task.cancelledAt = 0;
        TaskRunEvent run = new TaskRunEvent();
        if (run.isEnabled()) {
            run.begin();
            task.run = run;
        }
        switchTo(task, thread);
        return task;
    }

    /** The work is over, by an exception or not. */
    static void ended(Object key, @Nullable Throwable thrown, ThreadState thread) {
        for (Task task = thread.task; task != null && task != thread.own; task = task.outer) {
            if (task.refersTo(key)) {
                ended(task, thrown, thread);
                return;
            }
        }
    }

    /** The same; what was begun within it and is not known to have ended is over, too. */
    static void ended(Task task, @Nullable Throwable thrown, ThreadState thread) {
        if (task.nested > 0 && task == thread.task) {
            task.nested--;
            return;
        }
        if (thrown != null) {
            failed(task, thrown, thread);
        }
        ran(task, thread);
        task.runThreadId = -1;
        if (task.cancelledAt != 0) {
            endedCancelled(task, thread);
        }
        Task outer = task.outer;
        task.outer = null;
        task.parent = null;
        switchTo(outer == null ? thread.own : outer, thread);
    }

    private static void switchTo(Task task, ThreadState thread) {
        Task before = thread.task;
        thread.task = task;
        thread.handledFailure = 0;
        thread.handledSite = 0;
        Mdc.changed(before, task, thread);
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
                event.outcome = task.failureId != 0
                        ? Words.OUTCOME_FAILED
                        : task.over ? Words.OUTCOME_CANCELLED : Words.OUTCOME_COMPLETED;
                event.failureId = task.failureId;
                Context.fill(event, thread);
                event.commit();
            } finally {
                thread.busy = false;
            }
        }
    }

    private static void endedCancelled(Task task, ThreadState thread) {
        long since = System.nanoTime() - task.cancelledAt;
        task.cancelledAt = 0;
        if (thread.busy) {
            return;
        }
        thread.busy = true;
        try {
            CancelledTaskEndedEvent event = new CancelledTaskEndedEvent();
            event.taskId = task.id;
            event.kind = task.kind;
            event.workClass = task.workClass;
            event.sinceCancel = since;
            Context.fill(event, thread);
            event.commit();
        } finally {
            thread.busy = false;
        }
    }

    /**
     * A failure ended a task.
     *
     * @return the failure, null when it is not recorded
     */
    static @Nullable FailureRef failed(Task task, Throwable thrown, ThreadState thread) {
        if (thread.busy || task.over) {
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
            task.failureId = failure.id;
            thread.failedTask = task;
            describe(task);
            TaskFailedEvent event = new TaskFailedEvent();
            event.taskId = task.id;
            event.failureId = failure.id;
            event.kind = task.kind;
            event.workClass = task.workClass;
            event.queueTime = queueTime(task);
            event.runTime = runTime(task);
            event.periodicStopped = task.kind == Words.KIND_PERIODIC;
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

    /** The task that an object does or completes, if it is known. */
    static @Nullable Task find(Object key) {
        Task found = TABLE.find(key);
        return found == null || found.same == null ? found : found.same;
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
