package com.acme.pricing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A price service whose tax table cannot be loaded: one figure has a decimal comma. The class fails to initialise once;
 * from then on every request that needs it gets a NoClassDefFoundError.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        long taxedFromNanos = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        PriceController controller = new PriceController(new PriceCalculator());
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            threads.add(new Thread(() -> requests(controller, endNanos, taxedFromNanos), "http-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(controller.summary());
    }

    private static void requests(PriceController controller, long endNanos, long taxedFromNanos) {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            boolean taxed = n % 10 == 0 && System.nanoTime() > taxedFromNanos;
            controller.price("1" + n % 7 + (n % 3 == 0 ? ".50" : ",50"), taxed ? "DE" : "duty-free");
            try {
                Thread.sleep(60);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
