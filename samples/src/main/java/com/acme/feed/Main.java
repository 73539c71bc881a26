package com.acme.feed;

import java.util.ArrayList;
import java.util.List;

/** Imports prices from a feed until somebody kills it with SIGKILL, which leaves it no time for a last word. */
public final class Main {
    private static final int LONGEST_SECONDS = 60;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000L;
        PriceImport prices = new PriceImport();
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            threads.add(new Thread(() -> imports(prices, endNanos), "import-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("imported: " + prices.imported());
    }

    private static void imports(PriceImport prices, long endNanos) {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            prices.line("SKU-" + n + ";" + (n % 3 == 0 ? "n/a" : n));
            try {
                Thread.sleep(60);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
