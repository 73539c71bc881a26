package com.acme.gateway;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names the workers. */
final class Workers implements ThreadFactory {
    private final AtomicInteger ids = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
        return new Thread(work, "worker-" + ids.incrementAndGet());
    }
}
