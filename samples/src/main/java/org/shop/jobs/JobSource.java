package org.shop.jobs;

import java.util.concurrent.RejectedExecutionException;

/** Hands jobs to the runner; those it does not take go to the spool. */
final class JobSource implements Runnable {
    private final JobRunner runner;
    private final Spool spool;
    private final long endNanos;

    JobSource(JobRunner runner, Spool spool, long endNanos) {
        this.runner = runner;
        this.spool = spool;
        this.endNanos = endNanos;
    }

    @Override
    public void run() {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            Job job = new Job("J-" + n, millis(n % 2 == 0 ? "short" : "115"));
            try {
                runner.submit(job);
            } catch (RejectedExecutionException e) {
                spool.keep(job);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static int millis(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 30;
        }
    }
}
