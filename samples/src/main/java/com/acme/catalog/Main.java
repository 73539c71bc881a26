package com.acme.catalog;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Indexes categories. From second 4 on one of them is its own ancestor, since somebody moved it below its child: whoever indexes it
 * dies of a StackOverflowError, and its pool starts another.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(10);
    private static final Duration MOVE = Duration.ofSeconds(4);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        AtomicInteger workers = new AtomicInteger();
        ExecutorService pool =
                Executors.newFixedThreadPool(2, task -> new Thread(task, "indexer-" + workers.incrementAndGet()));
        long start = System.nanoTime();
        CategoryIndex index = new CategoryIndex();
        Category shoes = new Category("shoes", new Category("sport", null));
        Category running = new Category("running", shoes);
        boolean moved = false;
        for (int n = 0; System.nanoTime() - start < RUN.toNanos(); n++) {
            if (!moved && System.nanoTime() - start > MOVE.toNanos()) {
                shoes.moveBelow(running);
                moved = true;
            }
            String rank = n % 2 == 0 ? "7" : "unranked";
            boolean dirty = n % 5 == 0;
            pool.execute(() -> index.update(dirty ? running : new Category("books", null), rank));
            Thread.sleep(60);
        }
        pool.shutdown();
        pool.awaitTermination(5, TimeUnit.SECONDS);
        System.out.println("indexed: " + index.size());
    }
}
