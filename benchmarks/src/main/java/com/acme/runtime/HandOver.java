package com.acme.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Steps that continue on another thread and wait for the outcome.
 *
 * <p>The pool is bounded, so a path holds at most one of them: a nested one could wait for itself.
 */
public final class HandOver {
    /** Threads of the pool, in addition to those that serve requests. */
    public static final int THREADS = 4;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ExecutorService POOL = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "async-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private HandOver() {}

    /** Continues as a {@link CompletableFuture}: a failure comes back as {@link CompletionException}. */
    public static void complete(Invocation invocation) {
        CompletableFuture.runAsync(() -> proceedUnchecked(invocation), POOL).join();
    }

    /** Continues as a submitted task: a failure comes back as {@link java.util.concurrent.ExecutionException}. */
    public static void submit(Invocation invocation) throws Exception {
        POOL.submit(() -> {
                    invocation.proceed();
                    return null;
                })
                .get();
    }

    private static void proceedUnchecked(Invocation invocation) {
        try {
            invocation.proceed();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
