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
        thread.busy = true;
        try {
            FailureUncaughtEvent event = new FailureUncaughtEvent();
            event.failureId = Failures.seen(throwable, Words.ORIGIN_UNCAUGHT, thread).id;
            event.thrownClass = throwable.getClass();
            event.handlerClass = told(handler);
            event.threadName = Thread.currentThread().getName();
            event.virtual = ThreadKinds.isVirtual(Thread.currentThread());
            Context.fill(event, thread);
            event.commit();
        } finally {
            thread.busy = false;
        }
    }

    private static String told(@Nullable Object handler) {
        Object told = handler;
        if (told != null && told.getClass() == ThreadGroup.class) {
            Object standard = Thread.getDefaultUncaughtExceptionHandler();
            told = standard == null ? told : standard;
        }
        return told == null ? "" : told.getClass().getName();
    }
}
