package dev.epicenter.agent.runtime;

import dev.epicenter.events.InterruptObservedEvent;
import dev.epicenter.events.InterruptRequestedEvent;
import dev.epicenter.events.InterruptSwallowedEvent;
import dev.epicenter.events.Words;
import java.nio.channels.ClosedByInterruptException;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Interrupts: who asked, who noticed, and where they end. */
final class Interrupts {
    private static final String OURS = "dev.epicenter.agent.runtime.";
    private static final String VIRTUAL = "java.lang.VirtualThread";
    private static final Budget REQUESTED = new Budget(100, 50);
    private static final Budget OBSERVED = new Budget(100, 50);
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final CalledByJdk CALLED_BY_JDK = new CalledByJdk();

    private Interrupts() {}

    /** A throwable was recorded that may be the way in which its thread notices that it was interrupted. */
    static void constructed(FailureRef ref, Throwable throwable, ThreadState thread) {
        if (throwable instanceof InterruptedException || throwable instanceof ClosedByInterruptException) {
            if (Part.INTERRUPTS.on) {
                observed(Words.OBSERVED_BY_EXCEPTION, ref.id, thread);
            }
        }
    }

    /** Somebody asks a thread to stop what it does. */
    static void requested(Thread interrupted) {
        ThreadState thread = ThreadState.get();
        if (thread.busy || thread.quietInterrupts > 0 || !REQUESTED.takeAny()) {
            return;
        }
        thread.busy = true;
        try {
            // The JDK sets its threads' own status again after it has looked at it.
            if (interrupted == Thread.currentThread() && WALKER.walk(CALLED_BY_JDK)) {
                return;
            }
            InterruptRequestedEvent event = new InterruptRequestedEvent();
            event.interruptedThread = interrupted;
            event.interruptedThreadId = interrupted.getId();
            Context.fill(event, thread);
            event.commit();
        } finally {
            thread.busy = false;
        }
    }

    /** The current thread asked for its status and was interrupted. If the JDK asked, an exception follows, or the status is set again. */
    static void statusCleared() {
        ThreadState thread = ThreadState.get();
        if (thread.busy || !OBSERVED.takeAny()) {
            return;
        }
        thread.busy = true;
        try {
            if (!WALKER.walk(CALLED_BY_JDK)) {
                observed(Words.OBSERVED_BY_STATUS, 0, thread);
            }
        } finally {
            thread.busy = false;
        }
    }

    /** Whether the first frame that is neither ours nor Thread's belongs to the JDK. */
    private static final class CalledByJdk implements Function<Stream<StackWalker.StackFrame>, Boolean> {
        @Override
        public Boolean apply(Stream<StackWalker.StackFrame> frames) {
            for (Iterator<StackWalker.StackFrame> all = frames.iterator(); all.hasNext(); ) {
                Class<?> type = all.next().getDeclaringClass();
                if (type != Thread.class
                        && !type.getName().startsWith(OURS)
                        && !type.getName().startsWith(VIRTUAL)) {
                    return type.getClassLoader() == null;
                }
            }
            return true;
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
