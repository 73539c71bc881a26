package dev.epicenter.agent.runtime;

import dev.epicenter.events.Words;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Woven into executors and futures. */
public final class TaskHooks {
    private TaskHooks() {}

    /** At the end of a constructor of a future: {@code work} is what it will do. */
    public static void futureCreated(Object future, @Nullable Object work) {
        if (Gate.open() && Part.TASKS.on && work != null) {
            try {
                ThreadState thread = ThreadState.get();
                if (!thread.busy) {
                    Tasks.created(future, work, Words.KIND_POOL, thread);
                }
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** A thread pool is given something to run. */
    public static void executed(Object executor, @Nullable Object work) {
        if (Gate.open() && Part.TASKS.on && work != null) {
            try {
                ThreadState thread = ThreadState.get();
                if (!thread.busy) {
                    Tasks.submitted(work, Stages.kindOf(work), executor, thread);
                }
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** A pool is given something to run later, once or again and again. */
    public static void scheduled(Object executor, @Nullable Object work) {
        if (Gate.open() && Part.TASKS.on && work instanceof RunnableScheduledFuture) {
            try {
                ThreadState thread = ThreadState.get();
                if (!thread.busy) {
                    boolean periodic = ((RunnableScheduledFuture<?>) work).isPeriodic();
                    Tasks.submitted(work, periodic ? Words.KIND_PERIODIC : Words.KIND_DELAYED, executor, thread);
                }
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** A pool's thread is about to run something; told by its loop. */
    public static void loopBegins(@Nullable Object work) {
        if (Gate.open() && Part.TASKS.on && work != null) {
            try {
                Pools.begins(work, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** A pool's thread has run something; told by its loop. */
    public static void loopEnds(@Nullable Throwable thrown) {
        if (Gate.open() && Part.TASKS.on) {
            try {
                Pools.ends(thrown, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** The same for threads whose loop was there before the agent, by a method that subclasses may override. */
    public static void beforeExecute(@Nullable Object work) {
        if (Gate.open() && Part.TASKS.on && work != null && !(work instanceof FutureTask)) {
            ThreadState thread = ThreadState.get();
            if (!thread.poolLoop) {
                started(work, false, Words.KIND_POOL);
            }
        }
    }

    /** The same. */
    public static void afterExecute(@Nullable Object work, @Nullable Throwable thrown) {
        if (Gate.open() && Part.TASKS.on && work != null && !(work instanceof FutureTask)) {
            ThreadState thread = ThreadState.get();
            if (!thread.poolLoop) {
                ended(work, thrown);
            }
        }
    }

    /** A future begins to run. */
    public static void futureStarted(Object future) {
        if (Gate.open() && Part.TASKS.on) {
            started(future, false, Words.KIND_POOL);
        }
    }

    /** A future that runs again and again begins to. */
    public static void futureStartedAgain(Object future) {
        if (Gate.open() && Part.TASKS.on) {
            started(future, true, Words.KIND_PERIODIC);
        }
    }

    /** A future has run; its work's failure was told before. */
    public static void futureEnded(Object future, @Nullable Throwable thrown) {
        if (Gate.open() && Part.TASKS.on) {
            ended(future, null);
        }
    }

    static void started(Object work, boolean again, String kind) {
        try {
            ThreadState thread = ThreadState.get();
            if (!thread.busy) {
                Tasks.started(work, again, kind, thread);
            }
        } catch (Throwable fault) {
            Faults.in(Part.TASKS, fault);
        }
    }

    static void ended(Object work, @Nullable Throwable thrown) {
        try {
            ThreadState thread = ThreadState.get();
            if (!thread.busy) {
                Tasks.ended(work, thrown, thread);
            }
        } catch (Throwable fault) {
            Faults.in(Part.TASKS, fault);
        }
    }

    /** A future gets an exception for its outcome. */
    public static void futureFailed(Object future, @Nullable Throwable thrown) {
        if (Gate.open() && Part.TASKS.on && thrown != null) {
            try {
                Ends.failed(future, thrown, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** Somebody asks for a future's outcome; {@code state} is above 2 when it failed or was cancelled. */
    public static void futureReported(Object future, int state) {
        if (state > 2 && Gate.open() && Part.TASKS.on) {
            fetched(future, Words.FETCHED_BY_GET);
        }
    }

    /** Somebody asks for the outcome of a task that failed or was cancelled. */
    public static void futureAsked(Object task) {
        if (Gate.open() && Part.TASKS.on) {
            fetched(task, Words.FETCHED_BY_GET);
        }
    }

    /** Somebody asks for a future's exception, or whether it has one. */
    public static void exceptionAsked(Object future) {
        if (Gate.open() && Part.TASKS.on) {
            fetched(future, Words.FETCHED_BY_INSPECTION);
        }
    }

    static void fetched(Object holder, String how) {
        try {
            Outcomes.fetched(holder, how);
        } catch (Throwable fault) {
            Faults.in(Part.TASKS, fault);
        }
    }

    /** The JDK is about to start threads, or to ask for outcomes, on its own account. */
    public static void threadStartsBegin() {
        if (Gate.open() && Part.TASKS.on) {
            ThreadState.get().quietStarts++;
        }
    }

    /** It has done so. */
    public static void threadStartsEnd(@Nullable Object executor, @Nullable Throwable thrown) {
        if (Gate.open() && Part.TASKS.on) {
            ThreadState thread = ThreadState.get();
            thread.quietStarts = Math.max(0, thread.quietStarts - 1);
        }
    }

    /** The JDK is about to ask for outcomes on its own account: {@code invokeAll} waits by that. */
    public static void fetchesBegin() {
        if (Gate.open() && Part.TASKS.on) {
            ThreadState.get().quietFetches++;
        }
    }

    /** It has done so. */
    public static void fetchesEnd(@Nullable Object executor, @Nullable Throwable thrown) {
        if (Gate.open() && Part.TASKS.on) {
            ThreadState thread = ThreadState.get();
            thread.quietFetches = Math.max(0, thread.quietFetches - 1);
        }
    }

    /** An executor is about to interrupt threads that wait for something to do. */
    public static void idleInterruptsBegin() {
        if (Gate.open() && Part.INTERRUPTS.on) {
            ThreadState.get().quietInterrupts++;
        }
    }

    /** It has done so. */
    public static void idleInterruptsEnd(@Nullable Object executor, @Nullable Throwable thrown) {
        if (Gate.open() && Part.INTERRUPTS.on) {
            ThreadState thread = ThreadState.get();
            thread.quietInterrupts = Math.max(0, thread.quietInterrupts - 1);
        }
    }

    /** A future was told to cancel. */
    public static void cancelled(boolean done, Object future, boolean mayInterrupt) {
        if (done && Gate.open() && Part.TASKS.on) {
            try {
                Ends.cancelled(future, mayInterrupt, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** A thread pool does not take something. */
    public static void rejected(
            Object executor, @Nullable Object work, Object handler, AtomicInteger control, Object queue) {
        if (Gate.open() && Part.TASKS.on && work != null) {
            try {
                Ends.rejected(executor, work, handler, control.get(), queue, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** An executor is told to shut down when its work is done. */
    public static void shutdown(Object executor) {
        if (Gate.open() && Part.TASKS.on) {
            try {
                Ends.shutdown(executor, null, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** An executor was told to shut down at once; {@code left} is what it will not run. */
    public static void shutdownNow(@Nullable List<?> left, Object executor) {
        if (Gate.open() && Part.TASKS.on) {
            try {
                Ends.shutdown(executor, left == null ? List.of() : left, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** A task is forked or submitted. */
    public static void forked(@Nullable Object pool, @Nullable Object task) {
        if (Gate.open() && Part.TASKS.on && task != null && !Pools.isOfVirtualThreads(pool)) {
            try {
                ThreadState thread = ThreadState.get();
                if (!thread.busy) {
                    Tasks.submitted(task, Stages.forkJoinKindOf(task), pool, thread);
                }
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** A task wraps what it does; not to be told for those that make virtual threads go on. */
    public static void adapted(Object task, @Nullable Object work) {
        if (Gate.open() && Part.TASKS.on && work != null && !Pools.isOfVirtualThread(work)) {
            created(task, work, Words.KIND_FORK_JOIN);
        }
    }

    /** A task of a ForkJoinPool that runs later. */
    public static void delayed(Object task, long nextDelay, @Nullable Object work, @Nullable Object callable) {
        Object does = work == null ? callable : work;
        if (Gate.open() && Part.TASKS.on && does != null && !Pools.isOfVirtualThread(does)) {
            created(task, does, nextDelay == 0 ? Words.KIND_DELAYED : Words.KIND_PERIODIC);
        }
    }

    /** A fork of a structured scope. */
    public static void scopeForked(Object subtask, @Nullable Object work) {
        if (Gate.open() && Part.TASKS.on && work != null) {
            created(subtask, work, Words.KIND_STRUCTURED);
        }
    }

    private static void created(Object key, Object work, String kind) {
        try {
            ThreadState thread = ThreadState.get();
            if (!thread.busy) {
                Tasks.created(key, work, kind, thread);
            }
        } catch (Throwable fault) {
            Faults.in(Part.TASKS, fault);
        }
    }

    /** A ForkJoinTask begins to run. */
    public static void taskStarted(Object task) {
        if (Gate.open() && Part.TASKS.on) {
            started(task, false, Stages.forkJoinKindOf(task));
        }
    }

    /** A fork of a structured scope begins to run. */
    public static void subtaskStarted(Object task) {
        if (Gate.open() && Part.TASKS.on) {
            started(task, false, Words.KIND_STRUCTURED);
        }
    }

    /** It has run. */
    public static void taskEnded(Object task, @Nullable Throwable thrown) {
        if (Gate.open() && Part.TASKS.on) {
            ended(task, thrown);
        }
    }

    /** The fork that runs has failed; its scope knows. */
    public static void subtaskFailed(@Nullable Throwable thrown) {
        if (Gate.open() && Part.TASKS.on && thrown != null) {
            try {
                ThreadState thread = ThreadState.get();
                if (thread.task.kind == Words.KIND_STRUCTURED) {
                    Tasks.failed(thread.task, thrown, thread);
                }
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** Something is given to a Timer. */
    public static void timerScheduled(Object timer, Object task) {
        if (Gate.open() && Part.TASKS.on) {
            try {
                ThreadState thread = ThreadState.get();
                if (!thread.busy) {
                    Tasks.submitted(task, Words.KIND_TIMER, timer, thread);
                }
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }

    /** A Timer's thread begins to run something. */
    public static void timerStarted(Object task) {
        if (Gate.open() && Part.TASKS.on) {
            started(task, true, Words.KIND_TIMER);
        }
    }

    /** It has run it, and not been ended by it. */
    public static void timerEnded() {
        if (Gate.open() && Part.TASKS.on) {
            try {
                ThreadState thread = ThreadState.get();
                if (!thread.busy && thread.task.kind == Words.KIND_TIMER) {
                    Tasks.ended(thread.task, null, thread);
                }
            } catch (Throwable fault) {
                Faults.in(Part.TASKS, fault);
            }
        }
    }
}
