package dev.epicenter.agent.runtime;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** What one has to know of the threads of pools. */
final class Pools {
    private static final String VIRTUAL_THREAD = "java.lang.VirtualThread";

    /** The pool that runs virtual threads, null until it has been seen. */
    private static volatile @Nullable Object ofVirtualThreads;

    private Pools() {}

    /** A thread of a ThreadPoolExecutor is about to run something. Futures tell of themselves. */
    static void begins(Object work, ThreadState thread) {
        if (thread.busy) {
            return;
        }
        thread.poolLoop = true;
        thread.poolTask = work instanceof FutureTask ? null : Tasks.started(work, false, Stages.kindOf(work), thread);
    }

    /** It has run it. */
    static void ends(@Nullable Throwable thrown, ThreadState thread) {
        Task task = thread.poolTask;
        if (task != null && !thread.busy) {
            thread.poolTask = null;
            Tasks.ended(task, thrown, thread);
        }
    }

    /** Whether a pool runs virtual threads, whose comings and goings are no tasks. */
    static boolean isOfVirtualThreads(@Nullable Object pool) {
        if (pool == null || pool == ofVirtualThreads) {
            return pool != null;
        }
        if (pool instanceof ForkJoinPool
                && ((ForkJoinPool) pool).getFactory().getClass().getName().startsWith(VIRTUAL_THREAD)) {
            ofVirtualThreads = pool;
            return true;
        }
        return false;
    }

    /** Whether work makes a virtual thread go on. */
    static boolean isOfVirtualThread(Object work) {
        return work.getClass().getName().startsWith(VIRTUAL_THREAD);
    }
}
