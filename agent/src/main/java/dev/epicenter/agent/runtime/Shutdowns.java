package dev.epicenter.agent.runtime;

import dev.epicenter.events.ExitRequestedEvent;
import dev.epicenter.events.ShutdownHookEndedEvent;
import dev.epicenter.events.ShutdownHookStartedEvent;
import dev.epicenter.events.Words;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How the process ends, and who wanted that. */
final class Shutdowns {
    /** How long a halt waits for the agent's own recording. */
    private static final long SAVE_NANOS = 3_000_000_000L;

    /** Set once hooks run: until then no thread that ends is one. */
    private static volatile boolean running;

    private Shutdowns() {}

    static void requested(int status, boolean halt) {
        ThreadState thread = ThreadState.get();
        if (thread.busy) {
            return;
        }
        thread.busy = true;
        try {
            ExitRequestedEvent event = new ExitRequestedEvent();
            event.status = status;
            event.halt = halt;
            Context.fill(event, thread);
            event.commit();
        } finally {
            thread.busy = false;
        }
    }

    /** Has the agent's own recording written, which Flight Recorder does not do on a halt. In another thread, which may be stuck. */
    static void saveRecording() {
        Runnable save = Settings.saveRecording;
        if (save == null) {
            return;
        }
        Thread saver = Threads.daemon(save, "epicenter-halt");
        saver.start();
        long until = System.nanoTime() + SAVE_NANOS;
        while (saver.isAlive() && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** The JDK is about to start a hook. */
    static void starting(Thread hook, ThreadState thread) {
        if (!thread.busy) {
            running = true;
            Tasks.created(hook, hook, Words.KIND_SHUTDOWN_HOOK, thread).name = hook.getName();
        }
    }

    /** It does; {@code work} is what the hook's thread was given, null when it has none. */
    static void started(Task task, @Nullable Object work, ThreadState thread) {
        task.workClass = work == null ? task.workClass : work.getClass().getName();
        thread.busy = true;
        try {
            Tasks.describe(task);
            ShutdownHookStartedEvent event = new ShutdownHookStartedEvent();
            event.taskId = task.id;
            event.hookClass = task.workClass;
            event.threadName = task.name;
            Context.fill(event, thread);
            event.commit();
        } finally {
            thread.busy = false;
        }
    }

    static void ending(Thread ending) {
        if (!running || ending != Thread.currentThread()) {
            return;
        }
        ThreadState thread = ThreadState.get();
        Task task = thread.own;
        if (thread.busy || task.kind != Words.KIND_SHUTDOWN_HOOK) {
            return;
        }
        thread.busy = true;
        try {
            ShutdownHookEndedEvent event = new ShutdownHookEndedEvent();
            event.taskId = task.id;
            event.hookClass = task.workClass;
            event.threadName = task.name;
            event.runTime = Tasks.runTime(task);
            event.failureId = task.failureId;
            Context.fill(event, thread);
            event.commit();
        } finally {
            thread.busy = false;
        }
    }

    /** A hook that is started is not a thread that somebody starts. */
    static boolean isHook(@Nullable Task task) {
        return running && task != null && task.kind == Words.KIND_SHUTDOWN_HOOK;
    }
}
