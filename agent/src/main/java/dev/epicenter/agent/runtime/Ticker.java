package dev.epicenter.agent.runtime;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Counts the seconds for budgets and reports the counters, in a thread that lives while something is recorded. Calls nothing of
 * the application's.
 */
final class Ticker implements Runnable {
    private static final long SECOND = 1_000_000_000L;
    private static final int SECONDS_PER_REPORT = 10;

    /** Seconds while something was recorded. Plain: hooks read it, and late is early enough. */
    static int second;
    /** Counts recordings: each begins with full budgets and knows nothing of what was recorded before. */
    static int recording;

    private static long reportedAt = System.nanoTime();
    private static @Nullable Ticker running;

    private volatile boolean stopped;

    private Ticker() {}

    static synchronized void start() {
        if (running == null) {
            running = new Ticker();
            Thread thread = Threads.daemon(running, "epicenter-ticker");
            thread.start();
        }
    }

    static synchronized void stop() {
        if (running != null) {
            running.stopped = true;
            running = null;
        }
    }

    @Override
    public void run() {
        int ticks = 0;
        while (!stopped) {
            LockSupport.parkNanos(SECOND);
            second++;
            try {
                Outcomes.reportLost();
                sweep();
                if (++ticks % SECONDS_PER_REPORT == 0) {
                    report();
                }
            } catch (Throwable fault) {
                Faults.in(Part.CODE, fault);
            }
        }
    }

    private static void sweep() {
        Failures.sweep();
        Tasks.sweep();
        Outcomes.sweep();
        ExecutorRef.sweep();
        ClientCall.sweep();
    }

    /** Reports what has happened since the last report. */
    static synchronized void report() {
        long now = System.nanoTime();
        Outcomes.reportLost();
        FailureSites.report(now - reportedAt);
        HandlerSites.report(now - reportedAt);
        reportedAt = now;
    }
}
