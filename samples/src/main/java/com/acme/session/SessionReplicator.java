package com.acme.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Copies sessions into the cache, one a time, in a thread of its own. */
final class SessionReplicator implements Runnable {
    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(40);
    private final SessionCache cache;
    private final Thread thread = new Thread(this, "session-replicator");
    private volatile boolean stopped;

    SessionReplicator(SessionCache cache) {
        this.cache = cache;
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        thread.interrupt();
    }

    void replicate(String session) {
        queue.add(session);
    }

    @Override
    public void run() {
        int taken = 0;
        while (!stopped) {
            try {
                String session = queue.take();
                if (++taken % 4 == 0) {
                    cache.store(session);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
