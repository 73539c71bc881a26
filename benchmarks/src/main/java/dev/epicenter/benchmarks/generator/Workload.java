package dev.epicenter.benchmarks.generator;

import com.acme.backend.Backends;
import com.acme.runtime.HandOver;
import com.acme.runtime.Invocation;
import com.acme.runtime.Step;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Serves requests on all threads until it is stopped; a worker that dies is replaced. */
final class Workload {
    private static final int THREADS = 16;
    private static final int WORKERS = THREADS - HandOver.THREADS;
    private static final int FAILURES_PER_THREAD_DEATH = 20_000;

    private final Profile profile;
    private final Backends backends;
    private final int pauseMillis;
    private final CallPaths paths = CallPaths.create();
    private final AtomicInteger workerNumber = new AtomicInteger();
    private volatile boolean stopped;

    /** A workload whose workers pause after each request; 0 for full speed. */
    Workload(Profile profile, Backends backends, int pauseMillis) {
        this.profile = profile;
        this.backends = backends;
        this.pauseMillis = pauseMillis;
    }

    void start() {
        for (int i = 0; i < WORKERS; i++) {
            startWorker();
        }
    }

    /** Lets every worker finish the request it serves. */
    void stop() {
        stopped = true;
    }

    private void startWorker() {
        Thread worker = new Thread(this::serve, "worker-" + workerNumber.incrementAndGet());
        worker.setDaemon(true);
        worker.setUncaughtExceptionHandler((thread, failure) -> startWorker());
        worker.start();
    }

    private void serve() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (!stopped) {
            serveOne(random);
            pause();
        }
    }

    private void pause() {
        if (pauseMillis > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        }
    }

    private void serveOne(ThreadLocalRandom random) {
        CallPath path = paths.pick(random);
        int id = random.nextInt(1_000_000);
        Step work = random.nextDouble() < profile.failureShare()
                ? invocation -> path.fault().raise(id)
                : invocation -> path.chore().perform(backends, id);
        try {
            new Invocation(path.steps(), work).proceed();
        } catch (Exception e) {
            if (random.nextInt(FAILURES_PER_THREAD_DEATH) == 0) {
                throw new IllegalStateException("worker cannot go on", e);
            }
        }
    }
}
