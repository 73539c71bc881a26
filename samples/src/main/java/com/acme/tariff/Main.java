package com.acme.tariff;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reloads its pricing rules all the time, each set in a class loader of its own that nobody lets go. The reloading thread dies when
 * the metaspace is full; requests fail because the rules are too old.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(10);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        RuleSets rules = new RuleSets();
        Thread reload = new Thread(() -> reloads(rules, endNanos), "rule-reload");
        reload.start();
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            threads.add(new Thread(() -> quotes(new QuoteService(rules), endNanos), "quote-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        reload.join();
    }

    private static void reloads(RuleSets rules, long endNanos) {
        while (System.nanoTime() < endNanos) {
            rules.reload();
            pause(20);
        }
    }

    private static void quotes(QuoteService service, long endNanos) {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            service.quote(n % 2 == 0 ? "12" : "a dozen");
            pause(90);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
