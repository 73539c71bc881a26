package dev.epicenter.agent.runtime;

import dev.epicenter.events.FailureUncaughtEvent;
import dev.epicenter.events.Words;
import org.jspecify.annotations.Nullable;

/** Failures that end a thread. */
final class Uncaught {
    private Uncaught() {}

    static void record(@Nullable Object handler, Throwable throwable) {
        ThreadState thread = ThreadState.get();
        if (thread.busy) {
            return;
        }
        // Of a pool's thread the task is over by now; it told that it failed.
        Task failed = thread.failedTask;
        Task task = failed != null && failed.failureId == failureId(throwable) ? failed : thread.task;
        if (task != failed) {
            Tasks.failed(task, throwable, thread);
        }
        thread.busy = true;
        try {
            FailureUncaughtEvent event = new FailureUncaughtEvent();
            event.failureId = Failures.seen(throwable, Words.ORIGIN_UNCAUGHT, thread).id;
            event.thrownClass = throwable.getClass();
            event.handlerClass = told(handler);
            event.threadName = Thread.currentThread().getName();
            event.virtual = ThreadKinds.isVirtual(Thread.currentThread());
            Context.fill(event, thread);
            event.currentTaskId = task.id;
            event.commit();
        } finally {
            thread.busy = false;
        }
    }

    private static long failureId(Throwable throwable) {
        FailureRef known = Failures.find(throwable);
        return known == null ? -1 : known.id;
    }

    private static @Nullable String told(@Nullable Object handler) {
        Object told = handler;
        if (told != null && told.getClass() == ThreadGroup.class) {
            // It asks the standard handler, and without one prints.
            told = Thread.getDefaultUncaughtExceptionHandler();
        }
        return told == null ? null : told.getClass().getName();
    }
}
