package org.shop.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A job runner in good health that is told to stop, as for a rolling update: new jobs are rejected and spooled, long
 * ones interrupted and noted, waiting ones cancelled. Many exceptions within two seconds, all of them meant.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        Spool spool = new Spool();
        JobRunner runner = new JobRunner(spool);
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            threads.add(new Thread(new JobSource(runner, spool, endNanos), "job-source-" + i));
        }
        JobMonitor monitor = new JobMonitor(runner, endNanos);
        threads.add(new Thread(monitor, "job-monitor"));
        threads.forEach(Thread::start);
        Thread.sleep(6_000);
        System.out.println("stopping");
        runner.stop();
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("jobs done: " + runner.done() + ", spooled: " + spool.size() + ", " + monitor);
    }
}
