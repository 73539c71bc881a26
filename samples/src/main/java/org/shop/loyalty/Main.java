package org.shop.loyalty;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loyalty programme that credits points behind a CompletableFuture nobody reads. Purchases that arrive after the
 * ledger's period was closed get no points, and no log line says so.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        AtomicInteger ids = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(3, r -> new Thread(r, "loyalty-" + ids.incrementAndGet()));
        PointsLedger ledger = new PointsLedger();
        LoyaltyService loyalty = new LoyaltyService(ledger, new OfferService(pool), pool);
        List<Thread> consumers = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            consumers.add(
                    new Thread(new PurchaseListener(loyalty, i, System.nanoTime() + RUN.toNanos()), "purchases-" + i));
        }
        consumers.forEach(Thread::start);
        Thread.sleep(3_000);
        ledger.close("2026-02");
        for (Thread consumer : consumers) {
            consumer.join();
        }
        pool.shutdown();
        System.out.println("purchases: " + loyalty.purchases() + ", credited: " + ledger.credits());
    }
}
