package dev.epicenter.agent.runtime;

import java.lang.ref.WeakReference;

/** An interrupt that a catch block received whose code had not been looked at then. */
final class PendingInterrupt {
    final WeakReference<Thread> thread;
    final long threadId;
    final long failureId;

    PendingInterrupt(Thread thread, long threadId, long failureId) {
        this.thread = new WeakReference<>(thread);
        this.threadId = threadId;
        this.failureId = failureId;
    }
}
