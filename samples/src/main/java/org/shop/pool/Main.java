package org.shop.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A shop catalogue on a small connection pool. A report job fails between acquire and release and swallows it; four
 * reports later the pool is empty and catalogue requests time out.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(9);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        ConnectionPool pool = new ConnectionPool(4, Duration.ofMillis(250));
        CatalogController controller = new CatalogController(new CatalogRepository(pool));
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            threads.add(new Thread(() -> browse(controller, endNanos), "http-" + i));
        }
        threads.add(new Thread(new ReportJob(new ReportWriter(pool), endNanos), "reports"));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(controller.summary());
    }

    private static void browse(CatalogController controller, long endNanos) {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            controller.page(n % 4 == 0 ? "3" : "last", "A-" + n % 9);
            try {
                Thread.sleep(70);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
