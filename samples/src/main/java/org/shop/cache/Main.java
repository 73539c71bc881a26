package org.shop.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A product cache in good health. Misses, slow loads and unknown products are exceptions by design; each one has its
 * fallback and every request is answered.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        AtomicInteger ids = new AtomicInteger();
        ScheduledExecutorService loaders =
                Executors.newScheduledThreadPool(3, r -> new Thread(r, "loader-" + ids.incrementAndGet()));
        ProductCache cache = new ProductCache(new ProductLoader(), loaders);
        loaders.scheduleAtFixedRate(cache::evict, 300, 300, TimeUnit.MILLISECONDS);
        ProductController controller = new ProductController(cache);
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            threads.add(new Thread(() -> requests(controller, endNanos), "http-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        loaders.shutdown();
        System.out.println(controller.summary());
    }

    private static void requests(ProductController controller, long endNanos) {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            controller.product("P-" + n % 24);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
