package com.acme.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs parts side by side and waits for all of them. */
final class Fan implements AutoCloseable {
    private final ExecutorService threads;

    Fan(ExecutorService threads) {
        this.threads = threads;
    }

    int sum(List<Callable<Integer>> parts) throws InterruptedException, ExecutionException {
        List<Future<Integer>> running = new ArrayList<>();
        for (Callable<Integer> part : parts) {
            running.add(threads.submit(part));
        }
        int sum = 0;
        for (Future<Integer> part : running) {
            sum += part.get();
        }
        return sum;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
