package dev.epicenter.agent.runtime;

import dev.epicenter.events.InterruptObservedEvent;
import dev.epicenter.events.InterruptSwallowedEvent;
import dev.epicenter.events.Words;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** Interrupts: who asked, who noticed, and where they end. */
final class Interrupts {
    private Interrupts() {}

    /** A throwable was recorded that may be the way in which its thread notices that it was interrupted. */
    static void constructed(FailureRef ref, Throwable throwable, ThreadState thread) {
        if (throwable instanceof InterruptedException || throwable instanceof ClosedByInterruptException) {
            if (Part.INTERRUPTS.on) {
                observed(Words.OBSERVED_BY_EXCEPTION, ref.id, thread);
            }
        }
    }

    static void observed(String how, long failureId, ThreadState thread) {
        InterruptObservedEvent event = new InterruptObservedEvent();
        event.how = how;
        event.failureId = failureId;
        Context.fill(event, thread);
        event.commit();
    }

    /** A catch block received an InterruptedException. */
    static void caught(FailureRef ref, HandlerSite site, ThreadState thread) {
        if (!Part.INTERRUPTS.on) {
            return;
        }
        Thread current = Thread.currentThread();
        if (site.disposition == null) {
            site.pendingInterrupt = new PendingInterrupt(current, current.getId(), ref.id);
            if (site.disposition == null) {
                return;
            }
            site.pendingInterrupt = null;
        }
        if (site.swallowsInterrupt) {
            swallowed(current, current.getId(), ref.id, site, thread);
        }
    }

    /** The code of a catch block has been looked at. */
    static void decided(HandlerSite site) {
        PendingInterrupt pending = site.pendingInterrupt;
        site.pendingInterrupt = null;
        if (pending != null && site.swallowsInterrupt) {
            swallowed(pending.thread.get(), pending.threadId, pending.failureId, site, null);
        }
    }

    private static void swallowed(
            @Nullable Thread interrupted,
            long threadId,
            long failureId,
            HandlerSite site,
            @Nullable ThreadState thread) {
        InterruptSwallowedEvent event = new InterruptSwallowedEvent();
        event.interruptedThread = interrupted;
        event.interruptedThreadId = threadId;
        event.failureId = failureId;
        event.handlerSiteId = site.id();
        if (thread != null) {
            Context.fill(event, thread);
        }
        event.commit();
    }
}
