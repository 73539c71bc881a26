package com.acme.gateway;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A gateway that takes messages in a loop and hands each to a pool. The catch-all that is to keep it alive stands around the
 * loop's hand-over, and not around the work: a message with a bad header kills the worker that reads it, one after the other.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(2, new Workers());
        Inbox inbox = new Inbox();
        AcceptLoop loop = new AcceptLoop(inbox, workers);
        Thread acceptor = new Thread(loop, "acceptor");
        acceptor.start();
        acceptor.join(8_000);
        inbox.close();
        acceptor.join();
        workers.shutdown();
        workers.awaitTermination(2, TimeUnit.SECONDS);
        System.out.println("messages accepted: " + loop.accepted());
    }
}
