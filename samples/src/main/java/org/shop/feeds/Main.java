package org.shop.feeds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Exports product feeds for market places. One product without a price stops the export, and closing the half written
 * feed in a finally block throws as well: only that second, useless exception arrives anywhere.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        ProductSource products = new ProductSource();
        FeedExporter exporter = new FeedExporter(products);
        List<Thread> threads = new ArrayList<>();
        for (String market : List.of("north", "south")) {
            threads.add(new Thread(new FeedJob(market, exporter, endNanos), "feed-" + market));
        }
        threads.forEach(Thread::start);
        Thread.sleep(3_200);
        products.add(new Product("P-880", "-", "size unknown"));
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
