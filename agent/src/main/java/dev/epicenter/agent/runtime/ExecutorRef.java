package dev.epicenter.agent.runtime;

import java.util.concurrent.atomic.AtomicLong;

/** An executor's number. */
final class ExecutorRef extends Recent {
    private static final RecentTable<ExecutorRef> TABLE = new RecentTable<>(8);
    private static final AtomicLong IDS = new AtomicLong();

    private ExecutorRef(Object executor) {
        super(executor, IDS.incrementAndGet());
    }

    /** Forgets what is gone. */
    static void sweep() {
        TABLE.sweep();
    }

    /** The number of an executor, given to it now if it has none. */
    static long idOf(Object executor) {
        ExecutorRef ref = TABLE.find(executor);
        if (ref == null) {
            ref = new ExecutorRef(executor);
            TABLE.add(ref, executor);
        }
        return ref.id;
    }
}
