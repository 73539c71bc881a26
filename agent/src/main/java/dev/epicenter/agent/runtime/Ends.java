package dev.epicenter.agent.runtime;

import dev.epicenter.events.EpicenterEvent;
import dev.epicenter.events.ExecutorShutdownEvent;
import dev.epicenter.events.TaskAbandonedEvent;
import dev.epicenter.events.TaskCancelledEvent;
import dev.epicenter.events.TaskRejectedEvent;
import dev.epicenter.events.Words;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** How tasks end other than well: failed, cancelled, rejected, abandoned. */
final class Ends {
    private static final int ABANDONED = 32;
    /** The lower bits of {@code ThreadPoolExecutor.ctl} count workers, and it is negative until it is shut down. */
    private static final int WORKERS = (1 << 29) - 1;

    private static final Budget CANCELLED = new Budget(100, 50);
    private static final Budget REJECTED = new Budget(100, 50);
    private static final Budget SHUTDOWN = new Budget(100, 20);

    private Ends() {}

    /** A future gets an exception for its outcome. */
    static void failed(Object future, Throwable thrown, ThreadState thread) {
        Task task = thread.task.refersTo(future) ? thread.task : Tasks.find(future);
        if (task == null) {
            task = Tasks.created(future, future, kindOf(future), thread);
        }
        FailureRef failure = Tasks.failed(task, thrown, thread);
        if (failure != null) {
            Outcomes.add(future, task.id, failure, task.kind, task.workClass, new Outcome.Shared());
        }
    }

    static void cancelled(Object future, boolean mayInterrupt, ThreadState thread) {
        if (thread.busy || !CANCELLED.takeAny()) {
            return;
        }
        Task task = Tasks.find(future);
        thread.busy = true;
        try {
            task = task == null ? Tasks.created(future, future, kindOf(future), thread) : task;
            Tasks.describe(task);
            TaskCancelledEvent event = new TaskCancelledEvent();
            event.taskId = task.id;
            event.kind = task.kind;
            event.workClass = task.workClass;
            event.mayInterrupt = mayInterrupt;
            event.runThreadId = task.runThreadId;
            event.running = event.runThreadId >= 0;
            task.cancelledAt = event.running ? System.nanoTime() : 0;
            task.over = true;
            Context.fill(event, thread);
            event.commit();
        } finally {
            thread.busy = false;
        }
    }

    static void rejected(Object executor, Object work, Object handler, int control, Object queue, ThreadState thread) {
        if (thread.busy || !REJECTED.takeAny()) {
            return;
        }
        Task task = Tasks.find(work);
        thread.busy = true;
        try {
            task = task == null ? Tasks.created(work, work, Words.KIND_POOL, thread) : task;
            Tasks.describe(task);
            TaskRejectedEvent event = new TaskRejectedEvent();
            event.taskId = task.id;
            event.kind = task.kind;
            event.workClass = task.workClass;
            event.executorId = ExecutorRef.idOf(executor);
            event.executorClass = executor.getClass().getName();
            event.handlerClass = handler.getClass().getName();
            event.poolSize = control & WORKERS;
            event.queueSize = size(queue);
            event.shutdown = control >= 0;
            Context.fill(event, thread);
            event.commit();
            // Whoever calls runs it, under this policy.
            if (!(handler instanceof ThreadPoolExecutor.CallerRunsPolicy)) {
                Tasks.forget(work);
            }
        } finally {
            thread.busy = false;
        }
    }

    /**
     * An executor was told to shut down.
     *
     * @param left what it will not run, null when it will run all
     */
    static void shutdown(Object executor, @Nullable List<?> left, ThreadState thread) {
        if (thread.busy || !SHUTDOWN.takeAny()) {
            return;
        }
        thread.busy = true;
        try {
            ExecutorShutdownEvent event = new ExecutorShutdownEvent();
            event.executorId = ExecutorRef.idOf(executor);
            event.executorClass = executor.getClass().getName();
            event.immediate = left != null;
            event.queued =
                    executor instanceof ThreadPoolExecutor ? size(((ThreadPoolExecutor) executor).getQueue()) : -1;
            event.active = -1;
            event.abandoned = left == null ? 0 : left.size();
            Context.fill(event, thread);
            event.commit();
            for (int i = 0; left != null && i < left.size() && i < ABANDONED; i++) {
                abandoned(left.get(i), executor, thread);
            }
        } finally {
            thread.busy = false;
        }
    }

    private static void abandoned(Object work, Object executor, ThreadState thread) {
        Task task = Tasks.find(work);
        task = task == null ? Tasks.created(work, work, Words.KIND_POOL, thread) : task;
        Tasks.describe(task);
        TaskAbandonedEvent event = new TaskAbandonedEvent();
        event.taskId = task.id;
        event.kind = task.kind;
        event.workClass = task.workClass;
        event.executorId = ExecutorRef.idOf(executor);
        event.executorClass = executor.getClass().getName();
        event.queueTime = task.submittedAt == 0 ? EpicenterEvent.UNKNOWN_SPAN : System.nanoTime() - task.submittedAt;
        Context.fill(event, thread);
        event.commit();
    }

    private static String kindOf(Object future) {
        if (future instanceof CompletableFuture) {
            return Words.KIND_STAGE;
        }
        return future instanceof ForkJoinTask ? Words.KIND_FORK_JOIN : Words.KIND_POOL;
    }

    /** Size of a queue that may be the application's. */
    private static int size(Object queue) {
        try {
            return queue instanceof Collection ? ((Collection<?>) queue).size() : -1;
        } catch (Throwable theirs) {
            return -1;
        }
    }
}
