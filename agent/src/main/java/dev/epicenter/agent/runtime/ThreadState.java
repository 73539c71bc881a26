package dev.epicenter.agent.runtime;

import org.jspecify.annotations.Nullable;

/** What the agent knows about a thread. Used by that thread only. */
final class ThreadState {
    private static final String CARRIER = "jdk.internal.misc.CarrierThread";
    private static final States STATES = new States();

    /**
     * Set while the agent works on this thread: what it causes there is not recorded. Set for ever in threads that carry virtual
     * ones, since the JDK runs them where nothing may be waited for.
     */
    boolean busy;
    /** What a catch block of this thread received last, 0 when nothing since the current task began. */
    long handledFailure;
    /** The catch block that did. */
    long handledSite;

    /** The task of the thread itself. */
    final Task own;
    /** The innermost task that runs. */
    Task task;

    /** Above 0 while the JDK starts threads for itself. */
    int quietStarts;
    /** Above 0 while the JDK interrupts threads that do nothing. */
    int quietInterrupts;
    /** Above 0 while the JDK asks for outcomes on its own account. */
    int quietFetches;
    /** Above 0 while a connection is asked for its answer, which it asks itself for, too. */
    int answersAsked;
    /** The request that this thread answers, null when none. */
    @Nullable
    Request request;
    /** The stage of a CompletableFuture that is being completed by an exception. */
    @Nullable
    Task stage;
    /** The outcome that is passed on to it. */
    @Nullable
    Outcome passedOn;
    /** The outcome that was made for it. */
    @Nullable
    Outcome lastOutcome;
    /** The task that a pool's thread began, null when that is known by other ways. */
    @Nullable
    Task poolTask;
    /** Whether the loop of the pool's thread tells of the tasks that it runs; one that is older than the agent does not. */
    boolean poolLoop;
    /** The task that failed last on this thread. */
    @Nullable
    Task failedTask;

    private ThreadState(Thread thread) {
        busy = thread.getClass().getName().equals(CARRIER);
        own = Tasks.ofThread(thread);
        task = own;
    }

    static ThreadState get() {
        return STATES.get();
    }

    private static final class States extends ThreadLocal<ThreadState> {
        @Override
        protected ThreadState initialValue() {
            return new ThreadState(Thread.currentThread());
        }
    }
}
