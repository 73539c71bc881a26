package com.acme.ledger;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A ledger that posts in the background. Postings are submitted, and nobody keeps the futures: one kind fails, in silence. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        ExecutorService posters = Executors.newFixedThreadPool(2);
        Ledger ledger = new Ledger();
        Journal journal = new Journal(posters, ledger);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(7);
        for (int i = 1; System.nanoTime() < end; i++) {
            journal.book(i);
            TimeUnit.MILLISECONDS.sleep(25);
            if (i % 100 == 0) {
                System.gc();
            }
        }
        posters.shutdown();
        posters.awaitTermination(2, TimeUnit.SECONDS);
        System.gc();
        TimeUnit.MILLISECONDS.sleep(800);
        System.out.println("postings: " + ledger.postings());
    }
}
