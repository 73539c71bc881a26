package com.acme.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A web application that replicates sessions into a cache that never evicts. The replicator dies of OutOfMemoryError;
 * nobody empties its queue any more and requests fail because the queue is full.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(9);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        SessionCache cache = new SessionCache();
        SessionReplicator replicator = new SessionReplicator(cache);
        replicator.start();
        SessionController controller = new SessionController(replicator);
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            threads.add(new Thread(() -> requests(controller, endNanos), "http-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        replicator.stop();
        System.out.println(controller.summary() + ", sessions in cache: " + cache.clear());
    }

    private static void requests(SessionController controller, long endNanos) {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            controller.request(Thread.currentThread().getName() + n, n % 2 == 0 ? "de" : "de-AT-1");
            try {
                Thread.sleep(75);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
