package org.shop.jobs;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Counts how jobs end, and which of them take long. */
final class JobMonitor implements Runnable {
    private final JobRunner runner;
    private final long endNanos;
    private int ended;
    private int slow;
    private int cancelled;

    JobMonitor(JobRunner runner, long endNanos) {
        this.runner = runner;
        this.endNanos = endNanos;
    }

    @Override
    public void run() {
        try {
            while (System.nanoTime() < endNanos) {
                Optional<Future<?>> job = runner.oldest();
                if (job.isPresent()) {
                    watch(job.get());
                }
                Thread.sleep(25);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "ended: " + ended + ", slow: " + slow + ", cancelled: " + cancelled;
    }

    private void watch(Future<?> job) throws InterruptedException {
        try {
            job.get(5, TimeUnit.MILLISECONDS);
            ended++;
        } catch (TimeoutException e) {
            slow++;
        } catch (CancellationException e) {
            cancelled++;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a job failed, which none does", e);
        }
    }
}
