package com.acme.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web shop's check-out. A stock count forgets to release one row, and every order for that article fails in a worker
 * thread; the web thread sees it three wraps later, behind a future.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        AtomicInteger ids = new AtomicInteger();
        ExecutorService workers =
                Executors.newFixedThreadPool(2, r -> new Thread(r, "fulfilment-" + ids.incrementAndGet()));
        StockRepository stock = new StockRepository();
        OrderService orders = new OrderService(new FulfilmentService(new Warehouse(stock)), workers);
        CheckoutController controller = new CheckoutController(orders, new CouponBook());

        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            threads.add(new Thread(new Traffic(controller, i, System.nanoTime() + RUN.toNanos()), "http-" + i));
        }
        threads.add(new Thread(() -> stockCount(stock), "stock-count"));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        workers.shutdown();
        System.out.println(controller.summary());
    }

    private static void stockCount(StockRepository stock) {
        try {
            Thread.sleep(3_000);
            stock.lockRow("SKU-4711");
            System.out.println("stock count: 1 article counted");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
