package dev.epicenter.agent.runtime;

import dev.epicenter.events.EpicenterEvent;
import dev.epicenter.events.FailureHandledEvent;
import dev.epicenter.events.FailureReplacedEvent;
import dev.epicenter.events.FailureRethrownEvent;
import dev.epicenter.events.Words;
import org.jspecify.annotations.Nullable;

/** What catch blocks receive, and what they throw instead. */
final class Handlers {
    /** Blocks that are told of one failure; a throwable that is kept and thrown again and again would go on for ever. */
    private static final int HANDLINGS = 64;

    private static final int CAUSES = 16;

    private Handlers() {}

    /** A catch block received it. */
    static void caught(Throwable throwable, @Nullable Class<?> in, int siteId) {
        HandlerSite site = HandlerSites.get(siteId);
        if (site == null) {
            return;
        }
        if (site.passesOn()) {
            passes(throwable, in, site);
            return;
        }
        site.count();
        FailureRef ref = Failures.find(throwable);
        if ((ref == null || ref.handlings >= HANDLINGS) && !site.budget.takeAny()) {
            return;
        }
        ThreadState thread = ThreadState.get();
        if (thread.busy) {
            return;
        }
        thread.busy = true;
        try {
            site.recorded();
            handled(Failures.seen(throwable, Words.ORIGIN_HANDLER, thread), throwable, site, thread);
            if (in != null && Part.CODE.on) {
                CodeRequests.of(in);
            }
        } finally {
            thread.busy = false;
        }
    }

    /** A finally block holds a failure up; one that is built meanwhile is told of with it. */
    private static void passes(Throwable throwable, @Nullable Class<?> in, HandlerSite site) {
        FailureRef ref = Failures.find(throwable);
        if (ref == null) {
            return;
        }
        ThreadState thread = ThreadState.get();
        if (thread.busy) {
            return;
        }
        thread.busy = true;
        try {
            thread.handledFailure = ref.id;
            thread.handledSite = site.id();
            if (in != null && Part.CODE.on) {
                CodeRequests.of(in);
            }
        } finally {
            thread.busy = false;
        }
    }

    private static void handled(FailureRef ref, Throwable throwable, HandlerSite site, ThreadState thread) {
        long now = System.nanoTime();
        ref.handlings++;
        FailureHandledEvent event = new FailureHandledEvent();
        event.failureId = ref.id;
        event.thrownClass = throwable.getClass();
        event.handlerSiteId = site.id();
        event.handlerClass = site.className();
        event.handlerMethod = site.methodName();
        event.line = site.line();
        event.disposition = site.disposition;
        event.throwToCatch = ref.thrownAt == 0 ? EpicenterEvent.UNKNOWN_SPAN : now - ref.thrownAt;
        event.handling = ref.handlings;
        Context.fill(event, thread);
        event.commit();
        ref.thrownAt = 0;
        ref.handledAt = now;
        thread.handledFailure = ref.id;
        thread.handledSite = site.id();
        if (throwable instanceof InterruptedException) {
            Interrupts.caught(ref, site, thread);
        }
    }

    /** A catch block that had received {@code caught} throws {@code thrown}, which may be the same. */
    static void thrown(@Nullable Throwable thrown, Throwable caught, int siteId, int line) {
        FailureRef ref = Failures.find(caught);
        if (ref == null || thrown == null || ref.handlings > HANDLINGS) {
            return;
        }
        ThreadState thread = ThreadState.get();
        if (thread.busy) {
            return;
        }
        thread.busy = true;
        try {
            if (thrown == caught) {
                rethrown(ref, siteId, line, thread);
            } else {
                replaced(
                        ref, caught, Failures.seen(thrown, Words.ORIGIN_HANDLER, thread), thrown, siteId, line, thread);
            }
        } finally {
            thread.busy = false;
        }
    }

    private static void rethrown(FailureRef ref, int siteId, int line, ThreadState thread) {
        ref.thrownAt = System.nanoTime();
        FailureRethrownEvent event = new FailureRethrownEvent();
        event.failureId = ref.id;
        event.handlerSiteId = siteId;
        event.line = line;
        Context.fill(event, thread);
        event.commit();
    }

    private static void replaced(
            FailureRef ref,
            Throwable caught,
            FailureRef by,
            Throwable thrown,
            int siteId,
            int line,
            ThreadState thread) {
        long now = System.nanoTime();
        by.thrownAt = now;
        FailureReplacedEvent event = new FailureReplacedEvent();
        event.failureId = ref.id;
        event.replacementId = by.id;
        event.handlerSiteId = siteId;
        event.line = line;
        event.causeKept = isCauseOf(caught, thrown);
        event.handlingTime = ref.handledAt == 0 ? EpicenterEvent.UNKNOWN_SPAN : now - ref.handledAt;
        Context.fill(event, thread);
        event.commit();
    }

    private static boolean isCauseOf(Throwable cause, Throwable throwable) {
        Throwable next = throwable;
        for (int i = 0; i < CAUSES && next != null; i++) {
            if (next == cause) {
                return true;
            }
            next = Failures.cause(next);
        }
        return false;
    }
}
