package com.acme.transfer;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes transfers from the web and waits for the workers to book them. */
final class TransferDesk {
    private final AtomicInteger ids = new AtomicInteger();
    private final ExecutorService workers = Executors.newFixedThreadPool(3, this::worker);
    private final TransferService service;
    private final AtomicInteger ok = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    TransferDesk(TransferService service) {
        this.service = service;
    }

    int transfer(Account from, Account to, String amount) {
        long cents = cents(amount);
        try {
            workers.submit(() -> {
                        service.transfer(from, to, cents);
                        return null;
                    })
                    .get(300, TimeUnit.MILLISECONDS);
            ok.incrementAndGet();
            return 200;
        } catch (TimeoutException | ExecutionException e) {
            failed.incrementAndGet();
            System.err.println("POST /transfer 504");
            return 504;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }

    String summary() {
        return "transfers: " + ok + ", failed: " + failed;
    }

    private static long cents(String amount) {
        try {
            return Long.parseLong(amount);
        } catch (NumberFormatException e) {
            return 100;
        }
    }

    private Thread worker(Runnable work) {
        Thread thread = new Thread(work, "transfer-" + ids.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
