package com.acme.quotes;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Prices by ISIN, asked from three market places in turn, within 150 ms. */
final class QuoteService {
    private final AtomicInteger ids = new AtomicInteger();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(6, r -> new Thread(r, "quotes-" + ids.incrementAndGet()));

    double quote(String isin) throws InterruptedException {
        try {
            return workers.submit(() -> best(isin)).get(150, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new QuoteUnavailableException("no quote for " + isin, e);
        }
    }

    void stop() {
        workers.shutdown();
    }

    private static double best(String isin) throws InterruptedException {
        double best = 0;
        for (int market = 1; market <= 3; market++) {
            Thread.sleep(15);
            best = Math.max(best, (isin.hashCode() & 0xff) + market / 10.0);
        }
        return best;
    }
}
