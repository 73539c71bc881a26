package org.shop.jobs;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs jobs until it is stopped. */
final class JobRunner {
    private final AtomicInteger ids = new AtomicInteger();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(3, r -> new Thread(r, "job-" + ids.incrementAndGet()));
    private final ConcurrentLinkedQueue<Future<?>> running = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();
    private final Spool spool;

    JobRunner(Spool spool) {
        this.spool = spool;
    }

    void submit(Job job) {
        running.add(workers.submit(() -> run(job)));
    }

    Optional<Future<?>> oldest() {
        return Optional.ofNullable(running.poll());
    }

    int done() {
        return done.get();
    }

    void stop() throws InterruptedException {
        workers.shutdown();
        running.forEach(job -> job.cancel(true));
        if (!workers.awaitTermination(500, TimeUnit.MILLISECONDS)) {
            workers.shutdownNow();
        }
    }

    private void run(Job job) {
        try {
            Thread.sleep(job.millis());
            done.incrementAndGet();
        } catch (InterruptedException e) {
            spool.keep(job);
        }
    }
}
