package com.acme.payout;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Pays out in batches until SIGTERM. The shutdown hook closes the ledger; nobody waits for the batches under way. */
public final class Main {
    private static final int LONGEST_SECONDS = 60;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Ledger ledger = new Ledger();
        AtomicInteger workers = new AtomicInteger();
        ExecutorService pool =
                Executors.newFixedThreadPool(2, task -> new Thread(task, "payout-" + workers.incrementAndGet()));
        Runtime.getRuntime().addShutdownHook(new Thread(ledger::close, "ledger-closer"));
        for (int n = 1; n <= LONGEST_SECONDS; n++) {
            PayoutBatch batch = new PayoutBatch(ledger, n);
            pool.execute(batch::run);
            Thread.sleep(1_000);
        }
        pool.shutdown();
    }
}
