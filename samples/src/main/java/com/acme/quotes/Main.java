package com.acme.quotes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers quote requests within 150 ms. A history job now and then holds millions of ticks, the collector stops the
 * world for longer than that, and every request under way times out although no service was slow.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(9);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        QuoteService quotes = new QuoteService();
        QuoteController controller = new QuoteController(quotes, new NewsTicker());
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            threads.add(new Thread(() -> requests(controller, endNanos), "http-" + i));
        }
        threads.add(new Thread(new HistoryJob(endNanos), "history"));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        quotes.stop();
        System.out.println(controller.summary());
    }

    private static void requests(QuoteController controller, long endNanos) {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            controller.quote("ISIN-" + n % 90, n % 2 == 0 ? "all" : "10");
            try {
                Thread.sleep(30);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
